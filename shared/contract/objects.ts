import { z } from '../zod.ts';
import { bucketRef, call, objectRef, objectTargets, prefix } from './call.ts';

/** One object of a listing. `size` in bytes, `modified` an ISO time, `etag` without quotes. */
export type ObjectEntry = {
  key: string;
  size: number;
  modified: string;
  etag?: string | undefined;
  storageClass?: string | undefined;
  /** The object's newest version is a delete marker: shown only with "show deleted". `modified` is when it was deleted. */
  deleted?: true | undefined;
};

/** A part of a listing, as it arrives (topic `listing.page`): about 1,000 entries. Prefixes end with `/`. */
export type ListingPage = { listingId: string; objects: ObjectEntry[]; prefixes: string[] };

/** What is known of a bucket's versioning: `never` enabled, `enabled`, or `suspended`. */
export type VersioningStatus = 'never' | 'enabled' | 'suspended';

/**
 * What a delete would do, counted before anything is sent. `bytes` are those of the current objects. `unknown`: these
 * keys may not read the bucket's versioning, so nobody can promise that older versions stay.
 */
export type DeletePlan = { objects: number; bytes: number; versioning: VersioningStatus | 'unknown' };

/** An object's own headers. Sizes in bytes, times ISO. */
export type ObjectDetails = {
  key: string;
  size: number;
  modified: string;
  etag: string | null;
  contentType: string | null;
  cacheControl: string | null;
  contentDisposition: string | null;
  contentEncoding: string | null;
  storageClass: string;
  versionId: string | null;
  metadata: Record<string, string>;
};

export const objectCalls = {
  /**
   * Lists one level below a prefix. Pages arrive on `listing.page` under the caller's `listingId`; resolves when the
   * listing is complete. Stopped by cancelling the call.
   */
  'objects.list': call<{ objects: number; prefixes: number }>()(
    bucketRef.extend({ prefix, listingId: z.string().min(1).max(64), showDeleted: z.boolean() }),
  ),
  'objects.details': call<ObjectDetails>()(objectRef),
  /** Counts what deleting the targets would remove. Cancellable. */
  'objects.planDelete': call<DeletePlan>()(objectTargets),
} as const;
