import type { Emit, Handlers } from '../../ports.ts';
import type { S3Connection } from '../../s3/connection.ts';
import type { StorePool } from '../../s3/storePool.ts';
import type { SmallObjects } from './rules.ts';
import { scanBucket } from './scan.ts';

type Deps = { stores: StorePool; connectionOf: (connectionId: string) => Promise<S3Connection>; emit: Emit };

/** The window draws a number; more often than this (ms) nobody could read it. */
const PROGRESS_EVERY_MS = 250;

/** Passes on the first number, then one each quarter of a second. `end` passes on the last. */
function createProgress(tell: (seen: number) => void) {
  let told = Number.NEGATIVE_INFINITY;
  let last = -1;
  let latest = 0;
  const tellNow = () => {
    if (latest === last) return;
    told = performance.now();
    last = latest;
    tell(latest);
  };
  return {
    see(seen: number): void {
      latest = seen;
      if (performance.now() - told >= PROGRESS_EVERY_MS) tellNow();
    },
    end: tellNow,
  };
}

/** The forecast of a bucket's lifecycle. */
export function createLifecycleHandlers({ stores, connectionOf, emit }: Deps): Pick<Handlers, 'lifecycle.forecast'> {
  return {
    async 'lifecycle.forecast'({ connectionId, bucket, rules, smallestMoved, scanId }, { signal }) {
      const [store, { endpoint }] = await Promise.all([stores.storeOf(connectionId), connectionOf(connectionId)]);
      // Only Amazon leaves small objects where they are; its own default is to move none.
      const small: SmallObjects = endpoint === '' ? (smallestMoved ?? 'all_storage_classes_128K') : 'moved';
      const progress = createProgress((seen) => emit('lifecycle.scanned', { scanId, seen }));
      const request = { bucket, rules, now: Date.now(), small, onSeen: progress.see };
      const forecast = await scanBucket(store, request, signal);
      progress.end();
      return forecast;
    },
  };
}
