import { useTranslation } from 'react-i18next';
import { LOG_EVERY } from '../../../shared/watch/rule.ts';
import type { RuleProblem } from './ruleProblems.ts';

/** Gives the function that says what to do about a problem of the form. */
export function useProblemText(): (problem: RuleProblem) => string {
  const { t } = useTranslation();
  return ({ code, template }) => {
    if (code === 'template-wrong') {
      return t(`watch.rule.template.${template?.code ?? 'empty'}`, { name: template?.name ?? '' });
    }
    if (code === 'every-out-of-range') {
      return t('watch.rule.problem.every-out-of-range', { least: LOG_EVERY.least, most: LOG_EVERY.most });
    }
    return t(`watch.rule.problem.${code}`);
  };
}
