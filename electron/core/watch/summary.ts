import type { WatchChanged } from '../../../shared/contract/watch.ts';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';

/** Rules that are on, and of those the ones that cannot go on; files of all rules that need the user. */
export type WatchSummary = { watching: number; stopped: number; troubled: number };

/** Follows the rules by what the page is told of them. */
export function createWatchSummary(onChange: (summary: WatchSummary) => void) {
  const rules = new Map<string, RuleSnapshot>();
  let last = '';

  function summary(): WatchSummary {
    const on = [...rules.values()].filter(({ rule }) => rule.enabled);
    return {
      watching: on.length,
      stopped: on.filter((snapshot) => snapshot.state === 'stopped').length,
      troubled: on.reduce((count, snapshot) => count + snapshot.counts.needsYou, 0),
    };
  }

  return {
    hear(change: WatchChanged) {
      for (const snapshot of change.rules) rules.set(snapshot.rule.id, snapshot);
      for (const id of change.removed) rules.delete(id);
      const now = summary();
      const text = JSON.stringify(now);
      if (text === last) return;
      last = text;
      onChange(now);
    },
  };
}
