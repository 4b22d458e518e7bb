import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { type AppError, appError } from '../../../shared/errors.ts';
import { localError, nodeCode } from '../localErrors.ts';
import type { FileIdentity } from './journal/records.ts';
import { errorData } from './retry.ts';

/** A local file that is being uploaded, held open. What is read must be one state of the file, from the first byte to the last. */
export type Source = {
  /** Bytes, when it was opened. */
  size: number;
  /** What it was when it was opened. */
  identity: FileIdentity;
  /** Exactly these bytes. Throws `changed` when the file has become shorter. */
  read(offset: number, length: number): Promise<Buffer>;
  /** The MD5 (hex) of these bytes, read slice by slice. Throws as `read`. */
  md5(offset: number, length: number, signal: AbortSignal): Promise<string>;
  /**
   * Throws `changed` when the file is not what it was when opened (size, modification time, or another file in its
   * place), `source-deleted` when it is gone.
   */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
};

const SLICE_BYTES = 1024 * 1024;

/** What a look at a file tells of it. */
export function identityOf({ size, mtimeNs, ino, dev }: BigIntStats): FileIdentity {
  return { size: Number(size), mtimeNs: String(mtimeNs), ino: String(ino), dev: String(dev) };
}

/** Whether a file is still the one it was, with the same bytes, as far as the file system tells. */
export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino && a.dev === b.dev;
}

function changed(name: string, what: string): AppError {
  return appError('changed', `${name}: ${what}`, { details: { path: name } });
}

/** True for the `changed` of a local file; a server's has no path. */
export function isSourceChange(error: unknown): boolean {
  const { code, details } = errorData(error);
  return code === 'changed' && details?.path !== undefined;
}

/** A file that is not there any more was there when the upload was planned. */
function sourceError(error: unknown, name: string): unknown {
  if (nodeCode(error) !== 'ENOENT') return localError(error, name);
  return appError('source-deleted', `${name}: it is gone`, { details: { path: name } });
}

/** What is at a path now. Throws `source-deleted`, `local-denied`, `local-io`, and `changed` for what is no file. */
export async function lookAtFile(path: string, name: string): Promise<FileIdentity> {
  try {
    const stats = await lstat(path, { bigint: true });
    if (!stats.isFile()) throw changed(name, 'it is no longer a file');
    return identityOf(stats);
  } catch (error) {
    throw sourceError(error, name);
  }
}

/** Opens a file for upload. `name` is for messages. Throws `source-deleted`, `local-denied`, `local-io`; a link or no file is `changed`. */
export async function openSource(path: string, name: string): Promise<Source> {
  // Windows has no O_NOFOLLOW: there the first look at the path finds the link. O_NONBLOCK: a pipe must not hang us.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      throw nodeCode(error) === 'ELOOP' ? changed(name, 'a link has taken its place') : sourceError(error, name);
    },
  );

  async function readInto(buffer: Buffer, offset: number): Promise<void> {
    for (let filled = 0; filled < buffer.byteLength; ) {
      const { bytesRead } = await file
        .read(buffer, filled, buffer.byteLength - filled, offset + filled)
        .catch((error: unknown) => {
          throw localError(error, name);
        });
      if (bytesRead === 0) throw changed(name, 'it has become shorter');
      filled += bytesRead;
    }
  }

  try {
    const opened = await file.stat({ bigint: true });
    if (!opened.isFile()) throw changed(name, 'it is no longer a file');
    const identity = identityOf(opened);
    return {
      size: identity.size,
      identity,
      async read(offset, length) {
        const buffer = Buffer.allocUnsafe(length);
        await readInto(buffer, offset);
        return buffer;
      },
      async md5(offset, length, signal) {
        const hash = createHash('md5');
        const slice = Buffer.allocUnsafe(Math.min(SLICE_BYTES, length));
        for (let done = 0; done < length; done += SLICE_BYTES) {
          signal.throwIfAborted();
          const filled = slice.subarray(0, Math.min(SLICE_BYTES, length - done));
          await readInto(filled, offset + done);
          hash.update(filled);
        }
        return hash.digest('hex');
      },
      async assertUnchanged() {
        // One look is enough: what is at the path is the open file when inode and device are its.
        if (!isSameFile(await lookAtFile(path, name), identity)) throw changed(name, 'it was written to, or replaced');
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw localError(error, name);
  }
}
