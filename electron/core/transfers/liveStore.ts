import { finished } from 'node:stream';
import type { ObjectStore, OnSent } from '../s3/objectStore.ts';

/** A store that stays while the one behind it changes. */
export type LiveStore = {
  store: ObjectStore;
  /** From now on calls go to this one. The one before is closed as soon as nothing of it is under way. */
  use(store: ObjectStore): void;
  /** Closes all at once. */
  close(): void;
};

/** More than what may have been written before there is a connection: it waits in the request's buffer. */
const UNCONNECTED_BYTES = 128 * 1024;

type Behind = { store: ObjectStore; calls: number; isRetired: boolean };

/** `onReached` is called whenever the server shows that it is there. */
export function createLiveStore(onReached: () => void): LiveStore {
  const open = new Set<Behind>();
  let present: Behind | null = null;

  function close(behind: Behind) {
    open.delete(behind);
    behind.store.close();
  }

  function begin(): { store: ObjectStore; end(): void } {
    const behind = present;
    if (!behind) throw new Error('there is no store yet');
    behind.calls += 1;
    return {
      store: behind.store,
      end() {
        behind.calls -= 1;
        if (behind.isRetired && behind.calls === 0 && open.has(behind)) close(behind);
      },
    };
  }

  async function call<T>(make: (store: ObjectStore) => Promise<T>): Promise<T> {
    const { store, end } = begin();
    try {
      const answer = await make(store);
      onReached();
      return answer;
    } finally {
      end();
    }
  }

  function listening(onSent: OnSent | undefined): OnSent | undefined {
    let sent = 0;
    return (
      onSent &&
      ((bytes) => {
        sent += bytes;
        if (sent > UNCONNECTED_BYTES) onReached();
        return onSent(bytes);
      })
    );
  }

  const store: ObjectStore = {
    listBuckets: (signal) => call((it) => it.listBuckets(signal)),
    headBucket: (bucket, signal) => call((it) => it.headBucket(bucket, signal)),
    createBucket: (bucket, region, signal) => call((it) => it.createBucket(bucket, region, signal)),
    deleteBucket: (bucket, signal) => call((it) => it.deleteBucket(bucket, signal)),
    listPage: (request, signal) => call((it) => it.listPage(request, signal)),
    listVersionsPage: (request, signal) => call((it) => it.listVersionsPage(request, signal)),
    head: (address, signal) => call((it) => it.head(address, signal)),
    headChecksums: (address, signal) => call((it) => it.headChecksums(address, signal)),
    headPart: (address, part, signal) => call((it) => it.headPart(address, part, signal)),
    async get(address, request, signal) {
      const { store: behind, end } = begin();
      try {
        const answer = await behind.get(address, request, signal);
        onReached();
        // Under way until the last byte, or until it is given up.
        finished(answer.body, end);
        return answer;
      } catch (error) {
        end();
        throw error;
      }
    },
    put: (address, body, options, onSent, signal) =>
      call((it) => it.put(address, body, options, listening(onSent), signal)),
    createMultipart: (address, options, signal) => call((it) => it.createMultipart(address, options, signal)),
    uploadPart: (address, body, onSent, signal) =>
      call((it) => it.uploadPart(address, body, listening(onSent), signal)),
    completeMultipart: (address, parts, signal) => call((it) => it.completeMultipart(address, parts, signal)),
    abortMultipart: (address, signal) => call((it) => it.abortMultipart(address, signal)),
    listParts: (address, signal) => call((it) => it.listParts(address, signal)),
    listMultipartUploads: (request, signal) => call((it) => it.listMultipartUploads(request, signal)),
    copy: (source, target, signal) => call((it) => it.copy(source, target, signal)),
    deleteObject: (address, signal) => call((it) => it.deleteObject(address, signal)),
    deleteObjects: (bucket, targets, signal) => call((it) => it.deleteObjects(bucket, targets, signal)),
    getVersioning: (bucket, signal) => call((it) => it.getVersioning(bucket, signal)),
    presign: (request, signal) => call((it) => it.presign(request, signal)),
    send: (command, options) => call((it) => it.send(command, options)),
    close: closeAll,
  };

  function closeAll() {
    for (const behind of [...open]) close(behind);
  }

  return {
    store,
    use(next) {
      const former = present;
      present = { store: next, calls: 0, isRetired: false };
      open.add(present);
      if (!former) return;
      former.isRetired = true;
      if (former.calls === 0) close(former);
    },
    close: closeAll,
  };
}
