import { type BigIntStats, constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { appError } from '../../../shared/errors.ts';
import { localError, nodeCode } from '../localErrors.ts';

/** A local file that is being uploaded, held open. What is read must be one state of the file, from the first byte to the last. */
export type Source = {
  /** Bytes, when it was opened. */
  size: number;
  /** Exactly these bytes. Throws `changed` when the file has become shorter. */
  read(offset: number, length: number): Promise<Buffer>;
  /**
   * Throws `changed` when the file is not what it was when opened (size, modification time, or another file in its
   * place), `local-not-found` when it is gone.
   */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
};

const identity = (s: BigIntStats) => `${s.size} ${s.mtimeNs} ${s.ino} ${s.dev}`;

/** Opens a file for upload. `name` is for messages. Throws `local-not-found`, `local-denied`, `local-io`; a link or no file is `changed`. */
export async function openSource(path: string, name: string): Promise<Source> {
  const changed = (what: string) => appError('changed', `${name}: ${what}`, { details: { path: name } });
  const atPath = async (): Promise<BigIntStats> => {
    try {
      return await lstat(path, { bigint: true });
    } catch (error) {
      throw localError(error, name);
    }
  };

  // Windows has no O_NOFOLLOW: there the comparison with lstat below finds the link. O_NONBLOCK: a pipe must not hang us.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      throw nodeCode(error) === 'ELOOP' ? changed('a link has taken its place') : localError(error, name);
    },
  );
  try {
    const opened = await file.stat({ bigint: true });
    if (!opened.isFile()) throw changed('it is no longer a file');
    const source: Source = {
      size: Number(opened.size),
      async read(offset, length) {
        const buffer = Buffer.allocUnsafe(length);
        for (let filled = 0; filled < length; ) {
          const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled).catch((error) => {
            throw localError(error, name);
          });
          if (bytesRead === 0) throw changed('it has become shorter');
          filled += bytesRead;
        }
        return buffer;
      },
      async assertUnchanged() {
        if (identity(await file.stat({ bigint: true })) !== identity(opened)) throw changed('it was written to');
        if (identity(await atPath()) !== identity(opened)) throw changed('another file has taken its place');
      },
      close: () => file.close(),
    };
    await source.assertUnchanged();
    return source;
  } catch (error) {
    await file.close();
    throw error;
  }
}
