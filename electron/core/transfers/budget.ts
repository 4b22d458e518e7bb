import { createTurns } from './turns.ts';

/** Requests with a body that are under way at once and the memory their bodies take, shared by all jobs. */
export type Budget = {
  /**
   * Waits until a request of `bytes` may start; the function it resolves with gives the place back and may be called
   * more than once. Rejects with the signal's reason.
   */
  take(jobId: string, bytes: number, signal: AbortSignal): Promise<() => void>;
};

type Waiter = { bytes: number; start(): void };

/** Jobs take turns, whatever they have waiting: a job of 50,000 files does not hold up one of three. */
export function createBudget(limits: { requests: number; memory: number }): Budget {
  let requests = 0;
  let memory = 0;
  const waiting = createTurns<Waiter>();

  // A body larger than the whole memory goes alone.
  const fits = (bytes: number) => requests === 0 || (requests < limits.requests && memory + bytes <= limits.memory);

  function startWaiting() {
    for (let next = waiting.first(); next && fits(next.bytes); next = waiting.first()) {
      waiting.take();
      next.start();
    }
  }

  function enter(bytes: number): () => void {
    requests += 1;
    memory += bytes;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      requests -= 1;
      memory -= bytes;
      startWaiting();
    };
  }

  return {
    take(jobId, bytes, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (waiting.isEmpty() && fits(bytes)) return resolve(enter(bytes));
        const abort = () => {
          waiting.remove(jobId, waiter);
          startWaiting();
          reject(signal.reason);
        };
        const waiter: Waiter = {
          bytes,
          start() {
            signal.removeEventListener('abort', abort);
            resolve(enter(bytes));
          },
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.add(jobId, waiter);
      });
    },
  };
}
