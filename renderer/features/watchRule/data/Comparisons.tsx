import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Comparison, takesValue } from '../../../../shared/watch/data.ts';
import { ComboBox } from '../../../ui/ComboBox.tsx';
import { AddButton, ItemList } from '../../../ui/FormParts.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { isBoolean, operatorsFor, suggestedColumns, typeOf, withColumn } from '../comparisons.ts';
import { NEW_COMPARISON } from '../ruleForm.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import styles from './Comparisons.module.css';

/** How a value of a type is written, shown while there is none. */
const EXAMPLES = {
  text: '',
  number: '100',
  boolean: '',
  date: '2026-01-31',
  time: '14:30',
  timestamp: '2026-01-31 14:30',
  other: '',
} as const;

type RowProps = {
  editor: RuleEditor;
  index: number;
  comparison: Comparison;
  put: (comparison: Comparison) => void;
};

function ValueField({ editor: { columns, errorAt }, index, comparison, put }: RowProps) {
  const { t } = useTranslation();
  const label = t('watch.filter.value', { number: index + 1 });
  const type = typeOf(columns, comparison.column);
  if (type === 'boolean' && (comparison.value === '' || isBoolean(comparison.value))) {
    return (
      <Select
        label={label}
        hideLabel
        value={comparison.value}
        onChange={(value) => put({ ...comparison, value })}
        options={['true', 'false'].map((id) => ({ id, label: id }))}
        error={errorAt('comparisons', index, 'value')}
      />
    );
  }
  return (
    <TextField
      label={label}
      hideLabel
      value={comparison.value}
      onChange={(value) => put({ ...comparison, value })}
      placeholder={type && EXAMPLES[type]}
      error={errorAt('comparisons', index, 'value')}
    />
  );
}

function Row(props: RowProps & { onRemove: () => void }) {
  const { t } = useTranslation();
  const { editor, index, comparison, put, onRemove } = props;
  const { columns, errorAt } = editor;
  const number = index + 1;
  return (
    <div className={styles.row}>
      <ComboBox
        label={t('watch.filter.column', { number })}
        hideLabel
        value={comparison.column}
        onChange={(column) => put(withColumn(comparison, column, columns))}
        suggestions={suggestedColumns(columns, comparison.column)}
        error={errorAt('comparisons', index, 'column')}
      />
      <Select
        label={t('watch.filter.comparison', { number })}
        hideLabel
        value={comparison.operator}
        onChange={(operator) => put({ ...comparison, operator })}
        options={operatorsFor(typeOf(columns, comparison.column), comparison.operator).map((id) => ({
          id,
          label: t(`watch.filter.operator.${id}`),
        }))}
      />
      {takesValue(comparison.operator) ? <ValueField {...props} /> : <span />}
      <IconButton icon={Trash2} label={t('watch.filter.remove', { number })} onPress={onRemove} />
    </div>
  );
}

/** Comparisons made by hand; all have to hold, or any. */
export function Comparisons({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change, errorAt } = editor;
  const { comparisons } = form;
  const error = errorAt('comparisons');
  return (
    <>
      {comparisons.length > 1 && (
        <div className={styles.match}>
          <Select
            label={t('watch.filter.match.label')}
            hideLabel
            value={form.match}
            onChange={(match) => change({ match })}
            options={(['all', 'any'] as const).map((id) => ({ id, label: t(`watch.filter.match.${id}`) }))}
          />
        </div>
      )}
      <ItemList items={comparisons}>
        {(comparison, index) => (
          <Row
            editor={editor}
            index={index}
            comparison={comparison}
            put={(next) => change((now) => ({ comparisons: now.comparisons.with(index, next) }))}
            onRemove={() => change({ comparisons: comparisons.toSpliced(index, 1) })}
          />
        )}
      </ItemList>
      {error && <ProblemLine severity="error" text={error} />}
      {comparisons.length < 50 && (
        <AddButton onPress={() => change({ comparisons: [...comparisons, NEW_COMPARISON] })}>
          {t('watch.filter.add')}
        </AddButton>
      )}
    </>
  );
}
