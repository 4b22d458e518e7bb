import type { BucketContents } from '../../../shared/contract/buckets.ts';
import { AppError, appError } from '../../../shared/errors.ts';
import type { ObjectStore } from '../s3/objectStore.ts';

/** Versions that are counted before the question; beyond that "more than" is enough to know. */
const COUNTED = 10_000;

/** So often the same may be listed first again after it was said to be deleted: a server may need a moment. */
const MOST_ECHOES = 5;

type Removable = { key: string; versionId?: string | undefined; size: number; isMarker: boolean };

type Page = { entries: Removable[]; next: string | null };
type ReadPage = (cursor: string | null) => Promise<Page>;

/** Reads every version and marker a page at a time; plain objects where the server has no versions. */
function pagesOf(store: ObjectStore, bucket: string, signal: AbortSignal): ReadPage {
  const versions: ReadPage = async (cursor) => {
    const page = await store.listVersionsPage({ bucket, prefix: '', cursor }, signal);
    const entries = page.versions.map(({ kind, ...version }) => ({ ...version, isMarker: kind === 'delete-marker' }));
    return { entries, next: page.next };
  };
  const objects: ReadPage = async (cursor) => {
    const page = await store.listPage({ bucket, prefix: '', cursor }, signal);
    return { entries: page.objects.map(({ key, size }) => ({ key, size, isMarker: false })), next: page.next };
  };
  let read = versions;
  return async (cursor) => {
    try {
      return await read(cursor);
    } catch (error) {
      const hasNoVersions = error instanceof AppError && error.data.code === 'unsupported' && read === versions;
      if (!hasNoVersions) throw error;
      read = objects;
      return read(cursor);
    }
  };
}

/** Unfinished uploads, which are lost with the bucket; none where the server cannot tell. */
async function openUploads(store: ObjectStore, bucket: string, signal: AbortSignal) {
  try {
    return await store.listMultipartUploads({ bucket, prefix: '' }, signal);
  } catch (error) {
    if (error instanceof AppError && error.data.code === 'unsupported') return [];
    throw error;
  }
}

/** What deleting a bucket would destroy: versions with their bytes, delete markers, unfinished uploads. */
export async function bucketContents(store: ObjectStore, bucket: string, signal: AbortSignal): Promise<BucketContents> {
  const contents: BucketContents = { versions: 0, markers: 0, bytes: 0, uploads: 0, more: false };
  const read = pagesOf(store, bucket, signal);
  let cursor: string | null = null;
  do {
    const page: Page = await read(cursor);
    for (const { size, isMarker } of page.entries) {
      contents.versions += isMarker ? 0 : 1;
      contents.markers += isMarker ? 1 : 0;
      contents.bytes += size;
    }
    cursor = page.next;
    contents.more = cursor !== null && contents.versions + contents.markers >= COUNTED;
  } while (cursor !== null && !contents.more);
  contents.uploads = (await openUploads(store, bucket, signal)).length;
  return contents;
}

/**
 * Deletes every version and marker for ever and aborts unfinished uploads. `onRemoved` hears how many are gone so far.
 * What cannot be deleted (a lock, a missing permission) does not stop the rest; its first error is thrown at the end.
 * Throws `conflict` when the server goes on listing what it has said to be deleted.
 */
export async function emptyBucket(
  store: ObjectStore,
  bucket: string,
  onRemoved: (removed: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { key, uploadId } of await openUploads(store, bucket, signal)) {
    await store.abortMultipart({ bucket, key, uploadId }, signal);
  }
  const read = pagesOf(store, bucket, signal);
  let removed = 0;
  let left = 0;
  let first: AppError | null = null;
  let top = '';
  let echoes = 0;
  let cursor: string | null = null;
  for (;;) {
    const page: Page = await read(cursor);
    const [newest] = page.entries;
    if (!newest) break;
    const name = JSON.stringify([newest.key, newest.versionId]);
    echoes = name === top ? echoes + 1 : 0;
    top = name;
    if (echoes > MOST_ECHOES) {
      const details = { bucket, key: newest.key };
      throw appError('conflict', 'the server lists what it has said to be deleted', { details });
    }
    const { failed } = await store.deleteObjects(bucket, page.entries, signal);
    removed += page.entries.length - failed.length;
    left += failed.length;
    const [failure] = failed;
    if (failure && !first) {
      const details = { ...failure.error.details, bucket, key: failure.key };
      first = new AppError({ ...failure.error, details });
    }
    onRemoved(removed);
    // From the top again: a listing that goes on from a version which is gone leaves out others on some servers.
    if (failed.length === 0) continue;
    if (page.next === null) break;
    cursor = page.next;
  }
  if (first) throw new AppError({ ...first.data, message: `${left} left: ${first.data.message}` });
}
