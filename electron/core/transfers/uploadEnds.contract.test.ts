import { appendFile, open, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { ListPartsCommand } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { listKeys, readObject, unfinishedUploads } from '../testing/readBack.ts';

const MIB = 1024 * 1024;

const t = engineFixture();

let uploadIds: { key: string; uploadId: string }[];
let hooks: { beforePart?: (number: number) => Promise<void>; beforePut?: () => Promise<void> };

/** The real store, which notes the uploads it begins and lets a test act at a certain moment. */
function watchedStore(connection: S3Connection): ObjectStore {
  const store = createObjectStore(connection, 'transfer');
  return {
    ...store,
    async createMultipart(address, options, signal) {
      const begun = await store.createMultipart(address, options, signal);
      uploadIds.push({ key: address.key, uploadId: begun.uploadId });
      return begun;
    },
    async uploadPart(address, body, onSent, signal) {
      await hooks.beforePart?.(address.partNumber);
      return store.uploadPart(address, body, onSent, signal);
    },
    async put(address, body, options, onSent, signal) {
      await hooks.beforePut?.();
      return store.put(address, body, options, onSent, signal);
    },
  };
}

beforeEach(() => {
  uploadIds = [];
  hooks = {};
  t.restart({ createStore: watchedStore });
});

/** Neither an object nor an upload nor a part of one is on the server. */
async function expectNothing(prefix: string, uploads: number) {
  expect(uploadIds.length).toBe(uploads);
  expect(await listKeys(t.client, t.bucket, prefix)).toEqual([]);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  for (const { key, uploadId } of uploadIds) {
    const parts = t.client.send(new ListPartsCommand({ Bucket: t.bucket, Key: key, UploadId: uploadId }));
    // Ceph says NoSuchKey instead of NoSuchUpload.
    await expect(parts).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  }
}

test('a large upload cancelled in the middle leaves nothing', async () => {
  await t.folder.write('large', 128 * MIB);
  const jobId = await t.submitUpload('cancelled/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 20 * MIB);
  await t.engine.cancel(jobId);
  const job = (await t.engine.snapshot()).jobs[0];
  expect(job).toMatchObject({ state: 'cancelled', error: null, problems: [], items: { done: 0, failed: 0 } });
  expect(job?.endedAt).not.toBeNull();
  await expectNothing('cancelled/', 1);
});

test('closing the engine cancels what runs, and cleans up', async () => {
  await t.folder.write('large', 128 * MIB);
  const jobId = await t.submitUpload('closed/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 0);
  await t.engine.close();
  expect(t.job(jobId)?.state).toBe('cancelled');
  await expectNothing('closed/', 1);
  await expect(t.submitUpload('closed/', 'large')).rejects.toMatchObject({ data: { code: 'cancelled' } });
});

test('a cancel while the upload is being begun still finds it', async () => {
  await t.folder.write('large', 16 * MIB);
  const begin = new Promise<void>((resolve) => {
    t.restart({
      createStore: (connection) => {
        const store = watchedStore(connection);
        return {
          ...store,
          createMultipart: (address, options, signal) => {
            resolve();
            return store.createMultipart(address, options, signal);
          },
        };
      },
    });
  });
  const jobId = await t.submitUpload('begun/', 'large');
  await begin;
  await t.engine.cancel(jobId);
  await expectNothing('begun/', 1);
});

test('a job of many files keeps what it had finished when it is cancelled', async () => {
  for (let i = 0; i < 200; i += 1) await t.folder.write(`many/${i}`, 50_000);
  const jobId = await t.submitUpload('some/', 'many');
  await t.until(jobId, (job) => job.items.done > 5);
  await t.engine.cancel(jobId);
  const job = (await t.engine.snapshot()).jobs[0];
  expect(job?.state).toBe('cancelled');
  expect(job?.items.failed).toBe(0);
  expect(job?.items.done).toBeGreaterThan(5);
  expect(job?.items.done).toBeLessThan(200);
  expect((await listKeys(t.client, t.bucket, 'some/')).length).toBe(job?.items.done);
});

test('a queued job is cancelled at once', async () => {
  await t.folder.write('large', 64 * MIB);
  t.restart({ createStore: watchedStore, limits: { jobsAtOnce: 1 } });
  const first = await t.submitUpload('queued/', 'large');
  const second = await t.submitUpload('queued/', 'large');
  await t.engine.cancel(second);
  expect((await t.engine.snapshot()).jobs.find((job) => job.id === second)?.state).toBe('cancelled');
  await t.engine.cancel(first);
  await expectNothing('queued/', uploadIds.length);
});

const tampering: [string, (path: string) => Promise<void>, string][] = [
  ['truncated to the middle', (path) => truncate(path, 20 * MIB), 'changed'],
  ['truncated within its last part', (path) => truncate(path, 39 * MIB), 'changed'],
  ['grown', (path) => appendFile(path, 'more'), 'changed'],
  [
    'rewritten at the same size',
    async (path) => {
      const file = await open(path, 'r+');
      await file.write('other bytes', 39 * MIB);
      await file.close();
      await utimes(path, new Date(), new Date(Date.now() + 5000));
    },
    'changed',
  ],
  [
    'replaced by another of the same size',
    async (path) => {
      await writeFile(`${path}.new`, Buffer.alloc(40 * MIB));
      await rename(`${path}.new`, path);
    },
    'changed',
  ],
  ['deleted', (path) => rm(path), 'local-not-found'],
];

test.each(tampering)('a file that is %s during its upload is never a success', async (_what, tamper, code) => {
  await t.folder.write('file', 40 * MIB);
  t.restart({ createStore: watchedStore, limits: { partsPerFile: 1 } });
  let tampered = 0;
  hooks.beforePart = async (number) => {
    if (number !== 3) return;
    tampered += 1;
    await tamper(t.folder.at('file'));
  };
  const job = await t.upload('tampered/', 'file');
  expect(tampered).toBe(1);
  expect(job).toMatchObject({
    state: 'failed',
    error: { code },
    problems: [{ name: 'file', error: { code } }],
    items: { total: 1, done: 0, failed: 1 },
    bytes: { done: 0 },
  });
  await expectNothing('tampered/', 1);
});

test('a file that changes while its last part is on the way is never a success', async () => {
  await t.folder.write('file', 40 * MIB);
  hooks.beforePart = async (number) => {
    if (number === 5) await appendFile(t.folder.at('file'), 'more');
  };
  expect(await t.upload('last/', 'file')).toMatchObject({ state: 'failed', error: { code: 'changed' } });
  await expectNothing('last/', 1);
});

test('a small file that changes once it has been read arrives as it was', async () => {
  const sha256 = await t.folder.write('file', 1 * MIB);
  hooks.beforePut = () => appendFile(t.folder.at('file'), 'more');
  expect(await t.upload('small/', 'file')).toMatchObject({ state: 'done' });
  expect((await readObject(t.client, t.bucket, 'small/file')).sha256).toBe(sha256);
});

test('a file that fails does not stop the others, and leaves no parts', async () => {
  await t.folder.write('all/a', 24 * MIB);
  await t.folder.write('all/b', 24 * MIB);
  await t.folder.write('all/c', 10);
  t.restart({ createStore: watchedStore, limits: { partsPerFile: 1, filesAtOnce: 1 } });
  let parts = 0;
  hooks.beforePart = async () => {
    parts += 1;
    if (parts === 2) await truncate(t.folder.at('all/a'), 10);
  };
  const job = await t.upload('partly/', 'all');
  expect(job).toMatchObject({
    state: 'failed',
    error: null,
    items: { total: 3, done: 2, failed: 1 },
    problems: [{ name: 'all/a', error: { code: 'changed' } }],
  });
  expect(await listKeys(t.client, t.bucket, 'partly/')).toEqual(['partly/all/b', 'partly/all/c']);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});
