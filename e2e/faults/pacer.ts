/** Lets bytes pass at a rate, in the order in which they came. */
export type Pacer = {
  /** Undefined: at once. Otherwise resolves when the bytes may pass. */
  take(bytes: number): Promise<void> | undefined;
  /** Bytes per second from now on, also for those that wait; null for no limit. */
  limit(bytesPerSecond: number | null): void;
};

/** What may be made up for: timers come late by some milliseconds, which must not lower the rate. */
const BURST_MS = 20;

export function createPacer(): Pacer {
  const waiting: { bytes: number; pass: () => void }[] = [];
  let rate: number | null = null;
  /** Bytes that may pass now, and since when more have been gathering. */
  let credit = 0;
  let countedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  function gather(ceiling: number) {
    const now = performance.now();
    if (rate !== null) credit = Math.min(credit + ((now - countedAt) / 1000) * rate, ceiling);
    countedAt = now;
  }

  function pump() {
    clearTimeout(timer);
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (rate !== null) {
        gather(Math.max(next.bytes, (rate * BURST_MS) / 1000));
        if (credit < next.bytes) {
          timer = setTimeout(pump, ((next.bytes - credit) / rate) * 1000);
          return;
        }
        credit -= next.bytes;
      }
      waiting.shift();
      next.pass();
    }
  }

  return {
    take(bytes) {
      if (rate === null) return undefined;
      return new Promise((pass) => {
        waiting.push({ bytes, pass });
        if (waiting.length === 1) pump();
      });
    },
    limit(bytesPerSecond) {
      gather(waiting[0]?.bytes ?? 0);
      rate = bytesPerSecond;
      pump();
    },
  };
}
