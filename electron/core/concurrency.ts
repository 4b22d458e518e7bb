import { setMaxListeners } from 'node:events';

/**
 * Calls `work` for each item, at most `limit` at a time, and answers with the results in the items' order. The first
 * failure stops the rest: calls that run get an aborted signal, are waited for, and the failure is thrown.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  // Each call that runs listens to it, more than once maybe.
  setMaxListeners(0, either);
  const results = new Array<R>(items.length);
  const queue = items.entries();
  let failure: { error: unknown } | undefined;

  const worker = async () => {
    for (const [index, item] of queue) {
      try {
        results[index] = await work(item, index, either);
      } catch (error) {
        failure ??= { error };
        stop.abort();
      }
      if (failure) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failure) throw failure.error;
  return results;
}
