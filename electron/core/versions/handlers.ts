import { mapConcurrently } from '../concurrency.ts';
import type { Emit, Handlers } from '../ports.ts';
import type { StorePool } from '../s3/storePool.ts';
import { assertNothingLost } from './assertNothingLost.ts';
import { undeleteObject } from './undelete.ts';
import { versionsOfKey } from './versionsOfKey.ts';

type VersionHandlers = Pick<Handlers, 'versions.list' | 'versions.restore' | 'versions.delete' | 'versions.undelete'>;

const KEYS_AT_ONCE = 8;

export function createVersionHandlers({ stores, emit }: { stores: StorePool; emit: Emit }): VersionHandlers {
  const tellChanged = (connectionId: string, bucket: string, keys: readonly string[]) => {
    const prefixes = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('/') + 1)));
    for (const prefix of prefixes) emit('objects.changed', { connectionId, bucket, prefix });
  };

  return {
    async 'versions.list'({ connectionId, bucket, key, cursor }, { signal }) {
      const store = await stores.storeOf(connectionId);
      return versionsOfKey(store, { bucket, key }, cursor, signal);
    },

    async 'versions.restore'({ connectionId, bucket, key, versionId }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const { size, storageClass } = await store.head({ bucket, key, versionId }, signal);
      await assertNothingLost(store, { bucket, key, versionId }, signal);
      const copy = await store.copy({ bucket, key, versionId, size, storageClass }, { bucket, key }, signal);
      tellChanged(connectionId, bucket, [key]);
      return { versionId: copy.versionId };
    },

    async 'versions.delete'({ connectionId, bucket, key, versionId }, { signal }) {
      const store = await stores.storeOf(connectionId);
      await store.deleteObject({ bucket, key, versionId }, signal);
      tellChanged(connectionId, bucket, [key]);
    },

    async 'versions.undelete'({ connectionId, bucket, keys }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const distinct = [...new Set(keys)];
      const undelete = (key: string, _index: number, either: AbortSignal) =>
        undeleteObject(store, { bucket, key }, either);
      try {
        const restored = await mapConcurrently(distinct, KEYS_AT_ONCE, undelete, signal);
        return { restored: restored.filter(Boolean).length };
      } finally {
        // After a failure too: some of them may be back.
        tellChanged(connectionId, bucket, distinct);
      }
    },
  };
}
