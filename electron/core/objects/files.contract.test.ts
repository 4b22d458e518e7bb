import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { compareKeys } from '../s3/names.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { REFUSED_KEYS, STRANGE_KEYS } from '../testing/strangeKeys.ts';
import { deleteFile, downloadFile, fileExists, listFiles, uploadFile } from './files.ts';
import { objectPages } from './pages.ts';

/** Bytes that tell of which key they are. */
const bytesOf = (key: string) => Buffer.from(`bytes of ${JSON.stringify(key)}`);
const inS3Order = STRANGE_KEYS.toSorted(compareKeys);

let server: ContractBucket;

beforeAll(async () => {
  server = await createContractBucket();
  for (const key of STRANGE_KEYS) await uploadFile(server.store, server.bucket, key, bytesOf(key));
});
afterAll(() => server.remove());

describe('strange keys', () => {
  test('are listed exactly, in the order of their bytes', async () => {
    const files = await listFiles(server.store, server.bucket);
    expect(files.map((file) => file.key)).toEqual(inS3Order);
    for (const { key, size } of files) expect(size).toBe(bytesOf(key).byteLength);
  });

  test('survive the ends of pages', async () => {
    const store = createObjectStore(server.connection, 'browse', { pageSize: 1 });
    const files = await listFiles(store, server.bucket);
    store.close();
    expect(files.map((file) => file.key)).toEqual(inS3Order);
  });

  test.each(STRANGE_KEYS.map((key) => [JSON.stringify(key).slice(0, 60), key]))('%s comes back', async (_, key) => {
    const { store, bucket } = server;
    expect(await fileExists(store, bucket, key)).toBe(true);
    expect(await downloadFile(store, bucket, key)).toEqual(bytesOf(key));
    expect((await store.head({ bucket, key })).key).toBe(key);
    expect((await listFiles(store, bucket, key)).map((file) => file.key)).toContain(key);
  });

  test('one level has its folders beside its objects', async () => {
    const level = { bucket: server.bucket, prefix: '', delimiter: '/' } as const;
    const objects: string[] = [];
    const prefixes: string[] = [];
    for await (const page of objectPages(server.store, level)) {
      objects.push(...page.objects.map((object) => object.key));
      prefixes.push(...page.prefixes);
    }
    const folderOf = (key: string) => key.slice(0, key.indexOf('/') + 1);
    expect(objects).toEqual(inS3Order.filter((key) => !key.includes('/')));
    expect(prefixes).toEqual([...new Set(inS3Order.filter((key) => key.includes('/')).map(folderOf))]);
  });

  test('a folder that is an object too is listed in itself', async () => {
    const page = await server.store.listPage({ bucket: server.bucket, prefix: 'dir/', delimiter: '/' });
    expect(page.objects.map((object) => object.key)).toEqual(['dir/']);
    expect(page.prefixes).toEqual([]);
  });
});

test('a file that is not there does not exist, and cannot be downloaded', async () => {
  expect(await fileExists(server.store, server.bucket, 'nothing')).toBe(false);
  await expect(downloadFile(server.store, server.bucket, 'nothing')).rejects.toMatchObject({
    data: { code: 'not-found', s3Code: 'NoSuchKey', status: 404 },
  });
});

test('whether a file exists is not guessed when the server does not say it', async () => {
  const stranger = createObjectStore({ ...server.connection, secretAccessKey: 'wrong' }, 'browse');
  await expect(fileExists(stranger, server.bucket, 'a')).rejects.toMatchObject({ data: { code: 'access-denied' } });
  stranger.close();
});

test('what a key cannot hold is refused with a clear error', async () => {
  const refused = { data: { code: 'invalid-request', retryable: false } };
  const put = (key: string) => uploadFile(server.store, server.bucket, key, bytesOf(key));
  await expect(put('nul \u0000')).rejects.toMatchObject(refused);
  await expect(put('half a pair \ud83d')).rejects.toMatchObject(refused);
  await expect(put('x'.repeat(1025))).rejects.toMatchObject(refused);
  for (const key of REFUSED_KEYS) await expect(put(key)).rejects.toMatchObject(refused);
});

test('an empty file is a file', async () => {
  await uploadFile(server.store, server.bucket, 'empty', Buffer.alloc(0), { contentType: 'text/plain' });
  expect(await downloadFile(server.store, server.bucket, 'empty')).toHaveLength(0);
  const details = await server.store.head({ bucket: server.bucket, key: 'empty' });
  expect(details).toMatchObject({ size: 0, contentType: 'text/plain' });
  await deleteFile(server.store, server.bucket, 'empty');
});

// Last: they empty the bucket.
describe('deleting', () => {
  test('takes exactly the one object', async () => {
    const { store, bucket } = server;
    for (const key of ['a', '\n', ' ', 'control \u0001', 'dir/']) {
      await deleteFile(store, bucket, key);
      expect(await fileExists(store, bucket, key)).toBe(false);
    }
    const left = inS3Order.filter((key) => !['a', '\n', ' ', 'control \u0001', 'dir/'].includes(key));
    expect((await listFiles(store, bucket)).map((file) => file.key)).toEqual(left);
  });

  test('of many takes them all, however strange, and tells of no failure', async () => {
    const { store, bucket } = server;
    const targets = STRANGE_KEYS.map((key) => ({ key }));
    expect(await store.deleteObjects(bucket, targets)).toEqual({ failed: [] });
    expect(await listFiles(store, bucket)).toEqual([]);
  });

  test('of what is not there is no error', async () => {
    await expect(deleteFile(server.store, server.bucket, 'never there')).resolves.toEqual({ deleteMarker: false });
  });

  test('tells what could not be deleted', async () => {
    const stranger = createObjectStore({ ...server.connection, secretAccessKey: 'wrong' }, 'browse');
    const error = await stranger.deleteObjects(server.bucket, [{ key: 'a' }]).catch((thrown: unknown) => thrown);
    stranger.close();
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ data: { code: 'invalid-credentials', s3Code: 'SignatureDoesNotMatch' } });
  });
});
