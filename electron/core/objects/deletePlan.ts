import type { DeletePlan, ObjectEntry } from '../../../shared/contract/objects.ts';
import { AppError } from '../../../shared/errors.ts';
import { versioningOf } from '../buckets/versioningOf.ts';
import { mapConcurrently } from '../concurrency.ts';
import { compareKeys } from '../s3/names.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { distinctTargets, type Targets } from '../targets.ts';
import { objectPages } from './pages.ts';

type Count = { objects: number; bytes: number };

const REQUESTS_AT_ONCE = 16;
/** Up to so many keys of one folder are asked for one by one; for more, the folder is listed: a page holds 1,000. */
const SINGLE_LOOKUPS = 64;

function countOf(objects: Iterable<Pick<ObjectEntry, 'size'>>): Count {
  const count = { objects: 0, bytes: 0 };
  for (const { size } of objects) {
    count.objects += 1;
    count.bytes += size;
  }
  return count;
}

const sum = (counts: readonly Count[]): Count => ({
  objects: counts.reduce((total, count) => total + count.objects, 0),
  bytes: counts.reduce((total, count) => total + count.bytes, 0),
});

async function countBelow(store: ObjectStore, bucket: string, prefix: string, signal: AbortSignal): Promise<Count> {
  const counts: Count[] = [];
  for await (const page of objectPages(store, { bucket, prefix }, signal)) counts.push(countOf(page.objects));
  return sum(counts);
}

async function countOne(store: ObjectStore, bucket: string, key: string, signal: AbortSignal): Promise<Count> {
  try {
    return countOf([await store.head({ bucket, key }, signal)]);
  } catch (error) {
    // Gone already: deleting it removes nothing.
    if (error instanceof AppError && error.data.code === 'not-found') return countOf([]);
    throw error;
  }
}

/** Counts some keys of one folder by listing it as far as the last of them. */
async function countInFolder(
  store: ObjectStore,
  bucket: string,
  folder: string,
  keys: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Count> {
  const last = [...keys].reduce((a, b) => (compareKeys(a, b) > 0 ? a : b));
  const counts: Count[] = [];
  for await (const { objects } of objectPages(store, { bucket, prefix: folder, delimiter: '/' }, signal)) {
    counts.push(countOf(objects.filter(({ key }) => keys.has(key))));
    const lastOfPage = objects.at(-1)?.key;
    if (lastOfPage !== undefined && compareKeys(lastOfPage, last) >= 0) break;
  }
  return sum(counts);
}

async function countKeys(store: ObjectStore, bucket: string, keys: readonly string[], signal: AbortSignal) {
  const folders = new Map<string, string[]>();
  for (const key of keys) {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const inFolder = folders.get(folder);
    if (inFolder) inFolder.push(key);
    else folders.set(folder, [key]);
  }
  const counts: Count[] = [];
  for (const [folder, inFolder] of folders) {
    if (inFolder.length > SINGLE_LOOKUPS) {
      counts.push(await countInFolder(store, bucket, folder, new Set(inFolder), signal));
    } else {
      const each = (key: string, _index: number, either: AbortSignal) => countOne(store, bucket, key, either);
      counts.push(...(await mapConcurrently(inFolder, REQUESTS_AT_ONCE, each, signal)));
    }
  }
  return sum(counts);
}

/** What deleting the targets would remove; nothing is changed. Objects that are counted are those that are there now. */
export async function planDelete(
  store: ObjectStore,
  targets: Targets & { bucket: string },
  signal: AbortSignal,
): Promise<DeletePlan> {
  const { bucket } = targets;
  const { keys, prefixes } = distinctTargets(targets);
  const belowPrefixes = (prefix: string, _index: number, either: AbortSignal) =>
    countBelow(store, bucket, prefix, either);
  const [versioning, ofKeys, ofPrefixes] = await Promise.all([
    versioningOf(store, bucket, signal),
    countKeys(store, bucket, keys, signal),
    mapConcurrently(prefixes, REQUESTS_AT_ONCE, belowPrefixes, signal),
  ]);
  return { ...sum([ofKeys, ...ofPrefixes]), versioning };
}
