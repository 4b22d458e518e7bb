import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionProblem } from '../../../../shared/watch/data.ts';

/** Gives the function that says in a sentence what is wrong with a condition. */
export function useConditionText(): (problem: ConditionProblem) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ kind, name }) => {
      if (kind === 'no-such-column' || kind === 'no-such-function') {
        return name === null ? t(`watch.filter.problem.${kind}`) : t(`watch.filter.problem.${kind}_name`, { name });
      }
      return t(`watch.filter.problem.${kind}`);
    },
    [t],
  );
}
