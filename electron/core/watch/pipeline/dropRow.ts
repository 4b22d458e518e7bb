import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A row begins anew with what the file is now. */
export const anew = {
  state: 'ready',
  stage: 'prepare',
  sha256: null,
  key: null,
  output: null,
  wasTried: false,
  attempts: 0,
  error: null,
  retryAt: null,
} as const;

/** Nothing is there to be done: the row goes back to what was uploaded under its name, or is forgotten. */
export function dropRow(ledger: Pick<Ledger, 'change' | 'remove'>, { id, last, uploads }: FileRow): void {
  // The uploads of what was put away go on being counted.
  if (uploads === 0) {
    ledger.remove(id);
    return;
  }
  const was = { identity: last?.identity ?? null, sha256: last?.sha256 ?? null };
  ledger.change(id, { ...anew, ...was, state: 'done' });
}
