import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
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
  engine = startEngineWorker({
    workerPath: built.path,
    events: watch.events,
    logger: log,
  });
});
afterEach(async () => {
  await engine.close();
  await folder.remove();
});

const submitUpload = async (prefix: string, name: string) => {
  const { connection, bucket } = server;
  return (await engine.submit({ kind: 'upload', connection, bucket, prefix, paths: [folder.at(name)] })).jobId;
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

test('a thread that dies fails its jobs visibly, and the next job starts a new one', async () => {
  await folder.write('large', 128 * MIB);
  const sha256 = await folder.write('small', 1000);
  const done = await submitUpload('dies/', 'small');
  await watch.untilEnded(done);
  const dying = await submitUpload('dies/', 'large');
  await watch.until(dying, (job) => job.bytes.done > 0);
  const cancelling = engine.downloadedPath(dying);
  const channel = new BroadcastChannel('stave-test-end');
  channel.postMessage('now');
  await cancelling.catch(() => {});
  const job = await watch.until(dying, (one) => one.state === 'failed');
  channel.close();
  expect(job).toMatchObject({ error: { code: 'internal' }, speed: null, question: null });
  expect(job.endedAt).not.toBeNull();
  expect(watch.job(done)?.state).toBe('done');
  expect(log.lines).toContain('error the transfer thread ended {"code":3}');
  // Whoever asks about the lost jobs gets an answer.
  await engine.cancel(dying);
  expect(await engine.downloadedPath(dying)).toBeNull();

  const next = await submitUpload('lives/', 'small');
  expect(await watch.untilEnded(next)).toMatchObject({ state: 'done' });
  expect((await readObject(client, server.bucket, 'lives/small')).sha256).toBe(sha256);
  const numbers = watch.changes.map(({ change }) => change.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect((await engine.snapshot()).jobs.map((one) => one.id)).toEqual([done, dying, next]);
  await engine.clear();
  await expect.poll(async () => (await engine.snapshot()).jobs).toEqual([]);
});

test('closing waits for the clean-up, and commands afterwards are refused', async () => {
  await folder.write('large', 128 * MIB);
  const jobId = await submitUpload('closed/', 'large');
  await watch.until(jobId, (job) => job.bytes.done > 0);
  await engine.close();
  expect(watch.job(jobId)?.state).toBe('cancelled');
  expect(await listKeys(client, server.bucket, 'closed/')).toEqual([]);
  expect(await unfinishedUploads(client, server.bucket)).not.toContain('closed/large');
  await expect(submitUpload('closed/', 'large')).rejects.toMatchObject({ data: { code: 'cancelled' } });
});
