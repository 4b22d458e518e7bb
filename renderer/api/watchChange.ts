import type { WatchChanged } from '../../shared/contract/watch.ts';
import type { RuleSnapshot } from '../../shared/watch/state.ts';

/** The rules with a batch of changes: what changed stays where it stood, new ones come last, what is gone goes. */
export function withChange(rules: RuleSnapshot[], { rules: changed, removed }: WatchChanged): RuleSnapshot[] {
  const byId = new Map(rules.map((one) => [one.rule.id, one]));
  for (const one of changed) byId.set(one.rule.id, one);
  for (const id of removed) byId.delete(id);
  return [...byId.values()];
}
