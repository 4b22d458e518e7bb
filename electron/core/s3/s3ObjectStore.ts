import { createGet, createHeads, createPut } from './bodies.ts';
import { createBucketCalls, isAmazon } from './bucketCalls.ts';
import { createCheckedSend } from './checkedSend.ts';
import { createClients, hostOf, type Purpose } from './client.ts';
import type { S3Connection } from './connection.ts';
import { COPY_OBJECT_LIMIT, COPY_PART_SIZE, createCopy } from './copying.ts';
import { createDeleteObject, createDeleteObjects } from './deleting.ts';
import { createIntegrity, withoutRefusedChecksums } from './integrity.ts';
import { listPage } from './listing.ts';
import { createMultipartCalls } from './multipart.ts';
import type { ObjectStore } from './objectStore.ts';
import { createPresign } from './presigning.ts';
import { createRegions } from './regions.ts';
import { listVersionsPage } from './versionListing.ts';

/** Limits that are far out of a test's reach. Sizes in bytes; `pageSize` in entries a list page. */
export type StoreOptions = {
  pageSize?: number;
  copyByPartsAbove?: number;
  copyPartSize?: number;
  /** How long (ms) a connection in use may be silent. */
  socketTimeout?: number;
};

/** The S3 server of a connection. Nothing is sent until a method is called; close() when done. */
export function createObjectStore(connection: S3Connection, purpose: Purpose, options: StoreOptions = {}): ObjectStore {
  const host = hostOf(connection);
  const integrity = createIntegrity(connection.provider);
  const { socketTimeout } = options;
  const clientOptions = { withChecksums: integrity.sendsCrc32, socketTimeout };
  const regions = createRegions(connection, (there) => createClients(there, purpose, clientOptions));
  const { send } = regions;
  const signing = createPresign(connection, regions, (there) =>
    createClients(there, purpose, { withChecksums: () => false }),
  );
  const bodies = { send, host, integrity };
  const heads = createHeads(bodies);
  const multipart = createMultipartCalls({ ...bodies, head: heads.head });
  const buckets = createBucketCalls(send, connection);
  const tolerant = <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    withoutRefusedChecksums(integrity, call);
  return {
    ...buckets,
    async createBucket(bucket, region, signal) {
      // Amazon refuses a bucket of another region than the endpoint's.
      const elsewhere = isAmazon(connection) && region !== undefined && region !== connection.region;
      if (!elsewhere) return buckets.createBucket(bucket, region, signal);
      const calls = createBucketCalls(regions.sendIn(region), { ...connection, region });
      return calls.createBucket(bucket, undefined, signal);
    },
    listPage: (request, signal) => listPage(send, request, options.pageSize, signal),
    listVersionsPage: (request, signal) => listVersionsPage(send, request, options.pageSize, signal),
    ...heads,
    get: tolerant(createGet(bodies)),
    put: tolerant(createPut(bodies)),
    ...multipart,
    createMultipart: tolerant(multipart.createMultipart),
    uploadPart: tolerant(multipart.uploadPart),
    copy: createCopy({
      send,
      host,
      multipart,
      limit: options.copyByPartsAbove ?? COPY_OBJECT_LIMIT,
      partSize: options.copyPartSize ?? COPY_PART_SIZE,
    }),
    deleteObject: createDeleteObject(send),
    deleteObjects: tolerant(createDeleteObjects(send, integrity)),
    presign: signing.presign,
    send: createCheckedSend(send, integrity),
    close() {
      regions.close();
      signing.close();
    },
  };
}
