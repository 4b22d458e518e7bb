import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LOG_EVERY } from '../../../shared/watch/rule.ts';
import { settingQuery, versioningOf } from '../../api/settings.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FieldRow } from '../../ui/FieldRow.tsx';
import { Indented, Note } from '../../ui/FormParts.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSettled } from '../../ui/useSettled.ts';
import { FolderField } from './FolderField.tsx';
import { pathInside } from './localPaths.ts';
import { FieldSection, StepFrame } from './StepFrame.tsx';
import type { RuleEditor } from './useRuleEditor.ts';

/** Said where the log's history would need versions that the bucket does not keep. */
function VersioningNote({ connectionId, bucket }: { connectionId: string; bucket: string }) {
  const { t } = useTranslation();
  const place = useSettled(`${connectionId} ${bucket}`, 400) === `${connectionId} ${bucket}`;
  const state = useQuery({
    ...settingQuery({ connectionId, bucket }, 'versioning'),
    enabled: place && connectionId !== '' && bucket !== '',
  });
  const versioning = versioningOf(state.data);
  if (versioning === 'enabled') return <Note>{t('watch.rule.log.versioned')}</Note>;
  if (versioning === 'unknown') return <Note>{t('watch.rule.log.maybeVersioned')}</Note>;
  return <Note isWarning>{t('watch.rule.log.unversioned', { bucket })}</Note>;
}

function Afterwards({ editor: { form, change, errorAt } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const archive = form.archiveFolder?.path ?? (form.folder && pathInside(form.folder.path, 'archive'));
  return (
    <>
      <RadioGroup
        label={t('watch.rule.after.label')}
        value={form.afterwards}
        onChange={(afterwards) => change({ afterwards })}
        // The archive last: its folder is asked for right below.
        options={(['leave', 'delete', 'archive'] as const).map((id) => ({
          id,
          label: t(`watch.rule.after.${id}`),
          description: t(`watch.rule.after.${id}Hint`),
        }))}
      />
      {form.afterwards === 'archive' && (
        <Indented>
          <FolderField
            use="archive"
            label={t('watch.rule.after.folder')}
            path={archive}
            placeholder={t('watch.rule.after.default')}
            onChange={(archiveFolder) => change({ archiveFolder })}
            error={errorAt('archiveFolder')}
          />
        </Indented>
      )}
    </>
  );
}

function Log({ editor: { form, change, errorAt } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  return (
    <FieldSection title={t('watch.rule.log.title')}>
      <FolderField
        use="log"
        label={t('watch.rule.log.folder')}
        path={form.logFolder?.path ?? null}
        placeholder={t('watch.rule.log.default')}
        onChange={(logFolder) => change({ logFolder })}
        error={errorAt('logFolder')}
      />
      <Checkbox isSelected={form.isLogUploaded} onChange={(isLogUploaded) => change({ isLogUploaded })}>
        {t('watch.rule.log.upload')}
      </Checkbox>
      {form.isLogUploaded && (
        <Indented>
          <FieldRow>
            <TextField
              label={t('watch.rule.log.key')}
              value={form.logKey}
              onChange={(logKey) => change({ logKey, isLogKeyed: true })}
              description={form.bucket && t('watch.rule.log.keyHint', { bucket: form.bucket })}
              error={errorAt('logKey')}
            />
            <NumberField
              label={t('watch.rule.log.every')}
              value={form.everySeconds}
              onChange={(everySeconds) => change({ everySeconds })}
              min={LOG_EVERY.least}
              max={LOG_EVERY.most}
              description={t('watch.rule.log.everyHint')}
              error={errorAt('everySeconds')}
            />
          </FieldRow>
          <VersioningNote connectionId={form.connectionId} bucket={form.bucket.trim()} />
        </Indented>
      )}
    </FieldSection>
  );
}

/** What becomes of a file that is uploaded, where its steps are written down, and what the rule is called. */
export function AfterStep({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change, errorAt } = editor;
  return (
    <StepFrame step="after">
      <Afterwards editor={editor} />
      <Log editor={editor} />
      <FieldSection title={t('watch.rule.nameTitle')}>
        <TextField
          label={t('watch.rule.nameTitle')}
          hideLabel
          value={form.name}
          onChange={(name) => change({ name, isNamed: true })}
          error={errorAt('name')}
        />
      </FieldSection>
    </StepFrame>
  );
}
