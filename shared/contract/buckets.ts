import { z } from '../zod.ts';
import { bucketName, bucketRef, call, connectionId } from './call.ts';

/** A bucket in the sidebar. `createdAt` is an ISO time, null for one opened by name. */
export type BucketSummary = { name: string; createdAt: string | null; openedByName: boolean };

/** `listDenied`: these keys may not list all buckets; only those opened by name are there. */
export type BucketList = { buckets: BucketSummary[]; listDenied: boolean };

/**
 * What deleting a bucket would destroy: versions with their bytes, delete markers, unfinished uploads. `more`: counting
 * was ended there.
 */
export type BucketContents = { versions: number; markers: number; bytes: number; uploads: number; more: boolean };

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
  /** Counts what is in the bucket, up to some 10,000 versions. */
  'buckets.contents': call<BucketContents>()(bucketRef),
  /**
   * Deletes the bucket; with `contents` all that is in it first, for ever. Says `bucket.emptied` meanwhile. Without, one
   * that is not empty stays (`bucket-not-empty`).
   */
  'buckets.delete': call<void>()(bucketRef.extend({ contents: z.boolean() })),
} as const;
