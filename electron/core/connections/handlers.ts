import { AppError } from '../../../shared/errors.ts';
import type { BucketSettings } from '../buckets/settings/bucketSettings.ts';
import type { Emit, Handlers, SecretStore } from '../ports.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import type { StorePool } from '../s3/storePool.ts';
import type { Engine } from '../transfers/engine.ts';
import type { ConnectionStore } from './connectionStore.ts';

type ConnectionHandlers = Pick<
  Handlers,
  'connections.list' | 'connections.save' | 'connections.remove' | 'connections.test' | 'connections.secretStorage'
>;

type Deps = {
  connections: ConnectionStore;
  secrets: SecretStore;
  stores: StorePool;
  transfers: Pick<Engine, 'connectionChanged' | 'connectionRemoved'>;
  settings: Pick<BucketSettings, 'forget'>;
  emit: Emit;
};

export function createConnectionHandlers({
  connections,
  secrets,
  stores,
  transfers,
  settings,
  emit,
}: Deps): ConnectionHandlers {
  return {
    'connections.list': () => connections.list(),

    async 'connections.save'(save) {
      const summary = await connections.save(save);
      stores.drop(summary.id);
      // It may be another server by now, or other keys that may do more.
      await settings.forget(summary.id);
      await transfers.connectionChanged(summary.id);
      emit('connections.changed', {});
      return summary;
    },

    async 'connections.remove'({ id }) {
      // With the keys still at hand, what its transfers have begun on the server can be removed.
      await transfers.connectionRemoved(id);
      await connections.remove(id);
      stores.drop(id);
      await settings.forget(id);
      emit('connections.changed', {});
    },

    async 'connections.test'(draft, { signal }) {
      const store = createObjectStore(await connections.connectionOfDraft(draft), 'browse');
      try {
        return { buckets: (await store.listBuckets(signal)).length };
      } catch (error) {
        // The keys are good: the server knows them, and denies them just this.
        if (error instanceof AppError && error.data.code === 'access-denied') return { buckets: null };
        throw error;
      } finally {
        store.close();
      }
    },

    'connections.secretStorage': () => secrets.describe(),
  };
}
