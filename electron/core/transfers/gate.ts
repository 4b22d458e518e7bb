import { setMaxListeners } from 'node:events';
import type { AppError, ErrorData } from '../../../shared/errors.ts';
import type { Clock, Random } from '../ports.ts';
import { createAimd } from './aimd.ts';
import { createTurns } from './turns.ts';

/** Why no request of a connection may begin. `until`: when the next one may (ms since the epoch); null when nobody knows. */
export type Halt = { reason: 'throttled' | 'offline' | 'credentials'; until: number | null; error: ErrorData };

/** Leave for one attempt. */
export type Pass = {
  /** True for the one request that finds out whether the server is back, until it has. */
  isTrial(): boolean;
  /**
   * The attempt is over; called once. True: it failed for a reason that is the whole connection's, and is to be made
   * again as if it had not been.
   */
  end(how: 'success' | 'given-up' | ErrorData): boolean;
};

/** What all requests of one connection pass through. Never pass it while holding a pass: the other one may be needed. */
export type Gate = {
  /**
   * Waits until an attempt may begin. Owners (the jobs) take turns. Rejects with the signal's reason, or, when the
   * connection is gone, with why.
   */
  enter(owner: unknown, signal: AbortSignal): Promise<Pass>;
  halt(): Halt | null;
  /** Calls when `halt()` may have changed; the answer ends that. */
  watch(listener: () => void): () => void;
};

/** The gate as its link sees it. */
export type GateControl = {
  gate: Gate;
  /** No request may begin until `renewed`: the keys are refused, or are not to be had. */
  block(error: ErrorData): void;
  /** The connection has, or may have, other keys, or another place: requests may begin. */
  renewed(): void;
  /** The server was heard of: whatever it said, it can be reached. */
  reached(): void;
  /** All who wait, and all who come, get this error. */
  fail(error: AppError): void;
};

type GateDeps = {
  clock: Clock;
  random: Random;
  /** Most attempts at once, but for a few of each job. */
  limit: number;
  /** The server has refused the keys; called once for all requests that had them. */
  onRefused(error: ErrorData): void;
};

const THROTTLED_BASE_MS = 1000;
const OFFLINE_BASE_MS = 1000;
const LONGEST_MS = 30_000;
/** A server that asks for more than this is asked again all the same. */
export const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/**
 * So many attempts of each job may be under way beyond the limit, while the server has not asked to slow down: a job that
 * lists or deletes need not wait for the large bodies of another one.
 */
const OWN_PLACES = 4;

/** No connection could be made: it is not this request's fault, and any other would meet the same. */
const OFFLINE: ReadonlySet<string> = new Set(['network-unreachable', 'network-refused']);
/** What keeps a connection that was offline offline. */
const UNHEARD: ReadonlySet<string> = new Set([...OFFLINE, 'network', 'network-timeout']);
const REFUSED: ReadonlySet<string> = new Set(['invalid-credentials', 'expired-credentials']);

type Waiter = { start(): void; fail(error: unknown): void };

