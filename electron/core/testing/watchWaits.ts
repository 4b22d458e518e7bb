import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import type { WatchFixture } from './watchFixture.ts';

/** Nothing of a rule is to be done or under way. */
export const isIdle = ({ counts }: Pick<RuleSnapshot, 'counts'>): boolean =>
  counts.waiting === 0 && counts.working === 0;

/** Resolves when so many uploads of a rule are done, and nothing is left to do. */
export const untilDone = (t: WatchFixture, ruleId: string, done: number): Promise<RuleSnapshot> =>
  t.untilRule(ruleId, (rule) => rule.counts.done === done && isIdle(rule));
