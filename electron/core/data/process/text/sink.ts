import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { localError } from '../../../localErrors.ts';
import { renameOverBusyFile } from '../../../storage/atomicWrite.ts';
import { syncFolder } from '../../../storage/syncFolder.ts';
import type { TextEncoding } from './encoding.ts';

/** A file that is being written under another name until it is whole. */
export type Sink = {
  /** Takes bytes that must stay as they are until the next flush. */
  write(bytes: Uint8Array): void;
  flush(): Promise<void>;
  /** Ends the file: all of it is on the disk. Answers with its size, bytes. */
  end(): Promise<number>;
};

/** How bytes as they are seen in a window (textReader.ts) are written in the file's own encoding. */
export function encoderOf({ name, bigEndian }: TextEncoding): (bytes: Buffer) => Buffer {
  if (name !== 'utf-16') return (bytes) => bytes;
  return (bytes) => {
    const wide = Buffer.from(bytes.toString('utf8'), 'utf16le');
    return bigEndian ? wide.swap16() : wide;
  };
}

/** Writes to an open file; what is given in one piece holds whole characters. */
export function createSink(file: FileHandle, encode: (bytes: Buffer) => Buffer): Sink {
  let waiting: Uint8Array[] = [];
  let written = 0;

  async function flush() {
    const bytes = encode(Buffer.concat(waiting));
    waiting = [];
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
      at += bytesWritten;
    }
    written += bytes.length;
  }

  return {
    write: (bytes) => void waiting.push(bytes),
    flush,
    async end() {
      await flush();
      await file.sync();
      return written;
    },
  };
}

/**
 * Lets `work` write the file `part`, and gives it the name `target` when it is whole and on the disk. It does not stay
 * behind when the work fails. Errors of the disk come as AppError (`local-disk-full`, ...).
 */
export async function writeWhole<T>(part: string, target: string, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await renameOverBusyFile(part, target);
    await syncFolder(dirname(target));
    return result;
  } catch (error) {
    await rm(part, { force: true });
    throw localError(error, target);
  }
}

/** Opens a new file for writing, and closes it whatever becomes of the work. */
export async function withNewFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'w');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
