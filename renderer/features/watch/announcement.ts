import type { TFunction } from 'i18next';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { statusOf } from './status.ts';

/** What is worth a word: that a rule goes on and off, stops, waits, and goes on; not each file it works at. */
function standing({ state, error, waiting }: RuleSnapshot): string {
  if (state === 'off' || state === 'stopped') return `${state} ${error?.code}`;
  return waiting ? `waiting ${waiting.reason}` : 'on';
}

/** What a screen reader is told when rules change: nothing for what comes and goes with every file. */
export function announcement(before: readonly RuleSnapshot[], after: readonly RuleSnapshot[], t: TFunction): string {
  const known = new Map(before.map((one) => [one.rule.id, one]));
  return after
    .flatMap((now) => {
      const former = known.get(now.rule.id);
      if (!former) return [];
      const { name } = now.rule;
      const { needsYou } = now.counts;
      return [
        ...(standing(former) === standing(now) ? [] : [t('watch.page.said', { name, what: statusOf(now, t).text })]),
        ...(needsYou > former.counts.needsYou
          ? [t('watch.page.said', { name, what: t('watch.page.counts.needsYou', { count: needsYou }) })]
          : []),
      ];
    })
    .join(' ');
}
