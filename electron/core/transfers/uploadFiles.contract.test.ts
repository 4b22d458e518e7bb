import { randomUUID } from 'node:crypto';
import { appendFile, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { type FaultProxy, type SeenRequest, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { foreignETags } from '../../../e2e/faults/rewrites.ts';
import { setVersioning } from '../testing/contractServer.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { fastClock } from '../testing/fastClock.ts';
import { fileAt, filesAt, md5At, versionsBelow } from '../testing/filesFixture.ts';
import { readObject, unfinishedUploads } from '../testing/readBack.ts';
import { isComplete, isPart, isPut } from '../testing/uploadFixture.ts';
import type { FilesReport, UploadFilesSpec } from './engine.ts';

const MIB = 1024 * 1024;
/** A user who owns nothing. */
const NOBODY = 65534;

const t = engineFixture();
let proxy: FaultProxy;

beforeAll(() => setVersioning(t.server, 'Enabled'));
beforeEach(async () => {
  proxy = await startFaultProxy(t.server.connection.endpoint);
  t.endpoint = proxy.url;
  await t.restart({ clock: fastClock(20) });
});
afterEach(async () => {
  await t.engine.close();
  try {
    proxy.assertAllFired();
  } finally {
    await proxy.close();
  }
});

const isHead = ({ method }: SeenRequest) => method === 'HEAD';
const versions = (prefix: string) => versionsBelow(t.client, t.bucket, prefix);
const methods = () => proxy.seen.map(({ method }) => method);

const specOf = (prefix: string, files: UploadFilesSpec['files']): UploadFilesSpec => ({
  kind: 'upload-files',
  connectionId: t.server.connection.id,
  bucket: t.bucket,
  prefix,
  title: 'Orders',
  files,
});

async function submit(prefix: string, files: UploadFilesSpec['files']): Promise<string> {
  const jobId = randomUUID();
  await t.engine.submitFiles(jobId, specOf(prefix, files));
  return jobId;
}

async function report(jobId: string): Promise<FilesReport> {
  const found = await t.engine.filesReport(jobId);
  if (!found) throw new Error('no such job');
  return found;
}

/** Uploads files of the folder, to the end. */
async function run(prefix: string, files: UploadFilesSpec['files']): Promise<FilesReport & { jobId: string }> {
  const jobId = await submit(prefix, files);
  await t.untilEnded(jobId);
  return { jobId, ...(await report(jobId)) };
}

const names = Array.from({ length: 100 }, (_, i) => `many/${i}`);

/** A hundred small files of the folder. */
async function many(prefix: string) {
  for (const name of names) await t.folder.write(name, 1000);
  return filesAt(t.folder, prefix, names);
}

async function expectOneVersionEach(prefix: string) {
  const there = await versions(prefix);
  expect(there.map(({ key }) => key).toSorted()).toEqual(names.map((name) => prefix + name).toSorted());
  for (const { key, etag } of there) expect(etag).toBe(await md5At(t.folder.at(key.slice(prefix.length))));
}

test('each file under its key, with what the server says of it; nothing is asked, and the same id does nothing', async () => {
  const large = await t.folder.write('large', 20 * MIB);
  await t.folder.write('small', 1000);
  await t.folder.write('empty', 0);
  const files = await filesAt(t.folder, 'facts/', ['small', 'empty', 'large']);
  // One that nobody else writes to.
  const spec = specOf('facts/', [
    ...files.slice(1),
    { ...(await fileAt(t.folder, 'facts/', 'small')), identity: null },
  ]);
  const jobId = randomUUID();
  await t.engine.submitFiles(jobId, spec);
  await t.engine.submitFiles(jobId, spec);
  expect(await t.untilEnded(jobId)).toMatchObject({
    kind: 'upload',
    rule: 'Orders',
    name: null,
    prefix: 'facts/',
    state: 'done',
    items: { total: 3, done: 3 },
    bytes: { total: 20 * MIB + 1000, done: 20 * MIB + 1000 },
  });
  const there = await versions('facts/');
  expect(there).toHaveLength(3);
  const done = await report(jobId);
  expect(done).toEqual({
    state: 'done',
    error: null,
    waiting: null,
    files: spec.files.map(({ key }) => {
      const { etag, versionId, size } = there.find((one) => one.key === key) ?? { etag: 'none' };
      return { state: 'done', etag, versionId, size };
    }),
  });
  expect((await readObject(t.client, t.bucket, 'facts/large')).sha256).toBe(large);
  const ofSmall = proxy.seen.filter(({ path }) => !path.includes('/large'));
  expect(ofSmall.map(({ method }) => method)).toEqual(['PUT', 'PUT']);

  const asked = proxy.seen.length;
  await t.restart();
  await t.engine.submitFiles(jobId, spec);
  expect(await report(jobId)).toEqual(done);
  await t.engine.clear();
  expect(await report(jobId)).toEqual(done);
  expect(proxy.seen.length).toBe(asked);

  await t.engine.clear(jobId);
  expect(await t.engine.filesReport(jobId)).toBeNull();
  expect((await t.engine.snapshot()).jobs).toEqual([]);
  expect((await t.engine.history('orders', null)).jobs).toMatchObject([{ id: jobId, rule: 'Orders' }]);
});

test('a job that was cleared before its owner had kept that does not upload again', async () => {
  await t.folder.write('a', 1000);
  const files = [await fileAt(t.folder, 'again/', 'a')];
  const first = await run('again/', files);
  await t.engine.clear(first.jobId);
  await t.engine.submitFiles(first.jobId, specOf('again/', files));
  await expect.poll(async () => (await report(first.jobId)).state).toBe('done');
  expect((await report(first.jobId)).files).toEqual(first.files);
  expect(await versions('again/')).toHaveLength(1);
  // It is on the list for good.
  await t.restart();
  expect((await report(first.jobId)).files).toEqual(first.files);

  const other = await run('again/', [{ ...files[0], wasTried: true } as (typeof files)[0]]);
  expect(other.files).toEqual(first.files);
  expect(await versions('again/')).toHaveLength(1);
});

test('an object of the same bytes from before is no reason not to upload on a first try', async () => {
  await t.folder.write('a', 1000);
  const files = [await fileAt(t.folder, 'twice/', 'a')];
  await run('twice/', files);
  await run('twice/', files);
  expect(await versions('twice/')).toHaveLength(2);
});

test.each([
  ['its answer is lost', 'a', () => proxy.inject({ on: isPut, action: { kind: 'lose-answer' } })],
  [
    'its answer is an error, though it was done',
    'a',
    () => proxy.inject({ on: isPut, action: s3Error(500, 'InternalError', { forwarded: true }) }),
  ],
  [
    'the look fails too',
    'a',
    () => {
      proxy.inject({ on: isHead, action: { kind: 'lose-answer' } });
      return proxy.inject({ on: isPut, action: { kind: 'lose-answer' } });
    },
  ],
  ['it has not arrived', 'a', () => proxy.inject({ on: isPut, action: { kind: 'reset-request', afterBytes: 100 } })],
  [
    'the answer to the last step of a large one is lost',
    'large',
    () => proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } }),
  ],
])('there is one version when %s', async (_, name, inject) => {
  const prefix = `${randomUUID()}/`;
  await t.folder.write(name, name === 'large' ? 20 * MIB : 1000);
  const fired = inject();
  const { state, files } = await run(prefix, [await fileAt(t.folder, prefix, name)]);
  expect(fired()).toBe(1);
  const there = await versions(prefix);
  expect(there).toHaveLength(1);
  const { etag, versionId, size } = there[0] ?? {};
  expect({ state, files }).toEqual({ state: 'done', files: [{ state: 'done', etag, versionId, size }] });
});

