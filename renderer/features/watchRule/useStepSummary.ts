import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isComplete } from './comparisons.ts';
import { folderName } from './localPaths.ts';
import type { RuleForm } from './ruleForm.ts';
import type { StepId } from './ruleProblems.ts';

function dataSummary(t: TFunction, form: RuleForm): string {
  if (!form.isFiltered) return t('watch.filter.mode.asIs');
  if (form.filterKind === 'sql') return form.condition.trim();
  const comparisons = form.filterKind === 'comparisons' ? form.comparisons.filter(isComplete) : [];
  if (comparisons.length === 0) return t('watch.filter.rows.all');
  return comparisons
    .map(({ column, operator, value }) => `${column} ${t(`watch.filter.operator.${operator}`)} ${value}`.trim())
    .join(form.match === 'all' ? ', ' : ' / ');
}

/** Gives the function that tells in a few words what has been chosen in a step. */
export function useStepSummary(): (form: RuleForm, step: StepId) => string {
  const { t } = useTranslation();
  return (form, step) => {
    switch (step) {
      case 'folder':
        return form.folder ? folderName(form.folder.path) : t('watch.rule.noFolder');
      case 'data':
        return dataSummary(t, form);
      case 'target':
        return `s3://${form.bucket.trim() || '…'}/${form.keyTemplate}`;
      case 'after':
        return t(`watch.rule.after.${form.afterwards}`);
    }
  };
}
