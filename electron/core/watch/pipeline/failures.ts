import type { Clock } from '../../ports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outputs } from './outputs.ts';
import { pauseAfter } from './retries.ts';
import type { Fail } from './ruleRun.ts';

type Deps = { ledger: Ledger; outputs: Outputs; clock: Clock; onRetry: () => void };

/** Keeps that a file failed: it rests for a while, or until the user has looked. What was filtered of it is made anew then. */
export function createFail({ ledger, outputs, clock, onRetry }: Deps): Fail {
  return (run, row, error, stage) => {
    const attempts = row.attempts + 1;
    const pause = pauseAfter(error, attempts);
    const retryAt = pause === null ? null : clock.now() + pause;
    const state = retryAt === null ? 'needs-you' : 'retrying';
    ledger.change(row.id, { state, stage, attempts, error, retryAt, job: null, index: null, output: null });
    if (row.output) void outputs.remove(row.id);
    const facts = retryAt === null ? { error } : { error, retryAt: new Date(retryAt).toISOString() };
    run.log(state === 'needs-you' ? 'needs-you' : 'failed', row.file, facts);
    run.touch();
    onRetry();
  };
}
