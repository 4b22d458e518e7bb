import type { Clock } from '../ports.ts';
import { systemClock } from '../transfers/systemClock.ts';

/** Time that passes so many times faster, beginning now: for waits of seconds and minutes before a real server. */
export function fastClock(factor: number): Clock {
  const begun = systemClock.now();
  return {
    now: () => begun + (systemClock.now() - begun) * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  };
}
