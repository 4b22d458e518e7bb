import type { ItemJournal, PartRecord, UploadRecord } from './journal/records.ts';
import { partAt, partsOf } from './parts.ts';
import type { SentFile } from './planUpload.ts';
import type { Source } from './source.ts';
import type { Settling } from './work.ts';

/** A large file on its way to a server. */
export type PartUpload = { source: Source; item: SentFile; journal: ItemJournal; settling: Settling };

/** A multipart upload that was begun, and its parts that the server has, by their numbers. */
export type OpenUpload = { record: UploadRecord & { uploadId: string }; parts: Map<number, PartRecord> };

/** The MD5s (hex) of all parts, in their order; those that nobody has noted are taken from the file. */
export async function partMd5s({ record, parts }: OpenUpload, source: Source, signal: AbortSignal): Promise<string[]> {
  const md5s: string[] = [];
  const { count } = partsOf(source.size, record.partSize);
  for (let number = 1; number <= count; number += 1) {
    const { offset, length } = partAt(record, number, source.size);
    md5s.push(parts.get(number)?.md5 ?? (await source.md5(offset, length, signal)));
  }
  return md5s;
}
