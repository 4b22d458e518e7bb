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
  /** Waiting requests by job; the job at the front of the map is next. */
  const queues = new Map<string, Waiter[]>();

  // A body larger than the whole memory goes alone.
  const fits = (bytes: number) => requests === 0 || (requests < limits.requests && memory + bytes <= limits.memory);

  function startWaiting() {
    for (const [jobId, waiters] of queues) {
      const waiter = waiters[0];
      if (waiter && !fits(waiter.bytes)) return;
      queues.delete(jobId);
      waiters.shift();
      if (waiters.length > 0) queues.set(jobId, waiters);
      waiter?.start();
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

  function leaveQueue(jobId: string, waiter: Waiter) {
    const rest = (queues.get(jobId) ?? []).filter((other) => other !== waiter);
    if (rest.length > 0) queues.set(jobId, rest);
    else queues.delete(jobId);
    startWaiting();
  }

  return {
    take(jobId, bytes, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (queues.size === 0 && fits(bytes)) return resolve(enter(bytes));
        const abort = () => {
          leaveQueue(jobId, waiter);
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
        const queue = queues.get(jobId);
        if (queue) queue.push(waiter);
        else queues.set(jobId, [waiter]);
      });
    },
  };
}
