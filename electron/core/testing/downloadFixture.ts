import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import {
  type DownloadPorts,
  downloadFile,
  type FileItem,
  type Learned,
  nothingLearned,
} from '../transfers/download.ts';
import { openFolder } from '../transfers/localFolder.ts';
import { type ContractBucket, createContractBucket } from './contractServer.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { independentClient } from './readBack.ts';
import { type KeptItem, type MemoryItemJournal, memoryItemJournal, type TestPorts, testPorts } from './workPorts.ts';

const MIB = 1024 * 1024;

/** One run of a download: `done` settles as downloadFile does. */
export type DownloadRun = {
  ports: TestPorts & DownloadPorts;
  journal: MemoryItemJournal;
  done: Promise<void>;
  /** The code it fails with. */
  failure(): Promise<unknown>;
};

type PortOptions = Parameters<typeof testPorts>[1];
type RunOptions = { ports?: PortOptions; kept?: KeptItem; replace?: boolean; folder?: string; learned?: Learned };

/** What the contract tests of downloads work with; filled before each test. */
export type DownloadFixture = {
  server: ContractBucket;
  bucket: string;
  /** Shares nothing with the program but the server. */
  client: ReturnType<typeof independentClient>;
  /** Files come into its folder `down`. */
  folder: TestFolder;
  /** All runs go by way of it. Faults that never happened fail the test. */
  proxy: FaultProxy;
  /** Stores an object of random bytes, and answers with its SHA-256 (hex); in parts of so many bytes, when they are given. */
  put(key: string, size: number, parts?: readonly number[]): Promise<string>;
  /** The item that a plan makes of an object. */
  itemOf(key: string): Promise<FileItem>;
  start(item: FileItem, options?: RunOptions): Promise<DownloadRun>;
  /** Downloads an object to its end, under its key as its name. */
  run(key: string, options?: RunOptions): Promise<DownloadRun>;
  /** The SHA-256 (hex) of a file that was downloaded. */
  sha256(local: string): Promise<string>;
  /** What is in the folder `down`. */
  files(): Promise<string[]>;
};

export const isGet = ({ method, path }: SeenRequest) => method === 'GET' && path.includes('x-id=GetObject');
export const isHead = ({ method }: SeenRequest) => method === 'HEAD';
/** The first byte that a request asks for; null for no range. */
export const startOf = ({ headers }: SeenRequest) => {
  const match = /^bytes=(\d+)-/.exec(headers.range ?? '');
  return match ? Number(match[1]) : null;
};
export const isGetFrom = (start: number) => (request: SeenRequest) => isGet(request) && startOf(request) === start;

/** One bucket for the test file; a folder and a proxy for each test. */
export function downloadFixture(): DownloadFixture {
  // Filled by the hooks below, before any test sees it.
  const t = {} as DownloadFixture;
  let opened: TestPorts[] = [];

  async function putParts(key: string, body: Buffer, sizes: readonly number[]) {
    const place = { Bucket: t.bucket, Key: key };
    const { UploadId } = await t.client.send(new CreateMultipartUploadCommand(place));
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let offset = 0;
    for (const [i, size] of sizes.entries()) {
      const bytes = body.subarray(offset, offset + size);
      const part = { ...place, UploadId, PartNumber: i + 1, Body: bytes };
      const { ETag } = await t.client.send(new UploadPartCommand(part));
      parts.push({ PartNumber: i + 1, ETag });
      offset += size;
    }
    await t.client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }));
  }

  t.put = async (key, size, parts) => {
    const body = randomBytes(size);
    if (parts) await putParts(key, body, parts);
    else await t.client.send(new PutObjectCommand({ Bucket: t.bucket, Key: key, Body: body }));
    return createHash('sha256').update(body).digest('hex');
  };
  t.itemOf = async (key) => {
    const head = await t.client.send(new HeadObjectCommand({ Bucket: t.bucket, Key: key }));
    const { ContentLength: size = 0, LastModified: modified = new Date(0), ETag: etag } = head;
    return {
      kind: 'file',
      name: key,
      key,
      size,
      modified: modified.toISOString(),
      etag: etag?.replaceAll('"', ''),
      local: key,
    };
  };
  t.start = async (
    item,
    { ports: options, kept, replace = false, folder = t.folder.at('down'), learned = nothingLearned() } = {},
  ) => {
    const connection = { ...t.server.connection, endpoint: t.proxy.url };
    const work = testPorts({ connection, bucket: t.bucket }, options);
    const ports = { ...work, root: await openFolder(folder), learned };
    opened.push(ports);
    const journal = memoryItemJournal(kept);
    ports.meter.begin(0, item.size);
    const done = downloadFile(item, replace, journal, ports, () => {});
    // Tests look at it when they have done something else.
    done.catch(() => {});
    const failure = () =>
      done.then(
        () => null,
        (error: { data?: { code: unknown } }) => error.data?.code ?? error,
      );
    return { ports, journal, done, failure };
  };
  t.run = async (key, options) => {
    const run = await t.start(await t.itemOf(key), options);
    await run.done;
    return run;
  };
  t.sha256 = async (local) =>
    createHash('sha256')
      .update(await readFile(t.folder.at(`down/${local}`)))
      .digest('hex');
  t.files = async () =>
    (await t.folder.tree()).filter((path) => path.startsWith('down/') && path !== 'down/').map((path) => path.slice(5));

  beforeAll(async () => {
    t.server = await createContractBucket();
    t.bucket = t.server.bucket;
    t.client = independentClient(t.server.connection);
  });
  afterAll(async () => {
    t.client.destroy();
    await t.server.remove();
  });
  beforeEach(async () => {
    t.folder = await createTestFolder();
    await mkdir(t.folder.at('down'));
    t.proxy = await startFaultProxy(t.server.connection.endpoint);
    opened = [];
  });
  afterEach(async () => {
    for (const ports of opened) ports.close();
    try {
      t.proxy.assertAllFired();
    } finally {
      await t.proxy.close();
      await t.folder.remove();
    }
  });
  return t;
}

/** The file is whole under its name, and nothing else is left of its download. */
export async function expectWhole(t: DownloadFixture, run: DownloadRun, local: string, sha256: string): Promise<void> {
  expect(await t.sha256(local)).toBe(sha256);
  expect(await t.files()).toEqual([local]);
  expect(run.journal.kept().download).toBeNull();
  expect(run.ports.left).toEqual([]);
  expect(run.ports.meter.done()).toBe(run.ports.meter.total());
}

/** Sizes that come in three ranges, of 8 MiB but for the last. */
export const RANGED = 20 * MIB;
