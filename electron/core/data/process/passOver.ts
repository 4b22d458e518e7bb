import type { RowCounts } from '../../../../shared/watch/data.ts';
import { KEPT, UNDECIDED } from './evaluate/evaluator.ts';
import type { Selected } from './selected.ts';
import type { Batch } from './text/table.ts';

/** What is done with each batch; `verdicts` null: all its rows are kept. */
export type OnBatch = (batch: Batch, verdicts: Uint8Array | null) => Promise<void> | void;

export type PassInput = { limit: number; signal: AbortSignal; onBatch: OnBatch };

/** Goes over the rows of a table once, and counts them. */
export async function passOver(
  { table, evaluator }: Selected,
  { limit, signal, onBatch }: PassInput,
): Promise<RowCounts> {
  const counts = { rows: 0, kept: 0, undecided: 0 };
  const batches = table.batches(limit, signal);
  for (;;) {
    const next = await batches.next();
    if (next.done) return { ...counts, whole: next.value.isWhole };
    const batch = next.value;
    const verdicts = evaluator ? await evaluator.evaluate(batch) : null;
    signal.throwIfAborted();
    counts.rows += batch.rows;
    if (verdicts) {
      for (const verdict of verdicts) {
        if (verdict === KEPT) counts.kept += 1;
        else if (verdict === UNDECIDED) counts.undecided += 1;
      }
    } else counts.kept += batch.rows;
    await onBatch(batch, verdicts);
  }
}

/** Calls back for each row of a batch that is kept. */
export function eachKept({ rows }: Batch, verdicts: Uint8Array | null, call: (row: number) => void): void {
  for (let row = 0; row < rows; row += 1) if (!verdicts || verdicts[row] === KEPT) call(row);
}
