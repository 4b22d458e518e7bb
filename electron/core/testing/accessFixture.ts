import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  type DeleteMarkerEntry,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { ProbeAction, ProbeWho, Trial } from '../../../shared/contract/access.ts';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';
import { createAccessHandlers } from '../access/handlers.ts';
import type { BucketSettings } from '../buckets/settings/bucketSettings.ts';
import { createBucketSettings } from '../buckets/settings/createBucketSettings.ts';
import { type Clients, createClients } from '../s3/client.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { createStorePool, type StorePool } from '../s3/storePool.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { newBucketName, removeBucket, testConnection } from './contractServer.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { createMemoryLogger } from './memoryLogger.ts';

export type AccessFixture = {
  proxy: FaultProxy;
  clients: Clients;
  logger: ReturnType<typeof createMemoryLogger>;
  /** A fresh bucket with the objects `folder/file` and `file` in it; all are removed in the end. */
  newBucket(options?: { versioning?: 'Enabled' | 'Suspended'; locks?: boolean }): Promise<string>;
  putPolicy(bucket: string, policy: PolicyDocument | null): Promise<void>;
  /** What is in the bucket, all versions and markers, in a form that can be compared. */
  contents(bucket: string): Promise<string[]>;
  /** Tries access by way of the proxy. */
  tryAccess(bucket: string, key: string, writes: boolean, signal?: AbortSignal): Promise<Trial>;
  handlers: ReturnType<typeof createAccessHandlers>;
  settings: BucketSettings;
};

/** The answers of a trial, as `{ anonymous: { read: 'allowed', ... }, ... }`. */
export function answersOf({ probes }: Trial) {
  const of = (who: ProbeWho) =>
    Object.fromEntries(probes.filter((probe) => probe.who === who).map(({ action, answer }) => [action, answer]));
  return { anonymous: of('anonymous'), connection: of('connection') };
}

/** All four answers alike, but for some. */
export function all(answer: string, but: Partial<Record<ProbeAction, string>> = {}) {
  return { read: answer, write: answer, delete: answer, list: answer, ...but };
}

/** Buckets of all kinds and the handlers of access behind a proxy, for one test file. */
export function accessFixture(): AccessFixture {
  const made: string[] = [];
  let stores: StorePool;
  let folder: TestFolder;
  // The rest is there before the first test.
  const t = { logger: createMemoryLogger() } as AccessFixture;

  t.newBucket = async ({ versioning, locks } = {}) => {
    const Bucket = newBucketName();
    await t.clients.quick.send(
      new CreateBucketCommand({ Bucket, ...(locks ? { ObjectLockEnabledForBucket: true } : {}) }),
    );
    made.push(Bucket);
    const setVersioning = (Status: 'Enabled' | 'Suspended') =>
      t.clients.quick.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    if (versioning) await setVersioning('Enabled');
    for (const Key of ['folder/file', 'file']) {
      await t.clients.quick.send(new PutObjectCommand({ Bucket, Key, Body: 'there' }));
    }
    if (versioning) await t.clients.quick.send(new DeleteObjectCommand({ Bucket, Key: 'folder/deleted' }));
    if (versioning === 'Suspended') await setVersioning('Suspended');
    return Bucket;
  };
  t.putPolicy = async (Bucket, policy) => {
    const { quick } = t.clients;
    if (policy === null) await quick.send(new DeleteBucketPolicyCommand({ Bucket }));
    else await quick.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
  };
  t.contents = async (Bucket) => {
    const { Versions = [], DeleteMarkers = [] } = await t.clients.quick.send(new ListObjectVersionsCommand({ Bucket }));
    const line = (kind: string) => (entry: DeleteMarkerEntry) =>
      `${entry.Key} ${kind} ${entry.VersionId} ${entry.IsLatest}`;
    return [...Versions.map(line('version')), ...DeleteMarkers.map(line('marker'))].sort();
  };
  t.tryAccess = (bucket, key, writes, signal = new AbortController().signal) =>
    t.handlers['access.try']({ connectionId: 'contract', bucket, key, writes }, { signal });

  beforeAll(async () => {
    const direct = testConnection();
    t.proxy = await startFaultProxy(direct.endpoint);
    t.clients = createClients(direct, 'browse');
    folder = await createTestFolder();
    const connectionOf = async () => ({ ...direct, endpoint: t.proxy.url });
    stores = createStorePool({ connectionOf });
    const { logger } = t;
    t.settings = createBucketSettings({ profile: folder.path, stores, connectionOf, clock: systemClock, logger });
    t.handlers = createAccessHandlers({ settings: t.settings, connectionOf, logger });
  });
  afterEach(() => t.proxy.reset());
  afterAll(async () => {
    const store = createObjectStore(testConnection(), 'browse');
    for (const bucket of made) {
      await t.putPolicy(bucket, null);
      await removeBucket(store, bucket);
    }
    store.close();
    stores.close();
    t.clients.close();
    await t.proxy.close();
    await folder.remove();
  });
  return t;
}
