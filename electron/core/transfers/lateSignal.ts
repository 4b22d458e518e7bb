import type { Clock } from '../ports.ts';

/** A signal that waits, and the function that lets go of the one it follows. */
export type LateSignal = { signal: AbortSignal; release(): void };

/**
 * A signal that aborts `grace()` milliseconds after another, asked at that moment. For requests that have already told
 * the server to act: given up at once, nobody would know whether it did.
 */
export function lateSignal(followed: AbortSignal, clock: Clock, grace: () => number): LateSignal {
  const controller = new AbortController();
  const released = new AbortController();
  const onAbort = () => {
    clock.sleep(grace(), released.signal).then(
      () => controller.abort(followed.reason),
      () => {}, // Released: the request has ended by itself.
    );
  };
  if (followed.aborted) onAbort();
  else followed.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    release() {
      followed.removeEventListener('abort', onAbort);
      released.abort();
    },
  };
}
