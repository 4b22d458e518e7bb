import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../../ui/FormParts.tsx';
import { ProblemLine } from '../../../ui/ProblemLine.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { conditionOf } from '../comparisonsSql.ts';
import type { RuleForm } from '../ruleForm.ts';
import type { RuleEditor } from '../useRuleEditor.ts';
import { Comparisons } from './Comparisons.tsx';
import { ConditionTrouble } from './ConditionTrouble.tsx';
import styles from './RowsFilter.module.css';

// The editor is large: it is loaded when the first condition is written.
const Condition = lazy(async () => ({ default: (await import('./Condition.tsx')).Condition }));

/** On the way to SQL the comparisons come along as text, unless a condition of one's own is there. */
function withFilterKind(form: RuleForm, filterKind: RuleForm['filterKind'], carried: string): Partial<RuleForm> {
  const isOwn = form.condition !== form.carried;
  if (filterKind !== 'sql' || form.filterKind !== 'comparisons' || isOwn) return { filterKind };
  return { filterKind, condition: carried, carried };
}

/** Which rows are kept: all, by comparisons, or by a condition of SQL. */
export function RowsFilter({ editor }: { editor: RuleEditor }) {
  const { t } = useTranslation();
  const { form, change, columns, conditionProblem, errorAt } = editor;
  const error = errorAt('condition');
  // What is wrong with a value is told at the value.
  const isTold = editor.problems.some(({ code }) => code === 'value-not-number');
  const trouble = isTold ? null : conditionProblem;
  return (
    <div className={styles.filter}>
      <Segments
        label={t('watch.filter.rows.title')}
        hideLabel
        value={form.filterKind}
        onChange={(kind) =>
          change((now) => withFilterKind(now, kind, conditionOf(now.comparisons, now.match, columns)))
        }
        options={[
          { id: 'all-rows', label: t('watch.filter.rows.all') },
          { id: 'comparisons', label: t('watch.filter.rows.byHand') },
          { id: 'sql', label: t('watch.filter.rows.sql') },
        ]}
      />
      {form.filterKind === 'comparisons' && <Comparisons editor={editor} />}
      {form.filterKind === 'sql' && (
        <Suspense fallback={<div className={styles.loading} />}>
          <Condition editor={editor} />
        </Suspense>
      )}
      {error && <ProblemLine severity="error" text={error} />}
      {trouble && <ConditionTrouble editor={editor} problem={trouble} />}
      {form.filterKind === 'sql' && !trouble && <Note>{t('watch.filter.sqlHint')}</Note>}
    </div>
  );
}
