import { lstat } from 'node:fs/promises';
import { HeadObjectCommand, ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { Arrival } from '../transfers/journal/records.ts';
import { uploadFile } from '../transfers/upload.ts';
import { type ContractBucket, createContractBucket } from './contractServer.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { independentClient } from './readBack.ts';
import { type KeptItem, type MemoryItemJournal, memoryItemJournal, type TestPorts, testPorts } from './workPorts.ts';

/** One run of an upload: `done` settles as uploadFile does. */
export type UploadRun = {
  ports: TestPorts;
  journal: MemoryItemJournal;
  /** How often it was told that only the end is left. */
  settled(): number;
  done: Promise<Arrival>;
};

type PortOptions = Parameters<typeof testPorts>[1];

/** What the contract tests of uploads work with; filled before each test. */
export type UploadFixture = {
  server: ContractBucket;
  bucket: string;
  /** Shares nothing with the program but the server. */
  client: ReturnType<typeof independentClient>;
  folder: TestFolder;
  /** All runs go by way of it. Faults that never happened fail the test. */
  proxy: FaultProxy;
  /** Uploads a file of the folder under its name, going on from what an earlier run has kept. */
  start(name: string, options?: PortOptions, kept?: KeptItem): Promise<UploadRun>;
  /** The same, to its end. */
  run(name: string, options?: PortOptions, kept?: KeptItem): Promise<UploadRun>;
  /** The ids of the unfinished uploads of a key. */
  uploadsOf(key: string): Promise<string[]>;
  partsOf(key: string, uploadId: string): Promise<{ number: number; size: number }[]>;
  /** Whether there is an object of that key. */
  exists(key: string): Promise<boolean>;
};

/** Requests for a part, of that number or any. */
export const isPart = (number?: number) => (request: SeenRequest) =>
  request.method === 'PUT' && request.path.includes(`partNumber=${number === undefined ? '' : `${number}&`}`);
export const isCreate = ({ method, path }: SeenRequest) => method === 'POST' && /\?uploads(=|&|$)/.test(path);
export const isComplete = ({ method, path }: SeenRequest) => method === 'POST' && path.includes('uploadId=');
export const isAbort = ({ method, path }: SeenRequest) => method === 'DELETE' && path.includes('uploadId=');
export const isListParts = ({ method, path }: SeenRequest) => method === 'GET' && path.includes('uploadId=');
export const isListUploads = ({ method, path }: SeenRequest) => method === 'GET' && /\?(.*&)?uploads(=|&|$)/.test(path);
export const isPut = ({ method, path }: SeenRequest) => method === 'PUT' && !path.includes('partNumber=');

/** The numbers of the parts that were sent, in order. */
export function partNumbers(seen: readonly SeenRequest[]): number[] {
  const numbers = seen.filter(isPart()).map(({ path }) => Number(/partNumber=(\d+)/.exec(path)?.[1]));
  return numbers.toSorted((a, b) => a - b);
}

/** One bucket for the test file; a folder and a proxy for each test. */
export function uploadFixture(): UploadFixture {
  // Filled by the hooks below, before any test sees it.
  const t = {} as UploadFixture;
  let opened: TestPorts[] = [];

  t.start = async (name, options, kept) => {
    const path = t.folder.at(name);
    const { size, mtime } = await lstat(path);
    const item = { path, name, key: name, size, modified: mtime.toISOString() };
    const connection = { ...t.server.connection, endpoint: t.proxy.url };
    const ports = testPorts({ connection, bucket: t.bucket }, options);
    opened.push(ports);
    const journal = memoryItemJournal(kept);
    let settled = 0;
    ports.meter.grow(size);
    const done = uploadFile(item, journal, ports, () => {
      settled += 1;
    });
    // Tests look at it when they have done something else.
    done.catch(() => {});
    return { ports, journal, settled: () => settled, done };
  };
  t.run = async (name, options, kept) => {
    const run = await t.start(name, options, kept);
    await run.done;
    return run;
  };
  t.uploadsOf = async (key) => {
    const { Uploads: uploads } = await t.client.send(
      new ListMultipartUploadsCommand({ Bucket: t.bucket, Prefix: key }),
    );
    return (uploads ?? []).filter((upload) => upload.Key === key).map((upload) => upload.UploadId ?? '');
  };
  t.partsOf = async (key, uploadId) => {
    const answer = await t.client.send(new ListPartsCommand({ Bucket: t.bucket, Key: key, UploadId: uploadId }));
    return (answer.Parts ?? []).map(({ PartNumber: number = 0, Size: size = 0 }) => ({ number, size }));
  };
  t.exists = async (key) => {
    try {
      await t.client.send(new HeadObjectCommand({ Bucket: t.bucket, Key: key }));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFound') return false;
      throw error;
    }
  };

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
