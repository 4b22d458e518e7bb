import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/settings/problems.ts';

/** What JSON values are called; what is not here is named as the schema names it. */
const KINDS = ['string', 'number', 'int', 'boolean', 'array', 'object', 'record'] as const;

/** Gives the function that turns a problem into its sentence in the user's language. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ code, values }) => {
      const kind = KINDS.find((one) => code === 'wrong-type' && one === values?.expected);
      return t(`settings.problem.${code}`, { ...values, ...(kind ? { expected: t(`settings.kind.${kind}`) } : {}) });
    },
    [t],
  );
}
