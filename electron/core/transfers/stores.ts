import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';

/** A store in use; `release` gives it back and is called once. */
export type Lease = { store: ObjectStore; release: () => void };

/** The stores of the jobs that run: one a connection, closed with the last job that uses it. */
export type Stores = { lease(connection: S3Connection): Lease };

export function createStores(createStore: (connection: S3Connection) => ObjectStore): Stores {
  const open = new Map<string, { store: ObjectStore; users: number }>();
  return {
    lease(connection) {
      // By all its fields: a connection that was edited meanwhile is another one.
      const id = JSON.stringify(connection);
      const entry = open.get(id) ?? { store: createStore(connection), users: 0 };
      entry.users += 1;
      open.set(id, entry);
      return {
        store: entry.store,
        release() {
          entry.users -= 1;
          if (entry.users > 0) return;
          open.delete(id);
          entry.store.close();
        },
      };
    },
  };
}