test('there is one version each when answers are lost on connections that were kept', async () => {
  const files = await many('kept/');
  await t.restart({ clock: fastClock(20), limits: { filesAtOnce: 2 } });
  const fired = proxy.inject({ on: isPut, skip: 20, times: 3, action: { kind: 'lose-answer' } });
  expect(await run('kept/', files)).toMatchObject({ state: 'done' });
  expect(fired()).toBe(3);
  await expectOneVersionEach('kept/');
});

test('there is one version also where ETags do not tell of bytes: the object is read', async () => {
  await t.folder.write('a', 1000);
  const { secretAccessKey } = t.server.connection;
  proxy.inject({ on: () => true, action: foreignETags(secretAccessKey), times: 100 });
  proxy.inject({ on: isPut, action: { kind: 'lose-answer' } });
  const { state } = await run('opaque/', [await fileAt(t.folder, 'opaque/', 'a')]);
  expect(state).toBe('done');
  expect(methods()).toEqual(['PUT', 'HEAD', 'GET']);
  expect(await versions('opaque/')).toHaveLength(1);
});

test('another object of the same size is not taken for it', async () => {
  await t.folder.write('a', 1000);
  const former = await run('other/', [await fileAt(t.folder, 'other/', 'a')]);
  await t.folder.write('a', 1000);
  const fired = proxy.inject({ on: isPut, action: { kind: 'reset-request', afterBytes: 100 } });
  const { files } = await run('other/', [await fileAt(t.folder, 'other/', 'a')]);
  expect(fired()).toBe(1);
  expect(files[0]).toMatchObject({ state: 'done', etag: await md5At(t.folder.at('a')) });
  expect(files).not.toEqual(former.files);
});

