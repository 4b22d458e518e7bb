import { LayoutTemplate, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addStatements, type PolicyTemplate, TEMPLATES } from '../../../../shared/policy/templates.ts';
import type { PolicyDocument, PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { usePreferences } from '../../../stores/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton } from '../../../ui/Menu.tsx';
import { policySentences } from '../policySentences.ts';
import type { FormProps } from '../settingForm.ts';
import { useItemKeys } from '../useItemKeys.ts';
import styles from './PolicyForm.module.css';
import { PolicyStatus } from './PolicyStatus.tsx';
import { resourcesOf } from './resources.ts';
import { StatementCard } from './StatementCard.tsx';
import { statementPath, statementsOf, withStatements } from './statements.ts';
import { TemplateDialog } from './TemplateDialog.tsx';

function newStatement(bucket: string): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: resourcesOf({ kind: 'objects', prefix: '' }, bucket),
  };
}

/** The statements of a bucket's policy, in words; each opens to its fields in place. */
export function PolicyForm({ place, draft, onChange, problems, isDisabled }: FormProps<'policy'>) {
  const { t } = useTranslation();
  const language = usePreferences((s) => s.preferences.language);
  const statements = statementsOf(draft);
  const sentences = policySentences(t, language, draft, place.bucket);
  const { keys, inserted, removed } = useItemKeys(statements.length);
  const [openKey, setOpenKey] = useState<number | null>(null);
  const [template, setTemplate] = useState<PolicyTemplate | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const focusAfter = useRef<number | null>(null);

  // The button that removed a statement is gone with it: the focus goes to the next one, or to the one before.
  useEffect(() => {
    if (focusAfter.current === null) return;
    const cards = list.current?.querySelectorAll('section') ?? [];
    const next = cards[Math.min(focusAfter.current, cards.length - 1)] ?? list.current;
    focusAfter.current = null;
    next?.querySelector('button')?.focus();
  });

  const setStatements = (next: PolicyStatement[]) => onChange(withStatements(draft, next));
  const add = () => {
    focusAfter.current = statements.length;
    setOpenKey(inserted(statements.length));
    setStatements([...statements, newStatement(place.bucket)]);
  };
  const put = (policy: PolicyDocument | null, isAdded: boolean) => {
    setOpenKey(null);
    onChange(isAdded && policy ? addStatements(draft, policy) : policy);
  };
  const choose = (chosen: PolicyTemplate) => {
    const isSafe = statements.length === 0 && chosen.params.length === 0;
    if (isSafe) put(chosen.document(place.bucket, { prefix: '', account: '', access: 'read' }), false);
    else setTemplate(chosen);
  };

  return (
    <div className={styles.form} ref={list}>
      <PolicyStatus place={place} />
      {statements.length === 0 && <p className={styles.empty}>{t('settings.policy.empty')}</p>}
      {statements.map((statement, index) => {
        const path = statementPath(draft, index);
        return (
          <StatementCard
            key={keys[index]}
            number={index + 1}
            title={sentences[index] ?? ''}
            statement={statement}
            onChange={(next) => setStatements(statements.with(index, next))}
            onRemove={() => {
              focusAfter.current = index;
              removed(index);
              setStatements(statements.toSpliced(index, 1));
            }}
            isOpen={keys[index] === openKey}
            onToggle={() => setOpenKey(keys[index] === openKey ? null : (keys[index] ?? null))}
            problems={problems.filter((problem) => path.every((step, at) => problem.path[at] === step))}
            bucket={place.bucket}
            isDisabled={isDisabled}
          />
        );
      })}
      <div className={styles.buttons}>
        <Button icon={Plus} onPress={add} isDisabled={isDisabled}>
          {t('settings.policy.add')}
        </Button>
        <MenuButton
          icon={LayoutTemplate}
          label={t('settings.policy.templates')}
          text={t('settings.policy.useTemplate')}
          isDisabled={isDisabled}
          items={TEMPLATES.map((one) => ({
            id: one.id,
            label: t(`settings.policy.template.${one.id}.title`),
            run: () => choose(one),
          }))}
        />
      </div>
      {template && (
        <TemplateDialog
          template={template}
          bucket={place.bucket}
          hasStatements={statements.length > 0}
          onUse={put}
          onClose={() => setTemplate(null)}
        />
      )}
    </div>
  );
}
