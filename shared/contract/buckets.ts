import { z } from '../zod.ts';
import { bucketName, bucketRef, call, connectionId } from './call.ts';

/** A bucket in the sidebar. `createdAt` is an ISO time, null for one opened by name. */
export type BucketSummary = { name: string; createdAt: string | null; openedByName: boolean };

/** `listDenied`: these keys may not list all buckets; only those opened by name are there. */
export type BucketList = { buckets: BucketSummary[]; listDenied: boolean };

export const bucketCalls = {
  'buckets.list': call<BucketList>()(z.strictObject({ connectionId })),
  /** Creates a bucket. The name follows S3's rules (3 to 63 of a-z, 0-9, `.` and `-`), checked before anything is sent. */
  'buckets.create': call<void>()(
    z.strictObject({ connectionId, bucket: bucketName, region: z.string().max(60).optional() }),
  ),
  /** Opens a bucket by its name (HeadBucket) and remembers it with the connection. */
  'buckets.open': call<void>()(bucketRef),
  /** Forgets a bucket that was opened by name; nothing happens on the server. */
  'buckets.forget': call<void>()(bucketRef),
} as const;
