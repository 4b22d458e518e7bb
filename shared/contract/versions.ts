import { z } from '../zod.ts';
import { bucketRef, call, key, objectRef, versionRef } from './call.ts';

/** One version or delete marker of an object. `modified` is an ISO time; a marker has no size (0) and no ETag. */
export type ObjectVersion = {
  key: string;
  /** `null` (the string) is the version written while versioning was off or suspended. */
  versionId: string;
  kind: 'version' | 'delete-marker';
  current: boolean;
  size: number;
  modified: string;
  etag?: string | undefined;
  storageClass?: string | undefined;
};

/** Versions newest first. `next` asks for more; null at the end. */
export type VersionPage = { versions: ObjectVersion[]; next: string | null };

export const versionCalls = {
  /** The versions and delete markers of exactly this key, newest first, about 1,000 at a time. */
  'versions.list': call<VersionPage>()(objectRef.extend({ cursor: z.string().max(16_384).nullable() })),
  /**
   * Makes an older version current again by a server-side copy; nothing is removed: where that would replace the version
   * without an ID it is refused (`null-version-lost`).
   */
  'versions.restore': call<{ versionId: string | null }>()(versionRef),
  /** Deletes one version, or one delete marker, for ever. */
  'versions.delete': call<void>()(versionRef),
  /** Brings deleted objects back by removing the delete markers on top of them. Keys that are not deleted are left alone. */
  'versions.undelete': call<{ restored: number }>()(bucketRef.extend({ keys: z.array(key).min(1).max(20_000) })),
} as const;
