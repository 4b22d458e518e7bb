import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SqlField } from '../../../ui/code/SqlField.tsx';
import { placeOf } from '../conditionPlace.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import { useConditionText } from './useConditionText.ts';

/** The condition of SQL, with the place of its problem marked and the columns suggested. */
export function Condition({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const sentence = useConditionText();
  const { form, change, columns, conditionProblem: problem, preview } = editor;
  const names = useMemo(() => columns.map(({ name }) => name), [columns]);
  // A problem of the text before the last key has another place in this one.
  const isCurrent = !preview.isOutdated;
  const marks = useMemo(
    () =>
      problem && isCurrent
        ? [{ ...placeOf(form.condition, problem), severity: 'error' as const, message: sentence(problem) }]
        : [],
    [problem, isCurrent, form.condition, sentence],
  );
  return (
    <SqlField
      label={t('watch.filter.rows.sql')}
      value={form.condition}
      onChange={(condition) => change({ condition })}
      marks={marks}
      columns={names}
    />
  );
}
