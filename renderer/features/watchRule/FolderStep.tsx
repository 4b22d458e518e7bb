import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FieldRow } from '../../ui/FieldRow.tsx';
import { Note } from '../../ui/FormParts.tsx';
import { LinesField } from '../../ui/LinesField.tsx';
import { ProblemLine } from '../../ui/ProblemLine.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { FolderField } from './FolderField.tsx';
import { FILE_PRESETS } from './filePresets.ts';
import { StepFrame } from './StepFrame.tsx';
import { useFitting } from './useQuestions.ts';
import type { RuleEditor } from './useRuleEditor.ts';

function Fitting({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { query, isOutdated } = useFitting(editor.ruleId, editor.form);
  // Why the folder cannot be read is told by the example.
  if (!query.data || query.isError) return null;
  const { counts, excluded } = query.data;
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return (
    <div role="status" aria-busy={isOutdated}>
      <Note>
        {t('watch.rule.fitting', { count })}
        {excluded > 0 && ` ${t('watch.rule.excluded', { count: excluded })}`}
      </Note>
    </div>
  );
}

/** Which folder is watched, and which files of it are taken. */
export function FolderStep({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change, errorAt } = editor;
  const includeError = errorAt('include');
  return (
    <StepFrame step="folder">
      <FolderField
        use="watch"
        label={t('watch.rule.folder')}
        path={form.folder?.path ?? null}
        placeholder={t('watch.rule.noFolder')}
        onChange={(folder) => change({ folder })}
        error={errorAt('folder')}
      />
      <Checkbox isSelected={form.subfolders} onChange={(subfolders) => change({ subfolders })}>
        {t('watch.rule.subfolders')}
      </Checkbox>
      <Segments
        label={t('watch.rule.files.label')}
        value={form.files}
        onChange={(files) => change({ files })}
        options={FILE_PRESETS.map((id) => ({ id, label: t(`watch.rule.files.${id}`) }))}
      />
      {form.files !== 'own' && includeError && <ProblemLine severity="error" text={includeError} />}
      <FieldRow>
        {form.files === 'own' && (
          <LinesField
            label={t('watch.rule.include')}
            value={form.include}
            onChange={(include) => change({ include })}
            placeholder="*.csv"
            description={t('watch.rule.includeHint')}
            error={includeError}
            rows={3}
          />
        )}
        <LinesField
          label={t('watch.rule.exclude')}
          value={form.exclude}
          onChange={(exclude) => change({ exclude })}
          placeholder="drafts/**"
          description={t('watch.rule.excludeHint')}
          error={errorAt('exclude')}
          rows={form.files === 'own' ? 3 : 2}
        />
      </FieldRow>
      <Fitting editor={editor} />
    </StepFrame>
  );
}
