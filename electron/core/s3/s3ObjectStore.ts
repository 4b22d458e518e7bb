import { createGet, createHead, createPut } from './bodies.ts';
import { createBucketCalls, isAmazon } from './bucketCalls.ts';
import { createClients, hostOf, type Purpose } from './client.ts';
import type { S3Connection } from './connection.ts';
import { COPY_OBJECT_LIMIT, COPY_PART_SIZE, createCopy } from './copying.ts';
import { createDeleteObject, createDeleteObjects } from './deleting.ts';
import { createIntegrity } from './integrity.ts';
import { listPage } from './listing.ts';
import { createMultipartCalls } from './multipart.ts';
import type { ObjectStore } from './objectStore.ts';
import { createSender } from './send.ts';
import { listVersionsPage } from './versionListing.ts';

/** Limits that are far out of a test's reach. Sizes in bytes; `pageSize` in entries a list page. */
export type StoreOptions = { pageSize?: number; copyByPartsAbove?: number; copyPartSize?: number };

/** The S3 server of a connection. Nothing is sent until a method is called; close() when done. */
export function createObjectStore(connection: S3Connection, purpose: Purpose, options: StoreOptions = {}): ObjectStore {
  const clients = createClients(connection, purpose);
  const host = hostOf(connection);
  const send = createSender(clients, host);
  const integrity = createIntegrity(connection.provider);
  const bodies = { send, host, integrity };
  const head = createHead(bodies);
  const multipart = createMultipartCalls({ ...bodies, head });
  const buckets = createBucketCalls(send, connection);
  return {
    ...buckets,
    async createBucket(bucket, region, signal) {
      // Amazon refuses a bucket of another region than the endpoint's.
      const elsewhere = isAmazon(connection) && region !== undefined && region !== connection.region;
      if (!elsewhere) return buckets.createBucket(bucket, region, signal);
      const there = createClients({ ...connection, region }, purpose);
      const calls = createBucketCalls(createSender(there, host), { ...connection, region });
      return calls.createBucket(bucket, undefined, signal).finally(() => there.close());
    },
    listPage: (request, signal) => listPage(send, request, options.pageSize, signal),
    listVersionsPage: (request, signal) => listVersionsPage(send, request, options.pageSize, signal),
    head,
    get: createGet(bodies),
    put: createPut(bodies),
    ...multipart,
    copy: createCopy({
      send,
      host,
      multipart,
      limit: options.copyByPartsAbove ?? COPY_OBJECT_LIMIT,
      partSize: options.copyPartSize ?? COPY_PART_SIZE,
    }),
    deleteObject: createDeleteObject(send),
    deleteObjects: createDeleteObjects(send, integrity),
    close: () => clients.close(),
  };
}
