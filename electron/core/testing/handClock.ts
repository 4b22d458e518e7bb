import type { Clock } from '../ports.ts';

/** A clock that stands until it is moved by hand. */
export type HandClock = Clock & {
  /** Moves time on by `ms`, waking each sleeper at its time, and lets what they do next run. */
  advance(ms: number): Promise<void>;
  /** Resolves as soon as so many sleep. */
  sleepers(count: number): Promise<void>;
};

/** Lets promises that are ready run on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function handClock(start = Date.UTC(2026, 10, 21)): HandClock {
  let now = start;
  const sleeping = new Set<{ until: number; wake(): void }>();
  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          until: now + ms,
          wake() {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        sleeping.add(sleeper);
      });
    },
    async advance(ms) {
      await settle();
      const end = now + ms;
      for (;;) {
        const [due] = [...sleeping].filter((s) => s.until <= end).sort((a, b) => a.until - b.until);
        if (!due) break;
        now = Math.max(now, due.until);
        due.wake();
        await settle();
      }
      now = end;
      await settle();
    },
    async sleepers(count) {
      while (sleeping.size < count) await settle();
    },
  };
}
