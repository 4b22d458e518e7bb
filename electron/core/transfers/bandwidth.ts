import type { Clock } from '../ports.ts';

/** The bytes a second that all transfers together may move. */
export type Bandwidth = {
  /** Undefined: at once. Otherwise resolves when so many bytes may move; rejects with the signal's reason. */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined;
  /** Bytes per second from now on; null for no limit. */
  limit(bytesPerSecond: number | null): void;
};

/** What was not used may be made up for, up to what flows in this time. */
const BURST_MS = 250;

type Waiter = { bytes: number; go(): void };

/**
 * First come, first served. Whoever comes goes when all before are paid for, and its own bytes are then to be paid for
 * by those who come next; so a body larger than the burst needs no splitting.
 */
export function createBandwidth(clock: Clock): Bandwidth {
  let bytesPerMs: number | null = null;
  /** When (ms since the epoch) all bytes that have moved are paid for. */
  let paidAt = 0;
  const waiters = new Set<Waiter>();
  let alarm: AbortController | null = null;

  function pay(bytes: number, rate: number) {
    paidAt = Math.max(paidAt, clock.now() - BURST_MS) + bytes / rate;
  }

  function letGo() {
    alarm?.abort();
    alarm = null;
    for (const waiter of waiters) {
      if (bytesPerMs !== null && paidAt > clock.now()) break;
      waiters.delete(waiter);
      if (bytesPerMs !== null) pay(waiter.bytes, bytesPerMs);
      waiter.go();
    }
    if (waiters.size === 0) return;
    const controller = new AbortController();
    alarm = controller;
    clock.sleep(paidAt - clock.now(), controller.signal).then(letGo, () => undefined);
  }

  return {
    take(bytes, signal) {
      if (bytesPerMs === null) return undefined;
      if (waiters.size === 0 && paidAt <= clock.now() && !signal.aborted) {
        pay(bytes, bytesPerMs);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const leave = () => {
          waiters.delete(waiter);
          reject(signal.reason);
        };
        const waiter: Waiter = {
          bytes,
          go() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        waiters.add(waiter);
        if (!alarm) letGo();
      });
    },
    limit(bytesPerSecond) {
      const rate = bytesPerSecond === null ? null : bytesPerSecond / 1000;
      const debt = paidAt - clock.now();
      // What is owed is paid at the new rate when that is quicker; a slower one does not make it last longer.
      if (rate === null || bytesPerMs === null) paidAt = clock.now();
      else if (rate > bytesPerMs && debt > 0) paidAt = clock.now() + (debt * bytesPerMs) / rate;
      bytesPerMs = rate;
      letGo();
    },
  };
}