test('keys that may write only: what cannot be looked for goes again', async () => {
  await t.folder.write('a', 1000);
  proxy.inject({ on: isPut, action: { kind: 'lose-answer' } });
  proxy.inject({ on: isHead, action: { kind: 'answer', status: 403 } });
  expect(await run('blind/', [await fileAt(t.folder, 'blind/', 'a')])).toMatchObject({ state: 'done' });
  expect(methods()).toEqual(['PUT', 'HEAD', 'PUT']);
});

test('a file that is not what it was, is gone, or cannot be read fails by itself; the others are uploaded', async () => {
  for (const name of ['good', 'changed', 'gone', 'folder', 'replaced']) await t.folder.write(name, 1000);
  const files = await filesAt(t.folder, 'alone/', ['good', 'changed', 'gone', 'folder', 'replaced']);
  await appendFile(t.folder.at('changed'), 'more');
  for (const name of ['gone', 'folder']) await rm(t.folder.at(name));
  await mkdir(t.folder.at('folder'));
  await t.folder.write('new', 1000);
  await rename(t.folder.at('new'), t.folder.at('replaced'));
  const never = { path: t.folder.at('never'), name: 'never', key: 'alone/never', identity: null };
  const { jobId, state, files: outcomes } = await run('alone/', [...files, never]);
  const failed = (code: string, path: string) => ({ state: 'failed', error: { code, details: { path } } });
  const expected = [
    { state: 'done', size: 1000 },
    failed('source-changed', 'changed'),
    failed('source-deleted', 'gone'),
    failed('source-changed', 'folder'),
    failed('source-changed', 'replaced'),
    failed('source-deleted', 'never'),
  ];
  expect({ state, outcomes }).toMatchObject({ state: 'failed', outcomes: expected });
  expect((await versions('alone/')).map(({ key }) => key)).toEqual(['alone/good']);

  await t.restart({ clock: fastClock(20) });
  expect(await report(jobId)).toMatchObject({ state: 'failed', files: expected });
  // Only what failed is tried again.
  await writeFile(t.folder.at('never'), 'now');
  await t.engine.retry(jobId);
  await t.until(jobId, (job) => job.state === 'failed' && job.items.done === 2);
  expect((await report(jobId)).files.map((file) => file.state)).toEqual([
    'done',
    ...Array.from({ length: 4 }, () => 'failed'),
    'done',
  ]);
  expect(await versions('alone/')).toHaveLength(2);
});

