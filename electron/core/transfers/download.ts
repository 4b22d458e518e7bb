import { type ErrorData, isCancelled } from '../../../shared/errors.ts';
import { roomIn, waitForRoom } from './diskSpace.ts';
import {
  asDeleted,
  createCount,
  type DownloadObject,
  type DownloadPorts,
  type DownloadTask,
  type FileItem,
  lookAt,
} from './downloadObject.ts';
import { downloadRanges, RANGED_BYTES } from './downloadRanges.ts';
import { downloadWhole } from './downloadWhole.ts';
import type { ItemJournal } from './journal/records.ts';
import { errorData } from './retry.ts';
import { removeTemporary } from './target.ts';
import type { Settling } from './work.ts';

export { type DownloadPorts, type FileItem, type Learned, nothingLearned } from './downloadObject.ts';

/** How often an object that is overwritten meanwhile is begun anew. */
const MAX_RESTARTS = 5;
/** After these, what was fetched is of no use to another try. */
const USELESS_AFTER: ReadonlySet<ErrorData['code']> = new Set(['object-deleted', 'changed', 'integrity']);

/** Removes the temporary file that a download has left, and its record. Answers with why it could not. */
export async function discardDownload(record: { temporary: string }, journal: ItemJournal): Promise<ErrorData | null> {
  try {
    await removeTemporary(record.temporary);
    journal.endDownload();
    return null;
  } catch (error) {
    return errorData(error);
  }
}

async function discardKept(task: DownloadTask): Promise<void> {
  const kept = task.journal.download();
  const left = kept && (await discardDownload(kept, task.journal));
  if (left) task.ports.leftBehind(task.name, left);
}

/** One try at the object as it is now, or was when it was listed. */
function createTries(item: FileItem, task: DownloadTask) {
  const { ports, journal } = task;
  const address = { bucket: ports.bucket, key: item.key, versionId: item.versionId };
  let object: DownloadObject = { name: item.name, address, size: item.size, modified: item.modified, etag: item.etag };
  let hasChanged = false;

  async function look() {
    const begun = journal.download()?.etag ?? (hasChanged ? object.etag : undefined);
    const now = await lookAt(object, ports);
    if (begun !== undefined && begun !== now.object.etag) {
      ports.notice({ kind: 'object-restarted', name: item.name });
    }
    ports.meter.grow(now.object.size - object.size);
    object = now.object;
    return now.checksums;
  }

  return {
    size: () => object.size,
    changed() {
      hasChanged = true;
    },
    async next() {
      const checksums = hasChanged || object.size >= RANGED_BYTES ? await look() : [];
      const { etag, size } = object;
      if (etag !== undefined && size >= RANGED_BYTES && ports.learned.rangesWork) {
        try {
          return await downloadRanges({ ...object, etag }, checksums, task);
        } catch (error) {
          if (errorData(error).code !== 'unsupported' || ports.learned.rangesWork) throw error;
        }
      }
      await discardKept(task);
      return downloadWhole(object, task);
    },
  };
}

async function downloadItem(item: FileItem, task: DownloadTask): Promise<void> {
  const { ports } = task;
  const tries = createTries(item, task);
  for (let restarts = 0; ; ) {
    try {
      return await tries.next();
    } catch (error) {
      ports.signal.throwIfAborted();
      const data = errorData(error);
      if (data.code === 'changed' && restarts < MAX_RESTARTS) {
        restarts += 1;
        tries.changed();
      } else if (data.code === 'local-disk-full') {
        // Where a temporary file lies, its own look tells how much more it needs.
        const needed = task.journal.download() ? 0 : tries.size();
        await waitForRoom(() => roomIn(ports.root.real, needed), item.name, ports, data);
      } else throw asDeleted(error, item.name);
    }
  }
}

/**
 * Downloads one object into the chosen folder. When it resolves, the file is whole, on disk and under its name. When it
 * throws, nothing is under the name; what has come of a large object stays in a temporary file with its record, for a
 * later run to go on with, but is removed (or `leftBehind` is told) after a cancel and where it would be of no use.
 * An object that is overwritten meanwhile is begun anew. Throws `object-deleted`, `changed`, `integrity`, `name-taken`,
 * the local errors but for `local-disk-full`, which is waited out, and what the server throws.
 */
export async function downloadFile(
  item: FileItem,
  replace: boolean,
  journal: ItemJournal,
  ports: DownloadPorts,
  settling: Settling,
): Promise<void> {
  const { signal } = ports;
  const count = createCount(ports);
  const task: DownloadTask = { name: item.name, local: item.local, replace, journal, ports, count, settling };
  try {
    await downloadItem(item, task);
  } catch (error) {
    // A rest: all stays as it is, the job's progress too.
    if (signal.aborted && !isCancelled(signal.reason)) throw error;
    count.set(0);
    if (signal.aborted || USELESS_AFTER.has(errorData(error).code)) await discardKept(task);
    throw error;
  }
}
