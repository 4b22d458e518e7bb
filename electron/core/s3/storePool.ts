import type { S3Connection } from './connection.ts';
import type { ObjectStore } from './objectStore.ts';
import { createObjectStore } from './s3ObjectStore.ts';

/** One browsing store a connection, made when it is first needed. */
export type StorePool = {
  /** Throws what `connectionOf` throws, as `secret-missing`. */
  storeOf(connectionId: string): Promise<ObjectStore>;
  /** Forgets a connection's store: the connection was changed or removed. Calls that still run end with an error. */
  drop(connectionId: string): void;
  close(): void;
};

type Deps = { connectionOf: (connectionId: string) => Promise<S3Connection> };

export function createStorePool({ connectionOf }: Deps): StorePool {
  const stores = new Map<string, Promise<ObjectStore>>();

  const drop = (connectionId: string) => {
    const store = stores.get(connectionId);
    stores.delete(connectionId);
    // One that could not be made has nothing to close; who asked for it was told why.
    store?.then(
      (made) => made.close(),
      () => undefined,
    );
  };

  return {
    storeOf(connectionId) {
      const known = stores.get(connectionId);
      if (known) return known;
      const made = connectionOf(connectionId).then((connection) => createObjectStore(connection, 'browse'));
      stores.set(connectionId, made);
      // A missing secret may be typed in a moment: a failure is not kept.
      made.catch(() => {
        if (stores.get(connectionId) === made) stores.delete(connectionId);
      });
      return made;
    },
    drop,
    close() {
      for (const connectionId of [...stores.keys()]) drop(connectionId);
    },
  };
}
