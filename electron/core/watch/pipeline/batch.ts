import type { FileRow } from '../ledger/fileRecord.ts';
import { mtimeMs } from '../ledger/fileRecord.ts';

/** A file that waits to be sent. Bytes; `mtime` orders those that were written in the same millisecond too. */
export type Waiting = { id: number; key: string; bytes: number; mtime: bigint };

/** Files of one job. */
export const FILES_PER_JOB = 100;

/** From here on (bytes) a file has a job among its like, of which there is one at a time: small ones never wait for it. */
export const BIG_BYTES = 64 * 1024 * 1024;
const BIG_FILES_PER_JOB = 8;

export function waitingOf(row: FileRow): Waiting {
  const mtime = BigInt(row.identity?.mtimeNs ?? mtimeMs(row.identity));
  return { id: row.id, key: row.key ?? '', bytes: row.output?.bytes ?? row.identity?.size ?? 0, mtime };
}

const isBig = ({ bytes }: Waiting) => bytes >= BIG_BYTES;

const earlier = (a: Waiting, b: Waiting) => (a.mtime === b.mtime ? a.id - b.id : a.mtime < b.mtime ? -1 : 1);

/**
 * The files of the next job: those written to first, of each key one, and none whose key is being written. So of files
 * that go to one key the one written last is the one that stays. `isBusy` tells of keys under way.
 */
export function nextBatch(waiting: Iterable<Waiting>, isBusy: (key: string) => boolean, mayBeBig: boolean): Waiting[] {
  const firsts = new Map<string, Waiting>();
  for (const one of waiting) {
    const first = firsts.get(one.key);
    if (!isBusy(one.key) && (!first || earlier(one, first) < 0)) firsts.set(one.key, one);
  }
  const all = [...firsts.values()].sort(earlier);
  const small = all.filter((one) => !isBig(one)).slice(0, FILES_PER_JOB);
  if (small.length > 0) return small;
  return mayBeBig ? all.filter(isBig).slice(0, BIG_FILES_PER_JOB) : [];
}
