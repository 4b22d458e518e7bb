import { AppError, type ErrorData } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import { distinctTargets } from '../targets.ts';
import type { DeleteSpec } from './engine.ts';
import { pagesBelow } from './pages.ts';
import { classify } from './retry.ts';
import type { WorkPorts } from './work.ts';

/** DeleteObjects takes up to 1,000 keys (S3 API Reference). */
const BATCH = 1000;
const BATCHES_AT_ONCE = 2;

export type RemoveEvents = {
  /** So many more objects will be deleted. */
  found(count: number): void;
  deleted(count: number): void;
  failed(key: string, error: ErrorData): void;
};

function* batches(keys: readonly string[]): Generator<string[]> {
  for (let start = 0; start < keys.length; start += BATCH) yield keys.slice(start, start + BATCH);
}

/**
 * Deletes objects, and all below prefixes page by page as they are listed. In a bucket with versioning this leaves
 * delete markers: no version is touched.
 */
export async function removeAll(spec: DeleteSpec, ports: WorkPorts, events: RemoveEvents): Promise<void> {
  const { store, bucket, retrier, signal } = ports;

  async function removeBatch(keys: readonly string[]) {
    let left = keys;
    /** Keys of the last answer that may go another time. */
    let passing: { key: string; error: ErrorData }[] = [];
    try {
      await retrier.run(async () => {
        passing = [];
        const targets = left.map((key) => ({ key }));
        const { failed } = await store.deleteObjects(bucket, targets, signal);
        events.deleted(left.length - failed.length);
        for (const { key, error } of failed) if (classify(error) !== 'retry') events.failed(key, error);
        passing = failed.filter(({ error }) => classify(error) === 'retry');
        left = passing.map(({ key }) => key);
        if (passing[0]) throw new AppError(passing[0].error);
      }, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (passing.length === 0) throw error;
      for (const { key, error: reason } of passing) events.failed(key, reason);
    }
  }

  const { keys, prefixes } = distinctTargets(spec);
  events.found(keys.length);
  await mapConcurrently([...batches(keys)], BATCHES_AT_ONCE, removeBatch);
  for (const prefix of prefixes) {
    for await (const page of pagesBelow(prefix, ports)) {
      const below = page.objects.map((object) => object.key);
      if (below.length === 0) continue;
      events.found(below.length);
      await removeBatch(below);
    }
  }
}
