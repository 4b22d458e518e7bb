import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { Select } from '../../../ui/Select.tsx';
import { FieldSection, StepFrame } from '../StepFrame.tsx';
import type { RuleEditor } from '../useRuleEditor.ts';
import { ColumnsField } from './ColumnsField.tsx';
import { Preview } from './Preview.tsx';
import { ReadingFields } from './ReadingFields.tsx';
import { RowsFilter } from './RowsFilter.tsx';

function Written({ editor: { form, change } }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  return (
    <FieldSection title={t('watch.filter.written')}>
      <FieldRow>
        <Select
          label={t('watch.filter.output.label')}
          value={form.output}
          onChange={(output) => change({ output })}
          options={(['same', 'csv', 'parquet'] as const).map((id) => ({ id, label: t(`watch.filter.output.${id}`) }))}
        />
        <Select
          label={t('watch.filter.others.label')}
          value={form.others}
          onChange={(others) => change({ others })}
          options={(['upload', 'leave'] as const).map((id) => ({ id, label: t(`watch.filter.others.${id}`) }))}
        />
      </FieldRow>
    </FieldSection>
  );
}

/** Whether data files are filtered, and how: rows, columns, and what is written; tried on a file of the folder. */
export function DataStep({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change } = editor;
  return (
    <StepFrame step="data">
      <Segments
        label={t('watch.filter.mode.label')}
        value={form.isFiltered ? 'filter' : 'as-is'}
        onChange={(mode) => change({ isFiltered: mode === 'filter' })}
        options={[
          { id: 'as-is', label: t('watch.filter.mode.asIs') },
          { id: 'filter', label: t('watch.filter.mode.filter') },
        ]}
      />
      {form.isFiltered && (
        <>
          <FieldSection title={t('watch.filter.rows.title')}>
            <RowsFilter editor={editor} />
          </FieldSection>
          <FieldSection title={t('watch.filter.preview.title')}>
            <Preview editor={editor} />
            <ReadingFields editor={editor} />
          </FieldSection>
          <FieldSection title={t('watch.filter.columns.title')}>
            <ColumnsField editor={editor} />
          </FieldSection>
          <Written editor={editor} />
        </>
      )}
    </StepFrame>
  );
}
