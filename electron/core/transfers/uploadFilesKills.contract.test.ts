import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { type BuiltWorker, buildWorker } from '../testing/buildWorker.ts';
import { type ContractBucket, createContractBucket, setVersioning } from '../testing/contractServer.ts';
import { createJobWatch, type JobWatch } from '../testing/engineHarness.ts';
import { filesAt, md5At, versionsBelow } from '../testing/filesFixture.ts';
import { createTestFolder, type TestFolder } from '../testing/localFiles.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { independentClient, unfinishedUploads } from '../testing/readBack.ts';
import { isComplete, isPut } from '../testing/uploadFixture.ts';
import type { Engine, UploadFilesSpec } from './engine.ts';
import { startEngineWorker } from './host.ts';

const MIB = 1024 * 1024;
/** STAVE_WATCH_FILES=10000 for a long run. */
const SMALL_FILES = Number(process.env.STAVE_WATCH_FILES ?? 300);
const BATCH = 500;
/** What of the files has been sent by then. */
const KILLS_AT = [0.2, 0.5, 0.9];

let built: BuiltWorker;
let server: ContractBucket;
let client: ReturnType<typeof independentClient>;
let folder: TestFolder;
let proxy: FaultProxy;
let watch: JobWatch;
let log: ReturnType<typeof createMemoryLogger>;
let engine: Engine;

beforeAll(async () => {
  built = await buildWorker(new URL('../testing/mortalWorker.ts', import.meta.url));
  server = await createContractBucket();
  await setVersioning(server, 'Enabled');
  client = independentClient(server.connection);
});
afterAll(async () => {
  client.destroy();
  await server.remove();
  await built.remove();
});
beforeEach(async () => {
  folder = await createTestFolder();
  proxy = await startFaultProxy(server.connection.endpoint);
  watch = createJobWatch();
  log = createMemoryLogger();
  engine = startEngineWorker({
    workerPath: built.path,
    start: () => ({
      journalFile: folder.at('journal/transfers.db'),
      settings: { bandwidth: null },
      interrupted: 'resume' as const,
    }),
    connectionOf: async () => ({ ...server.connection, endpoint: proxy.url }),
    events: watch.events,
    logger: log,
  });
});
afterEach(async () => {
  await engine.close();
  await proxy.close();
  await folder.remove();
});

const deaths = () => log.lines.filter((line) => line.includes('the transfer thread ended')).length;

/** Ends the thread as a kill does; resolves when it is gone. */
async function kill() {
  const before = deaths();
  const channel = new BroadcastChannel('stave-test-end');
  channel.postMessage('now');
  await expect.poll(deaths, { interval: 5 }).toBe(before + 1);
  channel.close();
}

const specOf = (prefix: string, files: UploadFilesSpec['files']): UploadFilesSpec => ({
  kind: 'upload-files',
  connectionId: server.connection.id,
  bucket: server.bucket,
  prefix,
  title: 'Orders',
  files,
});

/** Submits, again and again as one does who does not know whether it was taken in, until all has ended. */
async function untilDone(jobId: string, spec: UploadFilesSpec) {
  const ask = async () => {
    await engine.submitFiles(jobId, spec);
    return (await engine.filesReport(jobId))?.state;
  };
  await expect.poll(() => ask().catch(() => 'dying'), { timeout: 120_000, interval: 100 }).toBe('done');
  return (await engine.filesReport(jobId))?.files ?? [];
}

test('killed again and again in the middle of many small files, it uploads each exactly once', {
  timeout: 900_000,
}, async () => {
  const names = Array.from({ length: SMALL_FILES }, (_, i) => `in/${i}.csv`);
  for (const [i, name] of names.entries()) await folder.write(name, 1 + (i % 4000));
  const files = await filesAt(folder, 'many/', names);
  let puts = 0;
  for (const at of KILLS_AT) {
    // The server has it, and nobody has heard of it: nor of those that are on their way beside it.
    const isNext = () => puts >= at * SMALL_FILES;
    proxy.inject({ on: (request) => isPut(request) && isNext(), after: kill, action: { kind: 'lose-answer' } });
  }
  proxy.inject({
    on: (request) => {
      puts += isPut(request) ? 1 : 0;
      return false;
    },
  });
  for (let from = 0; from < files.length; from += BATCH) {
    const spec = specOf('many/', files.slice(from, from + BATCH));
    const outcomes = await untilDone(`batch-${from}`, spec);
    const there = new Map<string, string[]>();
    for (const { key, versionId } of await versionsBelow(client, server.bucket, 'many/in/')) {
      there.set(key, [...(there.get(key) ?? []), versionId]);
    }
    for (const [i, { key, path }] of spec.files.entries()) {
      const etag = await md5At(path);
      expect(outcomes[i]).toMatchObject({ state: 'done', etag });
      expect(there.get(key)).toHaveLength(1);
    }
    await engine.clear(`batch-${from}`);
  }
  expect(deaths()).toBe(KILLS_AT.length);
});

test('killed when a large file was complete and nobody had heard of it, it is there once', async () => {
  await folder.write('large', 20 * MIB);
  const spec = specOf('large/', await filesAt(folder, 'large/', ['large']));
  proxy.inject({ on: isComplete, after: kill, action: { kind: 'lose-answer' } });
  const [outcome] = await untilDone('job', spec);
  expect(deaths()).toBe(1);
  const there = await versionsBelow(client, server.bucket, 'large/');
  expect(there).toHaveLength(1);
  const { etag, versionId, size } = there[0] ?? {};
  expect(outcome).toEqual({ state: 'done', etag, versionId, size });
  expect(await unfinishedUploads(client, server.bucket)).toEqual([]);
});
