import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyTemplate, TemplateParams } from '../../../../shared/policy/templates.ts';
import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { policySentences } from '../policySentences.ts';
import styles from './PolicyForm.module.css';

const ACCESSES: readonly TemplateParams['access'][] = ['read', 'read-write'];

function Params(props: {
  names: PolicyTemplate['params'];
  params: TemplateParams;
  change: (part: Partial<TemplateParams>) => void;
}) {
  const { names, params, change } = props;
  const { t } = useTranslation();
  return (
    <>
      {names.includes('prefix') && (
        <TextField
          label={t('settings.policy.prefix')}
          value={params.prefix}
          onChange={(prefix) => change({ prefix })}
          description={t('settings.policy.prefixHint')}
          autoFocus
        />
      )}
      {names.includes('account') && (
        <TextField
          label={t('settings.policy.account')}
          value={params.account}
          onChange={(account) => change({ account: account.trim() })}
          description={t('settings.policy.accountHint')}
          autoFocus
        />
      )}
      {names.includes('access') && (
        <Select
          label={t('settings.policy.access')}
          value={params.access}
          onChange={(access) => change({ access })}
          options={ACCESSES.map((id) => ({ id, label: t(`settings.policy.accessOf.${id}`) }))}
        />
      )}
    </>
  );
}

/** Asks what a template needs to know, and whether it comes in the place of what is there; shows its effect in words. */
export function TemplateDialog(props: {
  template: PolicyTemplate;
  bucket: string;
  hasStatements: boolean;
  /** `isAdded`: to what is there; else in its place. */
  onUse: (policy: PolicyDocument | null, isAdded: boolean) => void;
  onClose: () => void;
}) {
  const { template, bucket, hasStatements, onUse, onClose } = props;
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const [params, setParams] = useState<TemplateParams>({ prefix: '', account: '', access: 'read' });
  const policy = template.document(bucket, params);
  const canBeAdded = hasStatements && policy !== null;
  const [how, setHow] = useState<'add' | 'replace'>('add');
  const isIncomplete = template.params.includes('account') && params.account === '';
  const use = () => {
    onUse(policy, canBeAdded && how === 'add');
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`settings.policy.template.${template.id}.title`)}
      width={460}
      footer={
        <DialogButtons
          cancel={<Button onPress={onClose}>{t('common.cancel')}</Button>}
          confirm={
            <Button
              variant="primary"
              type="submit"
              form="policy-template"
              isDisabled={isIncomplete}
              autoFocus={template.params.length === 0}
            >
              {t('settings.policy.use')}
            </Button>
          }
        />
      }
    >
      <form
        id="policy-template"
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          use();
        }}
      >
        <p>{t(`settings.policy.template.${template.id}.about`)}</p>
        <Params
          names={template.params}
          params={params}
          change={(part) => setParams((before) => ({ ...before, ...part }))}
        />
        {policy && !isIncomplete && (
          <ul className={styles.effects} aria-label={t('settings.policy.effects')}>
            {policySentences(t, language, policy, bucket).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        {canBeAdded && (
          <RadioGroup
            label={t('settings.policy.how')}
            value={how}
            onChange={setHow}
            options={(['add', 'replace'] as const).map((id) => ({ id, label: t(`settings.policy.howTo.${id}`) }))}
          />
        )}
      </form>
    </Dialog>
  );
}
