import { CreateMultipartUploadCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { mapConcurrently } from '../concurrency.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { independentClient } from '../testing/readBack.ts';
import { bucketContents, emptyBucket } from './emptying.ts';

const { signal } = new AbortController();
let t: ContractBucket;
let client: ReturnType<typeof independentClient>;
let isGone: boolean;

beforeEach(async () => {
  t = await createContractBucket({ pageSize: 10 });
  client = independentClient(t.connection);
  isGone = false;
});
afterEach(async () => {
  client.destroy();
  if (!isGone) await t.remove();
});

const put = (key: string) => client.send(new PutObjectCommand({ Bucket: t.bucket, Key: key, Body: Buffer.from(key) }));

test('an empty bucket has nothing in it and goes', async () => {
  expect(await bucketContents(t.store, t.bucket, signal)).toEqual({
    versions: 0,
    markers: 0,
    bytes: 0,
    uploads: 0,
    more: false,
  });
  await t.store.deleteBucket(t.bucket);
  isGone = true;
  await expect(t.store.headBucket(t.bucket)).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
});

test('a bucket with something in it stays, unless that goes first: versions, markers and unfinished uploads', async () => {
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: t.bucket, VersioningConfiguration }));
  const keys = Array.from({ length: 23 }, (_, i) => `many/${i}`);
  await mapConcurrently(keys, 8, put);
  await mapConcurrently(keys.slice(0, 9), 8, put);
  await t.store.deleteObject({ bucket: t.bucket, key: 'many/3' });
  await client.send(new CreateMultipartUploadCommand({ Bucket: t.bucket, Key: 'unfinished' }));

  const bytes = [...keys, ...keys.slice(0, 9)].join('').length;
  const contents = await bucketContents(t.store, t.bucket, signal);
  expect(contents).toEqual({ versions: 32, markers: 1, bytes, uploads: expect.any(Number), more: false });
  // MinIO lists unfinished uploads of a whole key only.
  expect(contents.uploads).toBeLessThanOrEqual(1);
  await expect(t.store.deleteBucket(t.bucket)).rejects.toMatchObject({ data: { code: 'bucket-not-empty' } });

  const told: number[] = [];
  await emptyBucket(t.store, t.bucket, (removed) => told.push(removed), signal);
  expect(told.at(-1)).toBe(33);
  expect(told.length).toBeGreaterThan(2);
  await t.store.deleteBucket(t.bucket);
  isGone = true;
  await expect(t.store.headBucket(t.bucket)).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
});

test('one that is given up half way keeps what was not deleted yet', async () => {
  await mapConcurrently(
    Array.from({ length: 40 }, (_, i) => `kept/${i}`),
    8,
    put,
  );
  const stop = new AbortController();
  const run = emptyBucket(t.store, t.bucket, () => stop.abort(), stop.signal);
  await expect(run).rejects.toMatchObject({ data: { code: 'cancelled' } });
  expect((await bucketContents(t.store, t.bucket, signal)).versions).toBe(30);
});

test('a server that says that it has deleted what it goes on listing is not asked for ever', async () => {
  await put('stays');
  const proxy = await startFaultProxy(t.connection.endpoint);
  const store = createObjectStore({ ...t.connection, endpoint: proxy.url }, 'browse');
  const times = Number.POSITIVE_INFINITY;
  const body = '<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>';
  proxy.inject({ on: ({ method }) => method === 'POST', action: { kind: 'answer', status: 200, body }, times });
  proxy.inject({ on: ({ method }) => method === 'DELETE', action: { kind: 'answer', status: 204 }, times });
  try {
    const run = emptyBucket(store, t.bucket, () => {}, signal);
    await expect(run).rejects.toMatchObject({ data: { code: 'conflict', details: { key: 'stays' } } });
  } finally {
    store.close();
    await proxy.close();
  }
});
