import type { ErrorData } from '../../../../shared/errors.ts';
import type { Clock } from '../../ports.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { SLICE } from './eachRow.ts';
import { PAUSES_MS } from './retries.ts';
import type { Fail, RuleRun, Runs } from './ruleRun.ts';

/** The longest sleep (ms): the clock of a computer that slept may have jumped. */
const LONGEST_MS = 30_000;

const LONGEST_PAUSE_MS = Math.max(...PAUSES_MS);

const NEVER_SEEN: ErrorData = { code: 'local-io', message: 'it could not be looked at', retryable: false };

export type RetryTimer = {
  /** Pauses have begun, or rules may work again. */
  reset(): void;
  /** Lets a failed file go on now. */
  again(run: RuleRun, row: FileRow, attempts: number): void;
};

type Deps = {
  ledger: Ledger;
  runs: Runs;
  clock: Clock;
  fail: Fail;
  onUploaded: (row: FileRow) => void;
  wake: () => void;
  guard: (work: () => Promise<void>) => Promise<void>;
  closing: AbortSignal;
};

/** Lets failed files go on when their pauses are over. */
export function createRetryTimer({ ledger, runs, clock, fail, onUploaded, wake, guard, closing }: Deps): RetryTimer {
  let sleep: AbortController | null = null;

  function again(run: RuleRun, row: FileRow, attempts: number) {
    if (row.stage === 'put-away') {
      const kept = ledger.change(row.id, { state: 'uploaded', retryAt: null, attempts });
      if (kept) onUploaded(kept);
    } else if (row.identity === null) {
      // It could not be looked at: the watcher tells of it when it can.
      void guard(run.rescan);
      fail(run, { ...row, attempts }, row.error ?? NEVER_SEEN, 'prepare');
    } else {
      ledger.change(row.id, { state: 'ready', retryAt: null, attempts });
    }
    run.touch();
  }

  /** Lets go on what is due, and answers when the next is (ms since the epoch). */
  function next(): number | null {
    let soonest: number | null = null;
    for (const run of runs.all()) {
      if (!run.mayBegin()) continue;
      const { id } = run.rule();
      for (const row of ledger.due(id, clock.now(), LONGEST_PAUSE_MS, SLICE)) again(run, row, row.attempts);
      const at = ledger.nextRetry(id);
      if (at !== null) soonest = Math.min(soonest ?? at, at);
    }
    return soonest;
  }

  async function loop(stop: AbortSignal) {
    for (;;) {
      const at = next();
      wake();
      if (at === null) return;
      const pause = Math.min(LONGEST_MS, Math.max(0, at - clock.now()));
      await clock.sleep(pause, stop);
    }
  }

  return {
    again,
    reset() {
      sleep?.abort();
      const own = new AbortController();
      sleep = own;
      void guard(async () => {
        // Not in the middle of what has failed.
        await clock.sleep(0, closing);
        try {
          if (!own.signal.aborted) await loop(AbortSignal.any([own.signal, closing]));
        } catch (error) {
          if (!own.signal.aborted) throw error;
        }
      });
    },
  };
}
