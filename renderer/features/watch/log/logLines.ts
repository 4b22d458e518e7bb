import { LOG_STEPS, type LogEntry, type LogPage, type LogStep } from '../../../../shared/watch/state.ts';

/** What lines are asked for. `ruleId` null: of all rules; no steps: all. */
export type LogFilter = { ruleId: string | null; query: string; steps: readonly LogStep[] };

/** Steps that are looked for together. */
const GROUPS = {
  all: [],
  problems: ['failed', 'needs-you', 'retried', 'folder-gone', 'log-failed'],
  found: ['found', 'still', 'moved', 'unchanged', 'left-out', 'gone'],
  data: ['read', 'filtered', 'saved'],
  uploaded: ['uploading', 'uploaded'],
  putAway: ['archived', 'deleted', 'kept', 'dismissed'],
  rule: ['rule-started', 'rule-stopped', 'folder-gone', 'folder-back', 'polling', 'log-uploaded', 'log-failed'],
} as const satisfies Record<string, readonly LogStep[]>;

export type StepGroup = keyof typeof GROUPS;
export const STEP_GROUPS = Object.keys(GROUPS) as StepGroup[]; // Its own names.

/** The steps of a group, in the order of the log; none: all. */
export function stepsOf(group: StepGroup): LogStep[] {
  const steps: readonly LogStep[] = GROUPS[group];
  return LOG_STEPS.filter((step) => steps.includes(step));
}

/** Of two texts that differ only in case or in how accents are composed, one. */
const folded = (text: string) => text.normalize('NFC').toLowerCase().normalize('NFC');

/** What `watch.log` searches in: the file, keys and errors. */
function isFound({ file, facts: { key, error } }: LogEntry, query: string): boolean {
  const texts = [file, key, error?.code, error?.message];
  return folded(texts.filter((text) => text != null).join('\n')).includes(folded(query));
}

/** Whether a line that has just come belongs to what is shown. */
export function fits(entry: LogEntry, { ruleId, query, steps }: LogFilter): boolean {
  if (ruleId !== null && entry.ruleId !== ruleId) return false;
  if (steps.length > 0 && !steps.includes(entry.step)) return false;
  return query === '' || isFound(entry, query);
}

/** Lines in one list, the newest first: those that came by themselves (`live`, the newest first) above those that were read. */
export function mergedLines(live: readonly LogEntry[], pages: readonly LogPage[]): LogEntry[] {
  const read = pages.flatMap((page) => page.entries);
  const newest = read[0]?.id ?? Number.NEGATIVE_INFINITY;
  return [...live.filter(({ id }) => id > newest), ...read];
}

/** Lines with new ones (the oldest first) before them; what is there already is not taken twice. */
export function withNews(live: readonly LogEntry[], news: readonly LogEntry[]): readonly LogEntry[] {
  const newest = live[0]?.id ?? Number.NEGATIVE_INFINITY;
  const fresh = news.filter(({ id }) => id > newest);
  return fresh.length === 0 ? live : [...fresh.reverse(), ...live];
}
