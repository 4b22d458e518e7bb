import type { Sqlite } from '../../storage/sqlite.ts';
import { FILE_STATES, type FileState } from './fileRecord.ts';

/** The files of a rule by state, and what was uploaded of them since it was made. Bytes. */
export type Totals = { counts: Record<FileState, number>; uploads: number; bytes: number };

const noFiles = (): Totals => ({
  // Of each state one.
  counts: Object.fromEntries(FILE_STATES.map((state) => [state, 0])) as Record<FileState, number>,
  uploads: 0,
  bytes: 0,
});

type Part = { state: FileState; uploads: number; sent: number };

/** Counted once a rule, then kept up to date. */
export function createTotals(db: Sqlite) {
  const known = new Map<string, Totals>();

  function count(ruleId: string): Totals {
    const totals = noFiles();
    const rule = Buffer.from(ruleId);
    for (const { state, files } of db.all<{ state: number; files: number }>(
      'SELECT state, count(*) AS files FROM files WHERE rule = ? GROUP BY state',
      rule,
    )) {
      const name = FILE_STATES[state];
      if (name) totals.counts[name] = files;
    }
    const [sums] = db.all<{ uploads: number; bytes: number }>(
      'SELECT total(uploads) AS uploads, total(sent) AS bytes FROM files WHERE rule = ?',
      rule,
    );
    return { ...totals, ...sums };
  }

  function of(ruleId: string): Totals {
    const found = known.get(ruleId) ?? count(ruleId);
    known.set(ruleId, found);
    return found;
  }

  return {
    of,
    /** Called before the row is written: what is not counted yet is counted from the table. */
    prepare: (ruleId: string) => void of(ruleId),
    change(ruleId: string, before: Part | null, after: Part | null) {
      const totals = of(ruleId);
      for (const [part, sign] of [
        [before, -1],
        [after, 1],
      ] as const) {
        if (!part) continue;
        totals.counts[part.state] += sign;
        totals.uploads += sign * part.uploads;
        totals.bytes += sign * part.sent;
      }
    },
    forget: (ruleId: string) => void known.delete(ruleId),
    /** A transaction was rolled back: all is counted anew. */
    forgetAll: () => known.clear(),
  };
}
