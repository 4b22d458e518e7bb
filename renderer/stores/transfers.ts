import { create } from 'zustand';
import type { TransfersChanged } from '../../shared/contract/transfers.ts';
import { AppError, type ErrorData } from '../../shared/errors.ts';
import { call, on } from '../api/client.ts';
import { applyChange, EMPTY_MIRROR, mirrorOf, type TransferMirror } from './transferPatches.ts';

/** The engine's jobs as the window knows them. `failure`: they could not be read; `startTransfersMirror` tries anew. */
export type TransfersState = TransferMirror & { loaded: boolean; failure: ErrorData | null };

export const useTransfers = create<TransfersState>(() => ({ ...EMPTY_MIRROR, loaded: false, failure: null }));

/** Batches that came while a snapshot was on its way; null when none is. */
let waiting: TransfersChanged[] | null = null;

function take(change: TransfersChanged): void {
  if (waiting) {
    waiting.push(change);
    return;
  }
  const next = applyChange(useTransfers.getState(), change);
  if (next === 'gap') void readSnapshot();
  else useTransfers.setState(next);
}

/** Reads all jobs anew; the dock's "try again" after a failure. Never rejects: the store tells of a failure. */
export async function readSnapshot(): Promise<void> {
  if (waiting) return;
  waiting = [];
  try {
    useTransfers.setState({ ...mirrorOf(await call('transfers.snapshot', {})), loaded: true, failure: null });
    const missed = waiting;
    waiting = null;
    for (const change of missed) take(change);
  } catch (error) {
    waiting = null;
    const data: ErrorData =
      error instanceof AppError ? error.data : { code: 'internal', message: String(error), retryable: true };
    useTransfers.setState({ failure: data });
  }
}

/** Starts following the engine's jobs; call once, before the first paint. Returns the function that stops it. */
export function startTransfersMirror(): () => void {
  const stop = on('transfers.changed', take);
  void readSnapshot();
  return stop;
}
