import { AppError, type ErrorData } from '../../../shared/errors.ts';
import type { Clock, Random } from '../ports.ts';

/** `retry`: the same request may succeed later. `fail`: this item cannot. `stop`: no item of this job can. */
export type Verdict = 'retry' | 'fail' | 'stop';

/** Errors that every further request of the job would meet too: asking again does harm (locked keys) or fills the log. */
const STOPS: ReadonlySet<string> = new Set([
  'invalid-credentials',
  'expired-credentials',
  'secret-missing',
  'bucket-not-found',
  'local-disk-full',
]);
/** Never asked again whatever else is said of them. */
const FAILS: ReadonlySet<string> = new Set(['cancelled', 'access-denied', 'not-found', 'changed']);
/** The client corrects its clock by the server's answer; bytes damaged on the way may arrive whole the next time. */
const RETRIES: ReadonlySet<string> = new Set(['clock-skew', 'integrity']);

/** What an error means for the request, the item and the job. */
export function classify(error: ErrorData): Verdict {
  if (STOPS.has(error.code)) return 'stop';
  if (FAILS.has(error.code)) return 'fail';
  return error.retryable || RETRIES.has(error.code) ? 'retry' : 'fail';
}

/** The error as data; one that is no AppError is a fault of the engine itself, and its text may hold anything. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.data;
  const name = error instanceof Error ? error.name : typeof error;
  return { code: 'internal', message: `unexpected ${name}`, retryable: false };
}

/** How often one request is sent at most, unless bytes have arrived in between. */
export const MAX_ATTEMPTS = 7;
const BASE_MS = 500;
const THROTTLED_BASE_MS = 1000;
const LONGEST_MS = 20_000;

/**
 * Milliseconds to wait after the `failures`th failure in a row (from 1): anything up to a bound that doubles, as equal
 * clients that wait equally long would meet again (AWS Architecture Blog, "Exponential Backoff And Jitter").
 */
export function backoffMs(error: ErrorData, failures: number, random: Random): number {
  const base = error.code === 'throttled' ? THROTTLED_BASE_MS : BASE_MS;
  return random() * Math.min(LONGEST_MS, base * 2 ** (failures - 1));
}

export type Retrier = {
  /**
   * Runs `attempt` until it succeeds, fails for good, or has failed too often. `progressed` forgives earlier failures.
   * Throws what the last attempt threw, or the signal's reason.
   */
  run<T>(attempt: (progressed: () => void) => Promise<T>, signal: AbortSignal): Promise<T>;
};

/** Nothing must have moved for this long before a job is said to wait: between two files there is a moment of that too. */
const STILL_MS = 200;

/**
 * The retries of one job. `onWaiting` hears the time (ms since the epoch) of the next try when nothing of the job can
 * move before it, and null when something moves again.
 */
export function createRetrier(deps: {
  clock: Clock;
  random: Random;
  onWaiting: (until: number | null) => void;
}): Retrier {
  const { clock, random, onWaiting } = deps;
  let moving = 0;
  /** How often something has begun to move. */
  let starts = 0;
  const waits = new Set<{ until: number }>();
  let told: number | null = null;
  let isWatching = false;

  const isStill = () => moving === 0 && waits.size > 0;

  function tell(until: number | null) {
    if (until === told) return;
    told = until;
    onWaiting(until);
  }

  function tellWaiting() {
    tell(Math.min(...[...waits].map((wait) => wait.until)));
  }

  async function watchStillness() {
    isWatching = true;
    for (let seen = -1; isStill() && seen !== starts; ) {
      seen = starts;
      await clock.sleep(STILL_MS);
      if (isStill() && seen === starts) tellWaiting();
    }
    isWatching = false;
  }

  function begin() {
    moving += 1;
    starts += 1;
    tell(null);
  }

  function stop() {
    moving -= 1;
    if (!isStill()) return;
    if (told !== null) tellWaiting();
    else if (!isWatching) void watchStillness();
  }

  async function pause(ms: number, signal: AbortSignal) {
    const wait = { until: clock.now() + ms };
    waits.add(wait);
    stop();
    try {
      await clock.sleep(ms, signal);
    } finally {
      waits.delete(wait);
      begin();
    }
  }

  return {
    async run(attempt, signal) {
      let failures = 0;
      begin();
      try {
        for (;;) {
          signal.throwIfAborted();
          try {
            return await attempt(() => {
              failures = 0;
            });
          } catch (error) {
            // What a request says when it is aborted differs (an aborted body says ECONNRESET): the signal decides.
            signal.throwIfAborted();
            const data = errorData(error);
            failures += 1;
            if (classify(data) !== 'retry' || failures >= MAX_ATTEMPTS) throw error;
            await pause(backoffMs(data, failures, random), signal);
          }
        }
      } finally {
        stop();
      }
    },
  };
}
