import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import type { BucketSummary } from '../../../shared/contract/buckets.ts';
import type { VersioningStatus } from '../../../shared/contract/objects.ts';
import type { S3Connection } from './connection.ts';
import type { ObjectStore } from './objectStore.ts';
import type { Send } from './send.ts';

type BucketCalls = Pick<ObjectStore, 'listBuckets' | 'headBucket' | 'createBucket' | 'deleteBucket' | 'getVersioning'>;

/**
 * The LocationConstraint of a new bucket. On AWS every region but us-east-1 is named (S3 API Reference, CreateBucket).
 * Elsewhere the word is the server's own, and one it does not know is an error: it is sent only when somebody has asked
 * for another region than the connection's.
 */
export function locationConstraint(
  connection: Pick<S3Connection, 'provider' | 'endpoint' | 'region'>,
  region: string | undefined,
): string | undefined {
  const wanted = region === undefined || region === '' ? connection.region : region;
  if (isAmazon(connection)) return wanted === 'us-east-1' ? undefined : wanted;
  return wanted === connection.region ? undefined : wanted;
}

/** True for a connection to Amazon's own endpoints, where each region has one of its own. */
export function isAmazon(connection: Pick<S3Connection, 'provider' | 'endpoint'>): boolean {
  return connection.provider === 'aws' || connection.endpoint === '';
}

/** Undoes what the SDK does by itself: it names the client's region as LocationConstraint on every server. */
function withLocation(bucket: string, location: string | undefined): CreateBucketCommand {
  const input = { Bucket: bucket };
  // The SDK's type is a list of Amazon's regions; other servers have words of their own.
  const configuration = { CreateBucketConfiguration: { LocationConstraint: location as BucketLocationConstraint } };
  if (location !== undefined) return new CreateBucketCommand({ ...input, ...configuration });
  const command = new CreateBucketCommand(input);
  command.middlewareStack.add(
    (next) => (args) => {
      const { CreateBucketConfiguration: _, ...rest } = args.input;
      return next({ ...args, input: rest });
    },
    { step: 'initialize', priority: 'low', name: 'staveNoLocation' },
  );
  return command;
}

/** A bucket whose versioning was never touched has no status (S3 API Reference, GetBucketVersioning). */
function versioningStatus(status: string | undefined): VersioningStatus {
  if (status === 'Enabled') return 'enabled';
  return status === 'Suspended' ? 'suspended' : 'never';
}

/** Buckets and their versioning. */
export function createBucketCalls(send: Send, connection: S3Connection): BucketCalls {
  return {
    async listBuckets(signal) {
      const document = { root: 'ListAllMyBucketsResult', empty: 'not-s3' } as const;
      const buckets: BucketSummary[] = [];
      let token: string | undefined;
      do {
        const output = await send(new ListBucketsCommand({ ContinuationToken: token }), { document, signal });
        for (const bucket of output.Buckets ?? []) {
          if (bucket.Name === undefined) continue;
          const createdAt = bucket.CreationDate?.toISOString() ?? null;
          buckets.push({ name: bucket.Name, createdAt, openedByName: false });
        }
        token = output.ContinuationToken === token ? undefined : output.ContinuationToken;
      } while (token !== undefined);
      return buckets;
    },

    async headBucket(bucket, signal) {
      await send(new HeadBucketCommand({ Bucket: bucket }), { bucket, signal });
    },

    async createBucket(bucket, region, signal) {
      await send(withLocation(bucket, locationConstraint(connection, region)), { bucket, signal });
    },

    async deleteBucket(bucket, signal) {
      await send(new DeleteBucketCommand({ Bucket: bucket }), { bucket, signal });
    },

    async getVersioning(bucket, signal) {
      const document = { root: 'VersioningConfiguration', empty: 'unsupported' } as const;
      const output = await send(new GetBucketVersioningCommand({ Bucket: bucket }), { bucket, document, signal });
      return { status: versioningStatus(output.Status), mfaDelete: output.MFADelete === 'Enabled' };
    },
  };
}
