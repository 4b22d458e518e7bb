import type { DeletePlan } from '../../../shared/contract/objects.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ObjectStore } from '../s3/objectStore.ts';

/** Whether a bucket keeps versions; `unknown` when these keys may not ask. */
export async function versioningOf(
  store: ObjectStore,
  bucket: string,
  signal: AbortSignal,
): Promise<DeletePlan['versioning']> {
  try {
    return (await store.getVersioning(bucket, signal)).status;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.data.code === 'access-denied') return 'unknown';
    // A server without versioning keeps no versions.
    if (error.data.code === 'unsupported') return 'never';
    throw error;
  }
}
