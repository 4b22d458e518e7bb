import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createTestClient } from '../../../e2e/s3Client.ts';
import type { S3Server } from '../../../e2e/servers/s3Server.ts';
import { backupObjects, deletedKeys, type SamplePut, sampleRounds } from './sampleObjects.ts';

/** The bucket with versions that the demo opens on. */
export const DEMO_BUCKET = 'demo';
/** The other one, without versions. */
export const BACKUP_BUCKET = 'backups';

const PUTS_AT_ONCE = 32;

/** What is known of the versions of one key. */
interface KeyState {
  versions: number;
  deleted: boolean;
}

/** Creates the sample buckets and writes what is missing in them; what is there already stays as it is. */
export async function fillSampleBuckets(server: S3Server): Promise<void> {
  const client = createTestClient(server);
  try {
    await ensureBuckets(client, server.region);
    await fillVersionedBucket(client);
    await fillBackupBucket(client);
  } finally {
    client.destroy();
  }
}

async function ensureBuckets(client: S3Client, region: string): Promise<void> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const name of [DEMO_BUCKET, BACKUP_BUCKET]) {
    if (Buckets.some((bucket) => bucket.Name === name)) continue;
    // AWS refuses its default region by name, and any string is a region on other servers.
    const elsewhere = { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
    await client.send(new CreateBucketCommand({ Bucket: name, ...(region === 'us-east-1' ? {} : elsewhere) }));
  }
  const status = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: DEMO_BUCKET, VersioningConfiguration: status }));
}

async function fillVersionedBucket(client: S3Client): Promise<void> {
  const found = await keyStates(client, DEMO_BUCKET);
  const written = new Map<string, number>();
  for (const round of sampleRounds()) {
    const missing = round.filter(({ key }) => {
      const version = (written.get(key) ?? 0) + 1;
      written.set(key, version);
      return version > (found.get(key)?.versions ?? 0);
    });
    await putAll(client, DEMO_BUCKET, missing);
  }
  for (const key of deletedKeys) {
    if (!found.get(key)?.deleted) await client.send(new DeleteObjectCommand({ Bucket: DEMO_BUCKET, Key: key }));
  }
}

async function fillBackupBucket(client: S3Client): Promise<void> {
  const found = await keyStates(client, BACKUP_BUCKET);
  const missing = backupObjects().filter(({ key }) => !found.has(key));
  await putAll(client, BACKUP_BUCKET, missing);
}

async function keyStates(client: S3Client, bucket: string): Promise<Map<string, KeyState>> {
  const states = new Map<string, KeyState>();
  const stateOf = (key: string) => {
    const state = states.get(key) ?? { versions: 0, deleted: false };
    states.set(key, state);
    return state;
  };
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (from !== undefined) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...from }),
    );
    for (const { Key } of page.Versions ?? []) stateOf(Key ?? '').versions += 1;
    for (const { Key, IsLatest } of page.DeleteMarkers ?? []) stateOf(Key ?? '').deleted ||= IsLatest === true;
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  return states;
}

async function putAll(client: S3Client, bucket: string, puts: readonly SamplePut[]): Promise<void> {
  const waiting = puts.values();
  const worker = async () => {
    for (const { key, body, contentType } of waiting) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
    }
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, worker));
}
