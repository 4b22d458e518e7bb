import type { ErrorData } from '../../../shared/errors.ts';
import type { WaitReason } from '../../../shared/transfer.ts';
import type { Clock } from '../ports.ts';
import type { Gate, Pass } from './gate.ts';

/** What is waited for. `until`: when it will be tried again (ms since the epoch), if that is known. */
export type Wait = { reason: WaitReason; until: number | null; error: ErrorData | null };

/** Finds out whether anything of a job moves. Each function says that something begins, and answers with what ends it. */
export type Stillness = {
  attempt(pass: Pass): () => void;
  /** Something stands at the gate: it waits when the gate is shut, and moves on when it only waits for its turn. */
  queued(): () => void;
  waiting(wait: Wait): () => void;
};

/** Nothing must have moved for this long before a job is said to wait: between two files there is a moment of that too. */
const STILL_MS = 200;

function isSame(a: Wait | null, b: Wait | null): boolean {
  return a === b || (a !== null && b !== null && a.reason === b.reason && a.until === b.until && a.error === b.error);
}

/** `onWaiting` hears why nothing of the job can move, and null when something can again. */
export function createStillness(deps: { clock: Clock; gate: Gate; onWaiting: (wait: Wait | null) => void }): Stillness {
  const { clock, gate, onWaiting } = deps;
  const attempts = new Set<Pass>();
  const waits = new Set<Wait>();
  let queued = 0;
  /** How often something has moved. */
  let moves = 0;
  let told: Wait | null = null;
  let isWatching = false;
  let unwatch: (() => void) | null = null;

  function isMoving() {
    for (const pass of attempts) if (!pass.isTrial()) return true;
    return queued > 0 && gate.halt() === null;
  }

  const isStill = () => !isMoving() && attempts.size + queued + waits.size > 0;

  /** Of several waits the one that ends first. The gate's comes before all: what is tried again must pass it too. */
  function reason(): Wait | null {
    const halt = gate.halt();
    if (halt) return halt;
    let first: Wait | null = null;
    for (const wait of waits) if ((wait.until ?? Infinity) <= (first?.until ?? Infinity)) first = wait;
    return first;
  }

  function tell(wait: Wait | null) {
    if (isSame(wait, told)) return;
    told = wait;
    onWaiting(wait);
  }

  async function watchStillness() {
    isWatching = true;
    for (let seen = -1; isStill() && seen !== moves; ) {
      seen = moves;
      await clock.sleep(STILL_MS);
      if (isStill() && seen === moves) tell(reason());
    }
    isWatching = false;
  }

  function look() {
    if (isMoving()) {
      moves += 1;
      tell(null);
    } else if (isStill()) {
      if (told) tell(reason());
      else if (!isWatching) void watchStillness();
    }
    // Heard only while there is something to be told.
    const isIdle = attempts.size + queued + waits.size === 0;
    if (isIdle) {
      unwatch?.();
      unwatch = null;
    } else {
      unwatch ??= gate.watch(look);
    }
  }

  function during<T>(set: Set<T>, item: T): () => void {
    set.add(item);
    look();
    return () => {
      set.delete(item);
      look();
    };
  }

  return {
    attempt: (pass) => during(attempts, pass),
    waiting: (wait) => during(waits, wait),
    queued() {
      queued += 1;
      look();
      return () => {
        queued -= 1;
        look();
      };
    },
  };
}
