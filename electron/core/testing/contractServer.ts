import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, DeleteBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { createClients } from '../s3/client.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createObjectStore, type StoreOptions } from '../s3/s3ObjectStore.ts';

/** Tests say of MinIO where it differs from S3 as others have it. */
export const isMinio = process.env.STAVE_TEST_SERVER === 'minio';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: contract tests need a real S3 server; run "npm run test:contract".`);
  return value;
}

/** The server that the contract tests run against, as the environment names it. */
export function testConnection(): S3Connection {
  return {
    id: 'contract',
    provider: 'custom',
    endpoint: setting('STAVE_TEST_ENDPOINT'),
    region: setting('STAVE_TEST_REGION'),
    addressing: 'path',
    accessKeyId: setting('STAVE_TEST_ACCESS_KEY'),
    secretAccessKey: setting('STAVE_TEST_SECRET_KEY'),
  };
}

/** A name that no other run uses. */
export function newBucketName(): string {
  return `stave-contract-${randomUUID().slice(0, 13)}`;
}

/** Removes a bucket with all its versions, delete markers and unfinished uploads. */
export async function removeBucket(store: ObjectStore, bucket: string): Promise<void> {
  for (const upload of await store.listMultipartUploads({ bucket, prefix: '' })) {
    await store.abortMultipart({ bucket, ...upload });
  }
  for (;;) {
    const { versions } = await store.listVersionsPage({ bucket, prefix: '' });
    if (versions.length === 0) break;
    const { failed } = await store.deleteObjects(bucket, versions);
    if (failed.length > 0) throw new Error(`could not empty ${bucket}: ${failed[0]?.error.message}`);
  }
  const clients = createClients(testConnection(), 'browse');
  await clients.quick.send(new DeleteBucketCommand({ Bucket: bucket }));
  clients.close();
}

/** Switches versioning on, or off as far as it can be. */
export async function setVersioning(
  { store, bucket }: Pick<ContractBucket, 'store' | 'bucket'>,
  Status: 'Enabled' | 'Suspended',
): Promise<void> {
  const VersioningConfiguration = { Status };
  await store.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }), { bucket });
}

export type ContractBucket = { connection: S3Connection; store: ObjectStore; bucket: string; remove(): Promise<void> };

/** A fresh bucket on the test server; remove() takes it away with all that is in it. */
export async function createContractBucket(options: StoreOptions = {}): Promise<ContractBucket> {
  const connection = testConnection();
  const store = createObjectStore(connection, 'browse', options);
  const bucket = newBucketName();
  const clients = createClients(connection, 'browse');
  await clients.quick.send(new CreateBucketCommand({ Bucket: bucket }));
  clients.close();
  return {
    connection,
    store,
    bucket,
    async remove() {
      await removeBucket(store, bucket);
      store.close();
    },
  };
}
