import { cannotLook, clearTheWay, isGone } from './abandon.ts';
import { noteOpaqueEtag } from './etagHabits.ts';
import type { Arrival, PartRecord, UploadRecord } from './journal/records.ts';
import { type OpenUpload, type PartUpload, partMd5s } from './openUpload.ts';
import { partAt, partsOf } from './parts.ts';
import { ours } from './settle.ts';
import { isSameFile } from './source.ts';
import type { WorkPorts } from './work.ts';

type ServerPart = { partNumber: number; etag: string; size: number; crc32?: string | undefined };

/** What is on the server of an upload; null when the upload is gone. Nothing where parts cannot be listed: they go again. */
async function serverParts(
  record: UploadRecord & { uploadId: string },
  ports: WorkPorts,
): Promise<ServerPart[] | null> {
  const { bucket, key, uploadId } = record;
  try {
    return await ports.retrier.run(() => ports.store.listParts({ bucket, key, uploadId }, ports.signal), ports.signal);
  } catch (error) {
    if (isGone(error)) return null;
    if (cannotLook(error)) return [];
    throw error;
  }
}

/** The parts that need not go again: of the right size, and proven to hold the file's bytes. */
async function accept(
  { source, journal }: PartUpload,
  { partSize }: UploadRecord,
  there: readonly ServerPart[],
  kept: readonly PartRecord[],
  signal: AbortSignal,
): Promise<Map<number, PartRecord>> {
  const known = new Map(kept.map((part) => [part.number, part]));
  const accepted = new Map<number, PartRecord>();
  for (const { partNumber: number, etag, size, crc32 } of there) {
    const { offset, length } = partAt({ partSize }, number, source.size);
    if (size !== length) continue;
    const ours = known.get(number);
    if (ours?.etag === etag) {
      accepted.set(number, ours);
      continue;
    }
    const md5 = await source.md5(offset, length, signal);
    if (md5 !== etag.toLowerCase()) continue;
    const part = { number, etag, md5, crc32 };
    journal.addPart(part);
    accepted.set(number, part);
  }
  return accepted;
}

/**
 * Goes on with the upload that an earlier run has left: answers with what is there of it, with its object when it was
 * complete all along, or with null when a new one is to be begun. A record is left then only if its upload may be on the server under
 * an id that nobody knows.
 */
export async function resumeUpload(
  upload: PartUpload,
  ports: WorkPorts,
): Promise<OpenUpload | { arrived: Arrival } | null> {
  const { source, item, journal } = upload;
  const saved = journal.upload();
  if (!saved) return null;
  const { record, parts } = saved;
  const { uploadId } = record;
  const isElsewhere = record.bucket !== ports.bucket || record.key !== item.key;
  const isOther = !isSameFile(record.identity, source.identity);
  if (record.phase === 'aborting' || isElsewhere || isOther) {
    await clearTheWay(record, item.name, journal, ports);
    if (isOther && record.phase !== 'aborting') ports.notice({ kind: 'source-restarted', name: item.name });
    return null;
  }
  // Its removal, if there is something to remove, is part of the beginning.
  if (uploadId === null) return null;
  if (parts.some(({ etag, md5 }) => etag.toLowerCase() !== md5)) noteOpaqueEtag(ports);

  const open = { ...record, uploadId };
  const { count } = partsOf(source.size, record.partSize);
  const there = await serverParts(open, ports);
  if (there === null) {
    const known = new Map(parts.map((part) => [part.number, part]));
    if (record.phase === 'completing' || known.size === count) {
      const md5s = await partMd5s({ record: open, parts: known }, source, ports.signal);
      const arrived = await ports.retrier.run(() => ours(record, md5s, ports, ports.signal), ports.signal);
      if (arrived) return { arrived };
    }
    journal.endUpload();
    ports.notice({ kind: 'upload-restarted', name: item.name });
    return null;
  }
  if (there.some(({ partNumber }) => !(partNumber >= 1 && partNumber <= count))) {
    // Not of this file, and Ceph does not complete an upload without all of its parts.
    await clearTheWay(record, item.name, journal, ports);
    ports.notice({ kind: 'upload-restarted', name: item.name });
    return null;
  }
  return { record: open, parts: await accept(upload, record, there, parts, ports.signal) };
}
