import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { ListingPage } from '../../../shared/contract/objects.ts';
import type { Emit } from '../ports.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import type { StorePool } from '../s3/storePool.ts';
import { type ContractBucket, createContractBucket, setVersioning } from '../testing/contractServer.ts';
import { uploadFile } from './files.ts';
import { createObjectHandlers } from './handlers.ts';

const signal = new AbortController().signal;
const connectionId = 'contract';

let server: ContractBucket;
let pages: ListingPage[] = [];

const emit: Emit = (topic, payload) => {
  if (topic === 'listing.page') pages.push(payload as ListingPage);
};

const poolOf = (store: ContractBucket['store']): StorePool => ({ storeOf: async () => store, drop() {}, close() {} });
const handlers = (store = server.store) => createObjectHandlers({ stores: poolOf(store), emit });

beforeAll(async () => {
  server = await createContractBucket();
  for (let i = 0; i < 80; i += 1) {
    await uploadFile(server.store, server.bucket, `flat/${String(i).padStart(2, '0')}`, Buffer.alloc(10));
  }
  for (const key of ['deep/1', 'deep/a/2', 'deep/a/b/3', 'deeper/4']) {
    await uploadFile(server.store, server.bucket, key, Buffer.alloc(1000), { contentType: 'text/x-deep' });
  }
});
afterAll(() => server.remove());

describe('a listing', () => {
  test('arrives page by page under its own id', async () => {
    pages = [];
    const store = createObjectStore(server.connection, 'browse', { pageSize: 30 });
    const place = { connectionId, bucket: server.bucket, prefix: 'flat/', listingId: 'one', showDeleted: false };
    const counts = await handlers(store)['objects.list'](place, { signal });
    store.close();
    expect(counts).toEqual({ objects: 80, prefixes: 0 });
    expect(pages.map(({ listingId, objects }) => [listingId, objects.length])).toEqual([
      ['one', 30],
      ['one', 30],
      ['one', 20],
    ]);
  });

  test('stops when its call is cancelled', async () => {
    const cancel = new AbortController();
    const store = createObjectStore(server.connection, 'browse', { pageSize: 10 });
    let arrived = 0;
    const stopping: Emit = () => {
      arrived += 1;
      cancel.abort();
    };
    const list = createObjectHandlers({ stores: poolOf(store), emit: stopping })['objects.list'];
    const place = { connectionId, bucket: server.bucket, prefix: 'flat/', listingId: 'two', showDeleted: false };
    await expect(list(place, { signal: cancel.signal })).rejects.toMatchObject({ data: { code: 'cancelled' } });
    store.close();
    expect(arrived).toBe(1);
  });
});

test('the details of an object', async () => {
  const details = await handlers()['objects.details'](
    { connectionId, bucket: server.bucket, key: 'deep/1' },
    { signal },
  );
  expect(details).toMatchObject({ key: 'deep/1', size: 1000, contentType: 'text/x-deep', storageClass: 'STANDARD' });
});

describe('planning to delete', () => {
  const plan = (keys: string[], prefixes: string[], store = server.store) =>
    handlers(store)['objects.planDelete']({ connectionId, bucket: server.bucket, keys, prefixes }, { signal });

  test('counts what lies below folders, once', async () => {
    expect(await plan(['deep/1', 'flat/00'], ['deep/', 'deep/a/'])).toEqual({
      objects: 4,
      bytes: 3010,
      versioning: 'never',
    });
  });

  test('counts single objects, but not those that are gone', async () => {
    const few = ['flat/00', 'flat/01', 'flat/none', 'deeper/4'];
    expect(await plan(few, [])).toMatchObject({ objects: 3, bytes: 1020 });
    const many = Array.from({ length: 100 }, (_, i) => `flat/${String(i).padStart(2, '0')}`);
    expect(await plan([...many, 'deep/a/2'], [])).toMatchObject({ objects: 81, bytes: 1800 });
  });

  test('says whether versions stay, and when nobody knows', async () => {
    const proxy = await startFaultProxy(server.connection.endpoint);
    proxy.inject({ on: ({ path }) => path.includes('?versioning'), action: s3Error(403, 'AccessDenied') });
    const restricted = createObjectStore({ ...server.connection, endpoint: proxy.url }, 'browse');
    expect(await plan(['deep/1'], [], restricted)).toEqual({ objects: 1, bytes: 1000, versioning: 'unknown' });
    proxy.assertAllFired();
    restricted.close();
    await proxy.close();
    await setVersioning(server, 'Enabled');
    expect(await plan(['deep/1'], [])).toMatchObject({ versioning: 'enabled' });
  });
});
