import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { SettingDocument } from '../../../shared/settings/documents.ts';
import type { BucketSettings } from '../buckets/settings/bucketSettings.ts';
import { createBucketSettings } from '../buckets/settings/createBucketSettings.ts';
import type { Clock } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createStorePool } from '../s3/storePool.ts';
import { isMinio, newBucketName, removeBucket, testConnection } from './contractServer.ts';
import { fastClock } from './fastClock.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** The settings of buckets of the test server behind a proxy that counts, and a client that goes round both. */
export type SettingsFixture = {
  proxy: FaultProxy;
  /** Has nothing to do with Stave: what it reads is what the server has. */
  direct: S3Client;
  settings: BucketSettings;
  /** Another run of the program on the same profile. */
  restart(): BucketSettings;
  store(): Promise<ObjectStore>;
  /** Requests other than GET and HEAD that came to the server. */
  changes(): string[];
  newBucket(withLock?: boolean): Promise<string>;
  /** A notification that the server takes. */
  notified(id: string): Promise<SettingDocument<'notifications'>>;
  close(): Promise<void>;
};

/** The connection's id in all calls. */
export const CONNECTION = 'contract';

/** Ceph RGW notifies topics, which are made by a call of their own (https://docs.ceph.com/en/pacific/radosgw/notifications). */
async function createTopic(direct: S3Client, name: string): Promise<void> {
  const command = new ListBucketsCommand();
  const body = `Action=CreateTopic&Name=${name}`;
  command.middlewareStack.add(
    (next) => (args) => {
      const request = Object(args.request);
      const headers = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' };
      return next({
        ...args,
        request: Object.assign(request, { method: 'POST', path: '/', query: {}, headers, body }),
      });
    },
    { step: 'build', priority: 'low' },
  );
  await direct.send(command);
}

export async function createSettingsFixture(
  options: { provider?: string; clock?: Clock } = {},
): Promise<SettingsFixture> {
  const { provider = 'custom', clock = fastClock(20) } = options;
  const server = testConnection();
  const proxy = await startFaultProxy(server.endpoint);
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const credentials = { accessKeyId, secretAccessKey };
  const direct = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
  const profile = await mkdtemp(join(tmpdir(), 'stave-settings-'));
  const connection: S3Connection = { ...server, id: CONNECTION, provider, endpoint: proxy.url };
  const connectionOf = async () => connection;
  const stores = createStorePool({ connectionOf });
  const start = () => createBucketSettings({ profile, stores, connectionOf, clock, logger: createMemoryLogger() });
  const buckets: string[] = [];

  return {
    proxy,
    direct,
    settings: start(),
    restart: start,
    store: () => stores.storeOf(CONNECTION),
    changes: () => proxy.seen.filter(({ method }) => !['GET', 'HEAD'].includes(method)).map(({ method }) => method),
    async newBucket(withLock = false) {
      const bucket = newBucketName();
      await direct.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: withLock }));
      buckets.push(bucket);
      return bucket;
    },
    async notified(id) {
      const common = {
        Id: id,
        Events: ['s3:ObjectCreated:*'],
        Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
      };
      if (isMinio) return { QueueConfigurations: [{ ...common, QueueArn: 'arn:minio:sqs::STAVE:webhook' }] };
      await createTopic(direct, 'stave');
      return { TopicConfigurations: [{ ...common, TopicArn: 'arn:aws:sns:default::stave' }] };
    },
    async close() {
      await proxy.reset();
      const store = await stores.storeOf(CONNECTION);
      for (const bucket of buckets) await removeBucket(store, bucket);
      stores.close();
      direct.destroy();
      await proxy.close();
      await rm(profile, { recursive: true });
    },
  };
}
