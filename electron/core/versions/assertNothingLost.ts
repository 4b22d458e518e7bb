import { AppError, appError } from '../../../shared/errors.ts';
import { versioningOf } from '../buckets/versioningOf.ts';
import type { ObjectStore } from '../s3/objectStore.ts';

/** True when the object has a version without an ID; a delete marker without one holds nothing that could be lost. */
async function hasNullVersion(
  store: ObjectStore,
  address: { bucket: string; key: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await store.head({ ...address, versionId: 'null' }, signal);
    return true;
  } catch (error) {
    // 405 is how S3 answers for a delete marker (S3 User Guide, "Working with delete markers").
    if (error instanceof AppError && (error.data.code === 'not-found' || error.data.code === 'unsupported'))
      return false;
    throw error;
  }
}

/**
 * Throws `null-version-lost` when a copy of that version on top of its own object would replace a version for ever:
 * unless versioning is enabled, what is written takes the place of the version without an ID (S3 User Guide, "Adding
 * objects to versioning-suspended buckets").
 */
export async function assertNothingLost(
  store: ObjectStore,
  { bucket, key, versionId }: { bucket: string; key: string; versionId: string },
  signal: AbortSignal,
): Promise<void> {
  // It would be replaced by itself.
  if (versionId === 'null') return;
  if ((await versioningOf(store, bucket, signal)) === 'enabled') return;
  if (!(await hasNullVersion(store, { bucket, key }, signal))) return;
  throw appError('null-version-lost', 'the version without an ID would be replaced', { details: { bucket, key } });
}
