import type { TFunction } from 'i18next';
import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CirclePlay,
  FolderSearch,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import type { FileCounts, RuleSnapshot } from '../../../shared/watch/state.ts';

/** How a rule stands: its words, its icon, and what colour means it. */
export type Status = { text: string; icon: LucideIcon; tone: 'quiet' | 'good' | 'busy' | 'warning' | 'danger' };

/** What a rule is doing, in words; what its uploads wait for comes before what it does. */
export function statusOf({ state, error, waiting }: RuleSnapshot, t: TFunction): Status {
  if (state === 'stopped') {
    const text = t(error?.code === 'folder-gone' ? 'watch.page.state.folder-gone' : 'watch.page.state.stopped');
    return { text, icon: CircleAlert, tone: 'danger' };
  }
  if (state !== 'off' && waiting) {
    return { text: t(`watch.page.waits.${waiting.reason}`), icon: Hourglass, tone: 'warning' };
  }
  const text = t(`watch.page.state.${state}`);
  if (state === 'off') return { text, icon: CirclePause, tone: 'quiet' };
  if (state === 'scanning') return { text, icon: FolderSearch, tone: 'busy' };
  if (state === 'working') return { text, icon: CirclePlay, tone: 'busy' };
  return { text, icon: CircleCheck, tone: 'good' };
}

/** Counts of files that are not done, in the order in which they matter. */
const OPEN_COUNTS = ['needsYou', 'retrying', 'working', 'waiting'] as const satisfies (keyof FileCounts)[];
export type OpenCount = (typeof OPEN_COUNTS)[number];

/** The counts of a rule's files that are not zero, but for those that are done; what needs the user first. */
export function openCounts(counts: FileCounts): { name: OpenCount; count: number }[] {
  return OPEN_COUNTS.map((name) => ({ name, count: counts[name] })).filter(({ count }) => count > 0);
}

/** How far the work of a rule has come, 0 to 1; null while nobody knows, undefined while there is no work or it waits. */
export function progressOf({ state, waiting, counts, filtering }: RuleSnapshot): number | null | undefined {
  if (state === 'scanning') return null;
  if (state !== 'working' || waiting) return undefined;
  const [only, ...others] = filtering;
  const isOnly = only && others.length === 0 && counts.working + counts.waiting <= 1;
  return isOnly ? only.fraction : null;
}
