import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { type BuiltWorker, buildWorker } from '../testing/buildWorker.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { createJobWatch, type JobWatch } from '../testing/engineHarness.ts';
import { createTestFolder, type TestFolder } from '../testing/localFiles.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { independentClient, listKeys, readObject, unfinishedUploads } from '../testing/readBack.ts';
import type { Engine } from './engine.ts';
import { startEngineWorker } from './host.ts';

const MIB = 1024 * 1024;

let built: BuiltWorker;
let server: ContractBucket;
let client: ReturnType<typeof independentClient>;
let folder: TestFolder;
let watch: JobWatch;
let log: ReturnType<typeof createMemoryLogger>;
let engine: Engine;

beforeAll(async () => {
  built = await buildWorker(new URL('../testing/mortalWorker.ts', import.meta.url));
  server = await createContractBucket();
  client = independentClient(server.connection);
});
afterAll(async () => {
  client.destroy();
  await server.remove();
  await built.remove();
});
beforeEach(async () => {
  folder = await createTestFolder();
  watch = createJobWatch();
  log = createMemoryLogger();
  engine = start();
});
afterEach(async () => {
  await engine.close();
  await folder.remove();
});

const start = () =>
  startEngineWorker({
    workerPath: built.path,
    start: () => ({
      journalFile: folder.at('journal/transfers.db'),
      settings: { bandwidth: null },
      interrupted: 'resume' as const,
    }),
    connectionOf: async () => server.connection,
    events: watch.events,
    logger: log,
  });

const submitUpload = async (prefix: string, name: string) => {
  const place = { connectionId: server.connection.id, bucket: server.bucket, conflicts: 'overwrite' } as const;
  return (await engine.submit({ kind: 'upload', ...place, prefix, paths: [folder.at(name)] })).jobId;
};

test('an upload on the thread: events, snapshot, clear', async () => {
  const sha256 = await folder.write('large', 40 * MIB);
  const jobId = await submitUpload('up/', 'large');
  expect(await watch.untilEnded(jobId)).toMatchObject({ state: 'done', bytes: { done: 40 * MIB } });
  expect((await readObject(client, server.bucket, 'up/large')).sha256).toBe(sha256);
  const numbers = watch.changes.map(({ change }) => change.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(await engine.snapshot()).toEqual({ seq: numbers.length, jobs: [watch.job(jobId)] });
  expect(watch.places.at(-1)).toEqual({ connectionId: 'contract', bucket: server.bucket, prefix: 'up/' });
  expect(await engine.downloadedPath(jobId)).toBeNull();
  await engine.clear(jobId);
  await expect.poll(async () => (await engine.snapshot()).jobs).toEqual([]);
  expect(log.lines).toEqual([]);
});

test('a cancel on the thread leaves nothing on the server', async () => {
  await folder.write('large', 128 * MIB);
  const jobId = await submitUpload('cancelled/', 'large');
  await watch.until(jobId, (job) => job.bytes.done > 10 * MIB);
  await engine.cancel(jobId);
  expect(await watch.untilEnded(jobId)).toMatchObject({ state: 'cancelled' });
  expect(await listKeys(client, server.bucket, 'cancelled/')).toEqual([]);
  expect(await unfinishedUploads(client, server.bucket)).toEqual([]);
});

test('an error of the engine comes back as what it is', async () => {
  await expect(engine.cancel('no such job')).rejects.toMatchObject({ data: { code: 'invalid-request' } });
});

/** Ends the thread in the middle of its work. */
async function endThread() {
  const channel = new BroadcastChannel('stave-test-end');
  const asked = engine.history('', null);
  channel.postMessage('now');
  await asked.catch(() => {});
  channel.close();
}

test('a thread that dies shows its jobs as failed; the next one has them paused, and they go on when they are told', async () => {
  const sha256 = await folder.write('large', 128 * MIB);
  await folder.write('small', 1000);
  const dying = await submitUpload('dies/', 'large');
  await watch.until(dying, (job) => job.bytes.done > 20 * MIB);
  await endThread();
  const failed = await watch.until(dying, (one) => one.state === 'failed');
  expect(failed).toMatchObject({ error: { code: 'internal' }, speed: null, question: null });
  expect(log.lines).toContain('error the transfer thread ended {"code":3}');

  const next = await submitUpload('lives/', 'small');
  expect(await watch.untilEnded(next)).toMatchObject({ state: 'done' });
  const paused = await watch.until(dying, (one) => one.state === 'paused');
  expect(paused).toMatchObject({ interrupted: true, error: null });
  await engine.resume(dying);
  expect(await watch.until(dying, (one) => one.state === 'done')).toMatchObject({ bytes: { done: 128 * MIB } });
  expect((await readObject(client, server.bucket, 'dies/large')).sha256).toBe(sha256);
  const numbers = watch.changes.map(({ change }) => change.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  await engine.clear();
  await expect.poll(async () => (await engine.snapshot()).jobs).toEqual([]);
  expect(await unfinishedUploads(client, server.bucket)).toEqual([]);
});

test('closing lets the work rest, the next engine goes on with it; commands in between are refused', async () => {
  const sha256 = await folder.write('large', 128 * MIB);
  const jobId = await submitUpload('closed/', 'large');
  await watch.until(jobId, (job) => job.bytes.done > 20 * MIB);
  await engine.close();
  expect(await listKeys(client, server.bucket, 'closed/')).toEqual([]);
  expect(await unfinishedUploads(client, server.bucket)).toEqual(['closed/large']);
  await expect(submitUpload('closed/', 'large')).rejects.toMatchObject({ data: { code: 'cancelled' } });

  engine = start();
  expect(await watch.until(jobId, (job) => job.state === 'done')).toMatchObject({ bytes: { done: 128 * MIB } });
  expect((await readObject(client, server.bucket, 'closed/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(client, server.bucket)).toEqual([]);
});

test('a second engine on the same journal is refused, and the first goes on', async () => {
  await folder.write('small', 1000);
  await engine.history('', null);
  const second = start();
  await expect(second.history('', null)).rejects.toMatchObject({ data: { code: 'journal-locked' } });
  // Saving a connection does not fail because of it.
  await second.connectionChanged(server.connection.id);
  await second.close();
  expect(await watch.untilEnded(await submitUpload('first/', 'small'))).toMatchObject({ state: 'done' });
});

test('keys that the main thread cannot give are waited for', async () => {
  await folder.write('small', 1000);
  await engine.close();
  let known = false;
  engine = startEngineWorker({
    workerPath: built.path,
    start: () => ({
      journalFile: folder.at('journal/transfers.db'),
      settings: { bandwidth: null },
      interrupted: 'resume',
    }),
    async connectionOf() {
      if (!known) throw appError('secret-missing', 'the secret key must be typed');
      return server.connection;
    },
    events: watch.events,
    logger: log,
  });
  const jobId = await submitUpload('keys/', 'small');
  const waiting = await watch.until(jobId, (job) => job.state === 'waiting');
  expect(waiting.waiting).toMatchObject({ reason: 'credentials', until: null });
  known = true;
  await engine.connectionChanged(server.connection.id);
  expect(await watch.untilEnded(jobId)).toMatchObject({ state: 'done' });
});
