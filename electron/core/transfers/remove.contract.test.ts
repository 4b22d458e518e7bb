import { ListObjectVersionsCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { isMinio } from '../testing/contractServer.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { listKeys } from '../testing/readBack.ts';
import { STRANGE_KEYS } from '../testing/strangeKeys.ts';

const t = engineFixture();

const put = (key: string) => t.client.send(new PutObjectCommand({ Bucket: t.bucket, Key: key, Body: key }));
const remove = async (keys: string[], prefixes: string[]) => t.untilEnded(await t.submit('delete', { keys, prefixes }));

test('objects and all below folders go, the rest stays', async () => {
  // MinIO shows nothing below a key that is an object too.
  const twin = isMinio ? 'a-' : 'a';
  for (const key of ['a/1', 'a/2', 'a/b/3', twin, 'ab', 'c/1', 'c/2', 'd']) await put(key);
  const job = await remove(['c/1', 'a/1', 'd', 'd'], ['a/', 'a/b/']);
  expect(job).toMatchObject({
    kind: 'delete',
    state: 'done',
    name: null,
    prefix: '',
    items: { total: 5, done: 5, failed: 0 },
    bytes: { total: 0, done: 0 },
    problems: [],
  });
  expect(await listKeys(t.client, t.bucket)).toEqual([twin, 'ab', 'c/2']);
  expect(t.places.at(-1)).toEqual({ connectionId: 'contract', bucket: t.bucket, prefix: '' });
});

test('more than a page goes page by page, more than a batch batch by batch', async () => {
  const keys = Array.from({ length: 120 }, (_, i) => `pages/${i}`);
  for (const key of keys) await put(key);
  const createStore = (connection: S3Connection) => createObjectStore(connection, 'transfer', { pageSize: 50 });
  await t.restart({ createStore });
  expect(await remove([], ['pages/'])).toMatchObject({
    state: 'done',
    name: 'pages',
    items: { total: 120, done: 120 },
  });
  expect(await listKeys(t.client, t.bucket, 'pages/')).toEqual([]);

  await put('batch/5');
  await put('batch/2049');
  // Deleting what is not there succeeds.
  const many = Array.from({ length: 2050 }, (_, i) => `batch/${i}`);
  expect(await remove(many, [])).toMatchObject({ state: 'done', name: null, items: { total: 2050, done: 2050 } });
  expect(await listKeys(t.client, t.bucket, 'batch/')).toEqual([]);
});

test('strange keys go too', async () => {
  const keys = STRANGE_KEYS.filter((key) => key.length < 1000).map((key) => `strange/${key}`);
  for (const key of keys) await put(key);
  expect(await remove([], ['strange/'])).toMatchObject({ state: 'done', items: { total: keys.length, failed: 0 } });
  expect(await listKeys(t.client, t.bucket, 'strange/')).toEqual([]);
});

test('a list of other keys than were asked for deletes nothing', async () => {
  for (const key of ['asked/a', 'other/a']) await put(key);
  const proxy = await startFaultProxy(t.server.connection.endpoint);
  proxy.inject({
    on: ({ method, path }) => method === 'GET' && path.includes('list-type='),
    action: { kind: 'rewrite', xml: (document) => document.replaceAll('<Key>asked/', '<Key>other/') },
  });
  const endpoint = proxy.url;
  await t.restart({ createStore: (connection) => createObjectStore({ ...connection, endpoint }, 'transfer') });
  expect(await remove([], ['asked/'])).toMatchObject({ state: 'failed', error: { code: 'not-s3' } });
  proxy.assertAllFired();
  expect(await listKeys(t.client, t.bucket)).toEqual(expect.arrayContaining(['asked/a', 'other/a']));
  await proxy.close();
});

test('where versions are kept, deleting leaves markers and touches no version', async () => {
  const versioning = { Status: 'Enabled' } as const;
  await t.client.send(new PutBucketVersioningCommand({ Bucket: t.bucket, VersioningConfiguration: versioning }));
  await put('kept/a');
  await put('kept/a');
  expect(await remove([], ['kept/'])).toMatchObject({ state: 'done', items: { total: 1, done: 1 } });
  const found = await t.client.send(new ListObjectVersionsCommand({ Bucket: t.bucket, Prefix: 'kept/' }));
  expect(found.Versions?.length).toBe(2);
  expect(found.DeleteMarkers?.length).toBe(1);
});

test('a delete can be cancelled, and does not wait behind transfers', async () => {
  await put('one/a');
  await t.folder.write('large', 64 * 1024 * 1024);
  await t.restart({ limits: { jobsAtOnce: 1 } });
  const upload = await t.submitUpload('', 'large');
  expect(await remove(['one/a'], [])).toMatchObject({ state: 'done' });
  expect(t.job(upload)?.state).not.toBe('done');
  await t.engine.cancel(upload);
});
