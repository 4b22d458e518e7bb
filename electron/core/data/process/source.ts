import { type FileHandle, open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { appError } from '../../../../shared/errors.ts';
import type { DataFormat, Reading } from '../../../../shared/watch/data.ts';
import { localError } from '../../localErrors.ts';

const BY_EXTENSION: Readonly<Record<string, DataFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** The format a file is read in; null: it is no data. */
export const formatOf = (path: string, reading: Reading): DataFormat | null =>
  reading.format === 'auto' ? (BY_EXTENSION[extname(path).toLowerCase()] ?? null) : reading.format;

/** A file that is open for reading. */
export type Source = { path: string; handle: FileHandle; size: number };

/** Lets `work` read a file. Throws `local-not-found`, `local-denied`, `local-io` (also for a folder). */
export async function withSource<T>(path: string, work: (source: Source) => Promise<T>): Promise<T> {
  try {
    // Asked before it is opened: opening a pipe would wait for somebody to write into it.
    const { size } = await stat(path).then((found) => {
      if (found.isFile()) return found;
      throw appError('local-io', 'not a file', { details: { path } });
    });
    const handle = await open(path, 'r');
    try {
      return await work({ path, handle, size });
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw localError(error, path);
  }
}
