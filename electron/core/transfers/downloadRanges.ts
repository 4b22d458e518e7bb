import { mapConcurrently } from '../concurrency.ts';
import type { ObjectChecksum } from '../s3/objectStore.ts';
import { type ByteRange, createRangeMap } from './byteRanges.ts';
import { waitForRoom } from './diskSpace.ts';
import { type DownloadObject, type DownloadTask, findProof } from './downloadObject.ts';
import { fetchSpan } from './fetchSpan.ts';
import { createFollower } from './follower.ts';
import type { DownloadRecord } from './journal/records.ts';
import { existingAt } from './localFolder.ts';
import type { Hasher } from './proof.ts';
import { fetchProven } from './proving.ts';
import { createRangeKeeper } from './rangeKeeper.ts';
import {
  createTarget,
  type Place,
  placeOf,
  removeTemporary,
  reopenTarget,
  settleFolder,
  type Target,
} from './target.ts';

const MIB = 1024 * 1024;
/** Bytes of one request. Short ones share the budget out fairly; each costs the way to the server and back once. */
const LEAST_RANGE = 8 * MIB;
const MOST_RANGE = 64 * MIB;
/** File systems keep times as roughly as this (FAT); ms. */
const TIME_STEP_MS = 2000;

/** Objects with an ETag, from this size on (bytes), come in ranges. */
export const RANGED_BYTES = 2 * LEAST_RANGE;

/** Each stream gets at least two ranges, so that all end at about the same time. */
function rangeLength(size: number, streams: number): number {
  const wanted = Math.ceil(size / (streams * 2) / MIB) * MIB;
  return Math.min(MOST_RANGE, Math.max(LEAST_RANGE, wanted));
}

export type RangedObject = DownloadObject & { etag: string };

/** The temporary file of an earlier run, with what is in it; or a new one. */
async function openTarget(
  object: RangedObject,
  place: Place,
  { journal }: DownloadTask,
): Promise<{ target: Target; done: ByteRange[] }> {
  const { etag, size } = object;
  const kept = journal.download();
  if (kept && kept.etag === etag && kept.size === size) {
    const target = await reopenTarget(place, kept);
    if (target) return { target, done: kept.done };
  }
  if (kept) await removeTemporary(kept.temporary);
  journal.saveDownload({ temporary: place.temporary, etag, size, done: [] });
  return { target: await createTarget(place, size), done: [] };
}

/** Whether an earlier run has put the whole file under its name, and was ended before it could say so. */
async function isInPlace(kept: DownloadRecord, object: RangedObject, { local, ports }: DownloadTask): Promise<boolean> {
  if (kept.etag !== object.etag || createRangeMap(kept.done).prefix() !== object.size) return false;
  const existing = await existingAt(ports.root, local);
  if (!existing?.isFile() || existing.size !== object.size) return false;
  return Math.abs(existing.mtimeMs - Date.parse(object.modified)) < TIME_STEP_MS;
}

/** Fetches what is missing, several ranges at a time. When it throws, all that was written is kept in the journal. */
async function fetchMissing(
  object: RangedObject,
  target: Target,
  record: DownloadRecord,
  { ports, journal, count }: DownloadTask,
  hash: (() => Hasher) | null,
): Promise<string> {
  const { size } = object;
  const streams = ports.limits.partsPerFile;
  const map = createRangeMap(record.done);
  const keeper = createRangeKeeper({ target, map, journal, clock: ports.clock, record });
  const follower = hash && createFollower(target, size, hash());
  const sink = {
    arrived: count.add,
    async write(chunks: readonly Buffer[], position: number, bytes: number) {
      await target.write(chunks, position);
      map.add(position, position + bytes);
      follower?.reached(map.prefix());
      keeper.wrote(bytes);
    },
  };
  count.set(map.bytes());
  follower?.reached(map.prefix());
  try {
    await mapConcurrently(
      map.missing(size, rangeLength(size, streams)),
      streams,
      (range, _index, signal) => fetchSpan(object, range, sink, ports, signal),
      ports.signal,
    );
    await keeper.flush();
    return (await follower?.digest()) ?? '';
  } catch (error) {
    // What cannot be kept now comes again; the first failure is the one to tell of.
    await keeper.flush().catch(() => undefined);
    throw error;
  } finally {
    await follower?.stop();
  }
}

/**
 * Downloads an object in ranges, several at a time, into a temporary file, and goes on with what an earlier run has
 * left. When it throws, the temporary file and its record stay. Throws `unsupported` when the server knows no ranges.
 */
export async function downloadRanges(
  object: RangedObject,
  checksums: readonly ObjectChecksum[],
  task: DownloadTask,
): Promise<void> {
  const { local, replace, journal, ports, count, settling } = task;
  const kept = journal.download();
  const place = await placeOf(ports.root, local, ports.jobId);
  const { target, done } = await openTarget(object, place, task);
  try {
    if (kept && done.length === 0 && (await isInPlace(kept, object, task))) {
      await target.discard();
    } else {
      await waitForRoom(() => target.room(), object.name, ports);
      const proof = await findProof(object, checksums, ports);
      const record = { temporary: place.temporary, etag: object.etag, size: object.size, done };
      const pass = async (hash: (() => Hasher) | null) => {
        const sum = await fetchMissing(object, target, record, task, hash);
        // Should it be fetched once more, then all of it.
        record.done = [];
        return sum;
      };
      if (proof) await fetchProven(object, proof, target, ports.learned, pass);
      else await pass(null);
      settling();
      await target.commit({ modified: object.modified, replace });
      await settleFolder(place);
    }
  } catch (error) {
    await target.close();
    throw error;
  }
  count.set(object.size);
  journal.endDownload();
}
