import type { Clock } from '../ports.ts';
import { systemClock } from '../transfers/systemClock.ts';

/**
 * Time that passes so many times faster, beginning now: for waits of seconds and minutes before a real server. With
 * STAVE_FULL_LENGTH=1 (npm run test:long) it passes as it does.
 */
export function fastClock(faster: number): Clock {
  const factor = process.env.STAVE_FULL_LENGTH === '1' ? 1 : faster;
  const begun = systemClock.now();
  return {
    now: () => begun + (systemClock.now() - begun) * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  };
}
