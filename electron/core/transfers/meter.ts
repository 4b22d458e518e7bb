/** How fast the average follows: after this many milliseconds an old speed counts for about a third. */
const MEMORY_MS = 4000;
/** Before this there is no speed to speak of. */
const FIRST_SPEED_MS = 500;

/** Counts the bytes of a job and tells its speed. Bytes, bytes per second, seconds. */
export type Meter = {
  /** Bytes have moved. */
  add(bytes: number): void;
  /** Bytes that were counted do not count after all: the part they belong to has to go again. */
  takeBack(bytes: number): void;
  /** These bytes are done without having moved now: they were there from an earlier run. */
  restore(bytes: number): void;
  /** A new run of the same job: so much is done, of so much. */
  begin(done: number, total: number): void;
  /** There is more (or, below zero, less) to move than was thought. */
  grow(bytes: number): void;
  done(): number;
  total(): number;
  /** A moving average of what went over the wire, from the time of the first byte or since `rest`; null while unknown. */
  speed(): number | null;
  etaSeconds(): number | null;
  /** Nothing moves for a while: the speed starts anew afterwards. */
  rest(): void;
};

/** `now` in milliseconds. */
export function createMeter(now: () => number): Meter {
  let done = 0;
  let total = 0;
  /** All bytes that moved, those taken back too: progress goes back, the wire's speed does not. */
  let moved = 0;
  let started: { at: number; lookedAt: number; movedThen: number; average: number } | null = null;

  function speed(): number | null {
    if (!started) return null;
    const at = now();
    const elapsed = at - started.lookedAt;
    if (elapsed > 0) {
      const current = ((moved - started.movedThen) * 1000) / elapsed;
      started.average += (1 - Math.exp(-elapsed / MEMORY_MS)) * (current - started.average);
      started.lookedAt = at;
      started.movedThen = moved;
    }
    const age = at - started.at;
    if (age < FIRST_SPEED_MS) return null;
    // The average begins at 0; divided by the weight it has so far, it is right from the start on.
    return started.average / (1 - Math.exp(-age / MEMORY_MS));
  }

  return {
    add(bytes) {
      const at = now();
      started ??= { at, lookedAt: at, movedThen: moved, average: 0 };
      done += bytes;
      moved += bytes;
    },
    takeBack(bytes) {
      done -= bytes;
    },
    restore(bytes) {
      done += bytes;
    },
    begin(alreadyDone, all) {
      done = alreadyDone;
      total = all;
      started = null;
    },
    grow(bytes) {
      total += bytes;
    },
    done: () => done,
    total: () => total,
    speed,
    etaSeconds() {
      const bytesPerSecond = speed();
      return bytesPerSecond === null || bytesPerSecond < 1 ? null : Math.max(0, (total - done) / bytesPerSecond);
    },
    rest() {
      started = null;
    },
  };
}

/** The bytes of one request, counted as they go. */
export type Tally = {
  add(bytes: number): void;
  sent(): number;
  /** The request succeeded: exactly `length` bytes count. */
  succeeded(length: number): void;
  /** The request failed: none of its bytes count, nor any that are still told of. */
  failed(): void;
};

export function createTally(meter: Meter): Tally {
  let sent = 0;
  let isOver = false;
  return {
    add(bytes) {
      if (isOver) return;
      sent += bytes;
      meter.add(bytes);
    },
    sent: () => sent,
    succeeded(length) {
      isOver = true;
      if (length > sent) meter.add(length - sent);
      else meter.takeBack(sent - length);
    },
    failed() {
      isOver = true;
      meter.takeBack(sent);
    },
  };
}
