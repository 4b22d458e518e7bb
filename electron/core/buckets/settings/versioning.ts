import type { Handlers } from '../../ports.ts';
import type { StorePool } from '../../s3/storePool.ts';

type VersioningHandlers = Pick<Handlers, 'settings.versioning.get' | 'settings.versioning.put'>;

export function createVersioningHandlers({ stores }: { stores: StorePool }): VersioningHandlers {
  return {
    async 'settings.versioning.get'({ connectionId, bucket }, { signal }) {
      const store = await stores.storeOf(connectionId);
      return store.getVersioning(bucket, signal);
    },

    async 'settings.versioning.put'({ connectionId, bucket, status }, { signal }) {
      const store = await stores.storeOf(connectionId);
      // A server that ignores `?versioning` would take the PUT for something else: it is asked first.
      await store.getVersioning(bucket, signal);
      await store.putVersioning(bucket, status, signal);
      return store.getVersioning(bucket, signal);
    },
  };
}
