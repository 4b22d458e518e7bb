import { AppError, type ErrorData } from '../../../shared/errors.ts';
import type { WaitReason } from '../../../shared/transfer.ts';
import type { Clock, Random } from '../ports.ts';
import { type Gate, LONGEST_RETRY_AFTER_MS } from './gate.ts';
import { createStillness, type Wait } from './stillness.ts';

/** `retry`: the same request may succeed later. `fail`: this item cannot. `stop`: no item of this job can. */
export type Verdict = 'retry' | 'fail' | 'stop';

/** Errors that every further request of the job would meet too. */
const STOPS: ReadonlySet<string> = new Set(['bucket-not-found', 'tls']);
/** Never asked again whatever else is said of them. */
const FAILS: ReadonlySet<string> = new Set([
  'cancelled',
  'access-denied',
  'invalid-credentials',
  'expired-credentials',
  'not-found',
  'changed',
  'local-disk-full',
]);
/** The client corrects its clock by the server's answer; bytes damaged on the way may arrive whole the next time. */
const RETRIES: ReadonlySet<string> = new Set(['clock-skew', 'integrity']);

/** What an error means for the request, the item and the job; the connection's own errors end at the gate. */
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
const LONGEST_MS = 20_000;

/**
 * Milliseconds to wait after the `failures`th failure in a row (from 1): anything up to a bound that doubles, as equal
 * clients that wait equally long would meet again (AWS Architecture Blog, "Exponential Backoff And Jitter"); but no
 * less than the server asks for.
 */
export function backoffMs(error: ErrorData, failures: number, random: Random): number {
  const asked = Math.min(LONGEST_RETRY_AFTER_MS, error.retryAfterMs ?? 0);
  return Math.max(asked, random() * Math.min(LONGEST_MS, BASE_MS * 2 ** (failures - 1)));
}

export type Retrier = {
  /**
   * Runs `attempt` until it succeeds, fails for good, or has failed too often; what fails for a reason that is the whole
   * connection's (a slow server, no network, refused keys) is waited out, however long. `progressed` forgives earlier
   * failures. Throws what the last attempt threw, or the signal's reason. An attempt must not `run` another one.
   */
  run<T>(attempt: (progressed: () => void) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Something of the job waits, for something else than a request, until a time (ms) or for as long as it takes; the
   * answer ends it. Not for use within an attempt: what is in one counts as moving.
   */
  waiting(reason: WaitReason, error: ErrorData | null, until: number | null): () => void;
};

/**
 * The retries of one run of a job. `onWaiting` hears why nothing of the job can move and until when, and null when
 * something can again.
 */
export function createRetrier(deps: {
  clock: Clock;
  random: Random;
  gate: Gate;
  onWaiting: (wait: Wait | null) => void;
}): Retrier {
  const { clock, random, gate } = deps;
  const stillness = createStillness(deps);
  /** Stands for the job at the gate. */
  const owner = {};

  async function enter(signal: AbortSignal) {
    const leave = stillness.queued();
    try {
      const pass = await gate.enter(owner, signal);
      return { pass, over: stillness.attempt(pass) };
    } finally {
      leave();
    }
  }

  async function pause(ms: number, error: ErrorData, signal: AbortSignal) {
    const goOn = stillness.waiting({ reason: 'retry', until: clock.now() + ms, error });
    try {
      await clock.sleep(ms, signal);
    } finally {
      goOn();
    }
  }

  return {
    async run(attempt, signal) {
      let failures = 0;
      const progressed = () => {
        failures = 0;
      };
      for (;;) {
        const { pass, over } = await enter(signal);
        let failure: unknown;
        try {
          const result = await attempt(progressed);
          pass.end('success');
          return result;
        } catch (error) {
          failure = error;
        } finally {
          over();
        }
        // What a request says when it is aborted differs (an aborted body says ECONNRESET): the signal decides.
        const data = errorData(failure);
        const again = pass.end(signal.aborted ? 'given-up' : data);
        signal.throwIfAborted();
        if (again) continue;
        failures += 1;
        if (classify(data) !== 'retry' || failures >= MAX_ATTEMPTS) throw failure;
        await pause(backoffMs(data, failures, random), data, signal);
      }
    },
    waiting: (reason, error, until) => stillness.waiting({ reason, error, until }),
  };
}
