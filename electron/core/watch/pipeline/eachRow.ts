import type { Clock } from '../../ports.ts';
import type { FileRow, FileState } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Rows that are worked on at a stretch, before others have their turn. */
export const SLICE = 200;

type Deps = { ledger: Pick<Ledger, 'slice'>; clock: Clock; ruleId: string; signal?: AbortSignal };

/** Does it with all rows of a state, one after the other, some at a time. Rejects with the signal's reason between them. */
export async function eachRow(
  { ledger, clock, ruleId, signal }: Deps,
  state: FileState,
  work: (row: FileRow) => void | Promise<void>,
): Promise<void> {
  let after: FileRow | null = null;
  for (;;) {
    const rows: FileRow[] = ledger.slice(ruleId, state, after, SLICE);
    for (const row of rows) await work(row);
    after = rows.at(-1) ?? null;
    if (rows.length < SLICE) return;
    await clock.sleep(0, signal);
  }
}
