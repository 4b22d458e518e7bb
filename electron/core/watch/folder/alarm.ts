import type { Clock } from '../../ports.ts';

/** Rings once at the time that was set last. */
export type Alarm = {
  /** By the clock, in ms; Infinity: not at all. What is past rings before `set` returns. */
  set(at: number): void;
};

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let setTo = Infinity;
  let waiting: AbortController | null = null;

  async function wait(at: number, stop: AbortController) {
    try {
      await clock.sleep(at - clock.now(), stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return;
      throw error;
    }
    if (stop.signal.aborted) return;
    setTo = Infinity;
    ring();
  }

  return {
    set(at) {
      if (at === setTo) return;
      waiting?.abort();
      setTo = at;
      if (at === Infinity) return;
      if (at <= clock.now()) {
        setTo = Infinity;
        return ring();
      }
      waiting = new AbortController();
      void wait(at, waiting);
    },
  };
}