test('a file that may not be read fails by itself', async () => {
  await chmod(t.folder.path, 0o711);
  for (const name of ['good', 'secret']) await t.folder.write(name, 1000);
  const files = await filesAt(t.folder, 'denied/', ['good', 'secret']);
  await chmod(t.folder.at('secret'), 0o000);
  const isRoot = process.geteuid?.() === 0;
  // Root may read all; the system asks for the user of the moment.
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    expect(await run('denied/', files)).toMatchObject({
      state: 'failed',
      files: [{ state: 'done' }, { state: 'failed', error: { code: 'local-denied' } }],
    });
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test.each([
  ['written to', 'source-changed', (path: string) => appendFile(path, 'more')],
  ['deleted', 'source-deleted', (path: string) => rm(path)],
])('a large file that is %s during its upload fails, and nothing of it stays', async (_, code, tamper) => {
  const prefix = `${code}/`;
  await t.folder.write('large', 40 * MIB);
  await t.folder.write('small', 10);
  const fired = proxy.inject({ on: isPart(3), before: () => tamper(t.folder.at('large')) });
  await t.restart({ clock: fastClock(20), limits: { partsPerFile: 1 } });
  const { files } = await run(prefix, await filesAt(t.folder, prefix, ['large', 'small']));
  expect(fired()).toBe(1);
  expect(files).toMatchObject([{ state: 'failed', error: { code } }, { state: 'done' }]);
  expect(proxy.seen.filter(isComplete)).toEqual([]);
  expect((await versions(prefix)).map(({ key }) => key)).toEqual([`${prefix}small`]);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a small file that changes when it has been read has arrived as it was', async () => {
  await t.folder.write('small', 1000);
  const etag = await md5At(t.folder.at('small'));
  const fired = proxy.inject({ on: isPut, before: () => appendFile(t.folder.at('small'), 'more') });
  const { files } = await run('read/', [await fileAt(t.folder, 'read/', 'small')]);
  expect(fired()).toBe(1);
  expect(files).toMatchObject([{ state: 'done', etag, size: 1000 }]);
  expect(await versions('read/')).toHaveLength(1);
});

test('the server is away, and refuses the keys, in the middle: waited for, and each file is there once', async () => {
  const files = await many('away/');
  let secret = t.server.connection.secretAccessKey;
  const connectionOf = async () => ({ ...t.server.connection, endpoint: proxy.url, secretAccessKey: secret });
  await t.restart({ connectionOf, clock: fastClock(20) });
  proxy.setBandwidth({ up: 100_000 });
  const jobId = await submit('away/', files);
  await t.until(jobId, (job) => job.items.done > 5);
  await proxy.offline();
  await t.until(jobId, (job) => job.waiting?.reason === 'offline');
  expect(await report(jobId)).toMatchObject({ state: 'waiting', waiting: { reason: 'offline' } });

  await t.engine.pause(jobId);
  secret = 'revoked';
  await t.engine.connectionChanged(t.server.connection.id);
  await proxy.online();
  await t.engine.resume(jobId);
  await t.until(jobId, (job) => job.waiting?.reason === 'credentials');
  expect(await report(jobId)).toMatchObject({ state: 'waiting', waiting: { reason: 'credentials' } });
  secret = t.server.connection.secretAccessKey;
  await t.engine.connectionChanged(t.server.connection.id);
  expect(await t.until(jobId, (job) => job.state === 'done')).toMatchObject({ items: { done: 100 }, problems: [] });
  await expectOneVersionEach('away/');
});

test('paused, closed and gone on with though all are to be asked for, it uploads each file once', async () => {
  const files = await many('rest/');
  proxy.setBandwidth({ up: 100_000 });
  const jobId = await submit('rest/', files);
  await t.until(jobId, (job) => job.items.done > 5);
  await t.engine.pause(jobId);
  expect(await report(jobId)).toMatchObject({ state: 'paused' });
  await t.engine.resume(jobId);
  await t.until(jobId, (job) => job.items.done > 50);
  await t.restart({ clock: fastClock(20), interrupted: 'ask' });
  await t.until(jobId, (job) => job.state === 'done');
  await expectOneVersionEach('rest/');
});

test('cancelled, what is open stays open, and what is done is told; also after a restart', async () => {
  await t.folder.write('small', 1000);
  await t.folder.write('large', 40 * MIB);
  proxy.setBandwidth({ up: 8 * MIB });
  const jobId = await submit('cancel/', await filesAt(t.folder, 'cancel/', ['small', 'large']));
  await t.until(jobId, (job) => job.items.done === 1 && job.bytes.done > MIB);
  await t.engine.connectionRemoved(t.server.connection.id);
  const expected = { state: 'cancelled', error: null, files: [{ state: 'done' }, { state: 'open' }] };
  expect(await report(jobId)).toMatchObject(expected);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  await t.restart();
  expect(await report(jobId)).toMatchObject(expected);
});

test('a report of 500 files costs next to nothing', async () => {
  const open = Array.from({ length: 500 }, (_, i) => ({
    path: t.folder.at(`never-${i}`),
    name: `never-${i}`,
    key: `never/${i}`,
    identity: null,
  }));
  const { jobId } = await run('never/', open);
  const begun = performance.now();
  for (let asked = 0; asked < 100; asked += 1) expect((await report(jobId)).files).toHaveLength(500);
  expect(performance.now() - begun).toBeLessThan(1000);
});
