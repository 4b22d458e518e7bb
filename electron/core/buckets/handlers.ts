import { brokenBucketNameRule } from '../../../shared/bucketName.ts';
import type { BucketSummary } from '../../../shared/contract/buckets.ts';
import { AppError, appError } from '../../../shared/errors.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Emit, Handlers } from '../ports.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { StorePool } from '../s3/storePool.ts';
import { bucketContents, emptyBucket } from './emptying.ts';

type BucketHandlers = Pick<
  Handlers,
  'buckets.list' | 'buckets.create' | 'buckets.open' | 'buckets.forget' | 'buckets.contents' | 'buckets.delete'
>;
type Deps = { connections: ConnectionStore; stores: StorePool; emit: Emit };

function isOneOf(error: unknown, ...codes: AppError['data']['code'][]): boolean {
  return error instanceof AppError && codes.includes(error.data.code);
}

/** The buckets these keys may list; null when they may list none. */
async function listed(store: ObjectStore, signal: AbortSignal): Promise<BucketSummary[] | null> {
  try {
    return await store.listBuckets(signal);
  } catch (error) {
    if (isOneOf(error, 'access-denied')) return null;
    throw error;
  }
}

async function exists(store: ObjectStore, bucket: string, signal: AbortSignal): Promise<boolean> {
  try {
    await store.headBucket(bucket, signal);
    return true;
  } catch (error) {
    // Somebody else's (403) or in another region (301): what is wrong with the name is for CreateBucket to say.
    if (isOneOf(error, 'bucket-not-found', 'access-denied', 'wrong-region')) return false;
    throw error;
  }
}

export function createBucketHandlers({ connections, stores, emit }: Deps): BucketHandlers {
  return {
    async 'buckets.list'({ connectionId }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const buckets = await listed(store, signal);
      const names = new Set(buckets?.map(({ name }) => name));
      const opened = (await connections.openedBuckets(connectionId))
        .filter((name) => !names.has(name))
        .map((name): BucketSummary => ({ name, createdAt: null, openedByName: true }));
      const all = [...(buckets ?? []), ...opened].sort((a, b) => (a.name < b.name ? -1 : 1));
      return { buckets: all, listDenied: buckets === null };
    },

    async 'buckets.create'({ connectionId, bucket, region }, { signal }) {
      const rule = brokenBucketNameRule(bucket);
      if (rule !== null) {
        throw appError('bucket-name-invalid', `the name breaks a rule for bucket names: ${rule}`, {
          details: { bucket, rule },
        });
      }
      const store = await stores.storeOf(connectionId);
      // Several servers, and AWS in us-east-1, answer 200 to the making of a bucket that one has already.
      if (await exists(store, bucket, signal)) {
        throw appError('bucket-exists', 'the bucket is there already', { details: { bucket } });
      }
      await store.createBucket(bucket, region, signal);
    },

    async 'buckets.open'({ connectionId, bucket }, { signal }) {
      const store = await stores.storeOf(connectionId);
      await store.headBucket(bucket, signal);
      await connections.rememberBucket(connectionId, bucket);
      emit('connections.changed', {});
    },

    async 'buckets.forget'({ connectionId, bucket }) {
      await connections.forgetBucket(connectionId, bucket);
      emit('connections.changed', {});
    },

    async 'buckets.contents'({ connectionId, bucket }, { signal }) {
      return bucketContents(await stores.storeOf(connectionId), bucket, signal);
    },

    async 'buckets.delete'({ connectionId, bucket, contents }, { signal }) {
      const store = await stores.storeOf(connectionId);
      if (contents) {
        const onRemoved = (removed: number) => emit('bucket.emptied', { connectionId, bucket, removed });
        await emptyBucket(store, bucket, onRemoved, signal);
      }
      await store.deleteBucket(bucket, signal);
      await connections.forgetBucket(connectionId, bucket);
      emit('connections.changed', {});
    },
  };
}