export function createGate({ clock, random, limit, onRefused }: GateDeps): GateControl {
  const aimd = createAimd(limit);
  const waiting = createTurns<Waiter>();
  const listeners = new Set<() => void>();
  let underWay = 0;
  /** Attempts under way, by owner. */
  const inside = new Map<unknown, number>();
  /** Counts the keys this connection has had. */
  let keys = 0;
  let areKeysProven = false;
  let blocked: ErrorData | null = null;
  let offline: { error: ErrorData; failures: number; until: number } | null = null;
  let trial: object | null = null;
  let throttled: { error: ErrorData; until: number } | null = null;
  /** Halvings in a row. */
  let storms = 0;
  let failure: AppError | null = null;
  let alarm: { at: number; controller: AbortController } | null = null;

  function halt(now = clock.now()): Halt | null {
    if (blocked) return { reason: 'credentials', until: null, error: blocked };
    if (offline) {
      const until = trial || offline.until <= now ? null : offline.until;
      return { reason: 'offline', until, error: offline.error };
    }
    return throttled && throttled.until > now ? { reason: 'throttled', ...throttled } : null;
  }

  /** When somebody who waits may go by the mere passing of time; null when that does not help. */
  function nextChance(): number | null {
    if (blocked || trial) return null;
    return offline?.until ?? throttled?.until ?? null;
  }

  /** Whether the next one may begin whose turn it is. */
  function mayBegin(now: number): boolean {
    if (blocked) return false;
    if (offline) return trial === null && offline.until <= now;
    return (throttled?.until ?? 0) <= now && underWay < aimd.limit();
  }

  const hasOwnPlace = (owner: unknown, now: number) =>
    halt(now) === null && aimd.isFull() && (inside.get(owner) ?? 0) < OWN_PLACES;

  function count(owner: unknown, by: 1 | -1) {
    underWay += by;
    const now = (inside.get(owner) ?? 0) + by;
    if (now > 0) inside.set(owner, now);
    else inside.delete(owner);
  }

  /** `now` as mayBegin has seen it: were it a moment later here, nobody would wake those for whom it was too early there. */
  function setAlarm(now: number) {
    const chance = waiting.isEmpty() ? null : nextChance();
    const at = chance !== null && chance > now ? chance : null;
    if (at === (alarm?.at ?? null)) return;
    alarm?.controller.abort();
    alarm = null;
    if (at === null) return;
    const controller = new AbortController();
    alarm = { at, controller };
    clock.sleep(at - clock.now(), controller.signal).then(
      () => {
        alarm = null;
        changed();
      },
      () => undefined, // Another time has taken its place.
    );
  }

  function changed() {
    for (const listener of [...listeners]) listener();
    const now = clock.now();
    while (mayBegin(now)) {
      const next = waiting.take();
      if (!next) break;
      next.start();
    }
    setAlarm(now);
  }

  function slowDown(error: ErrorData, epoch: number) {
    const asked = Math.min(LONGEST_RETRY_AFTER_MS, error.retryAfterMs ?? 0);
    let wait = asked;
    if (aimd.throttled(epoch)) {
      storms += 1;
      wait = Math.max(asked, random() * Math.min(LONGEST_MS, THROTTLED_BASE_MS * 2 ** (storms - 1)));
    }
    const until = clock.now() + wait;
    if (until > (throttled?.until ?? 0)) throttled = { error, until };
  }

  function goOffline(error: ErrorData) {
    const failures = (offline?.failures ?? 0) + 1;
    // Never at once: what is not there is not there a moment later.
    const wait = (0.5 + random() / 2) * Math.min(LONGEST_MS, OFFLINE_BASE_MS * 2 ** (failures - 1));
    offline = { error, failures, until: clock.now() + wait };
  }

  function refuse(error: ErrorData, hadKeys: number): boolean {
    // Some servers compute the signature of an odd key otherwise than everybody else: that is the key's trouble.
    if (error.s3Code === 'SignatureDoesNotMatch' && areKeysProven && hadKeys === keys) return false;
    if (hadKeys === keys && !blocked) {
      blocked = error;
      onRefused(error);
    }
    return true;
  }

  /** What a failed attempt says of the connection; true when it says nothing of the request itself. */
  function judge(error: ErrorData, pass: { keys: number; epoch: number; isTrial: boolean }): boolean {
    if (error.status !== undefined) offline = null;
    if (error.code === 'throttled') {
      slowDown(error, pass.epoch);
      return true;
    }
    if (REFUSED.has(error.code)) return refuse(error, pass.keys);
    if (pass.isTrial && UNHEARD.has(error.code)) {
      goOffline(error);
      return true;
    }
    if (!OFFLINE.has(error.code)) return false;
    if (!offline) goOffline(error);
    return true;
  }

  function begin(owner: unknown): Pass {
    const self = {};
    const had = { keys, epoch: aimd.epoch() };
    const isTrial = () => trial === self;
    count(owner, 1);
    if (offline) trial = self;
    return {
      isTrial,
      end(how) {
        count(owner, -1);
        let again = false;
        if (how === 'success') {
          offline = null;
          aimd.succeeded();
          if (had.epoch === aimd.epoch()) storms = 0;
          if (had.keys === keys) areKeysProven = true;
        } else if (how !== 'given-up') {
          again = judge(how, { ...had, isTrial: isTrial() });
        }
        if (isTrial()) trial = null;
        changed();
        return again;
      },
    };
  }

  const gate: Gate = {
    enter(owner, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (failure) return reject(failure);
        const leave = () => {
          waiting.remove(owner, waiter);
          reject(signal.reason);
          changed();
        };
        const waiter: Waiter = {
          start() {
            signal.removeEventListener('abort', leave);
            resolve(begin(owner));
          },
          fail(error) {
            signal.removeEventListener('abort', leave);
            reject(error);
          },
        };
        const now = clock.now();
        if ((waiting.isEmpty() && mayBegin(now)) || hasOwnPlace(owner, now)) return resolve(begin(owner));
        // One signal may belong to many that wait, as the parts of one file.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(owner, waiter);
        // The time may have come though the alarm has not rung yet: all go whose turn it is.
        changed();
      });
    },
    halt: () => halt(),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  return {
    gate,
    block(error) {
      blocked = error;
      changed();
    },
    renewed() {
      keys += 1;
      areKeysProven = false;
      blocked = null;
      if (offline) offline = { ...offline, failures: 0, until: clock.now() };
      changed();
    },
    reached() {
      if (!offline) return;
      offline = null;
      trial = null;
      changed();
    },
    fail(error) {
      failure = error;
      for (let waiter = waiting.take(); waiter; waiter = waiting.take()) waiter.fail(error);
      setAlarm(clock.now());
    },
  };
}
