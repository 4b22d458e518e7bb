import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appError } from '../../../shared/errors.ts';
import { cutToBytes } from '../../../shared/localName.ts';
import { localError, nodeCode } from '../localErrors.ts';
import { assertInside, ensureFolder, existingAt, type LocalFolder } from './localFolder.ts';

/** A file that is being downloaded, under a temporary name in its folder until it is whole. */
export type Target = {
  /** Writes the chunks one after the other, the first at `position`. */
  write(chunks: readonly Buffer[], position: number): Promise<void>;
  /**
   * Makes the file permanent: on disk, with its time, under its name. Throws `name-taken` when something has that name
   * and `replace` is not set.
   */
  commit(options: { modified: string; replace: boolean }): Promise<void>;
  /** Removes the temporary file; after `commit` it does nothing. */
  discard(): Promise<void>;
};

const MAX_NAME_BYTES = 255;
const RENAME_TRIES = 6;

/** On Windows a virus scanner may hold a new file open for a moment, and the rename fails. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isHeld = process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(nodeCode(error) ?? '');
      if (!isHeld || tries === RENAME_TRIES) throw error;
      await sleep(50 * 2 ** tries);
    }
  }
}

/** `relative` is a path as shared/localName.ts makes it. Throws `name-taken` and the local errors. */
export async function openTarget(root: LocalFolder, relative: string): Promise<Target> {
  const local = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw localError(error, relative);
    });

  const folder = dirname(relative);
  const path = join(await ensureFolder(root, folder === '.' ? '' : folder), basename(relative));
  await assertInside(root, path, relative);
  const ending = `.${randomUUID().slice(0, 8)}.stave-part`;
  const temporary = join(
    dirname(path),
    `.${cutToBytes(basename(relative), MAX_NAME_BYTES - ending.length - 1)}${ending}`,
  );
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const file = await local(open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW));
  let isOpen = true;
  let isTemporary = true;

  async function writeRest(bytes: Buffer, from: number, position: number) {
    for (let written = from; written < bytes.byteLength; ) {
      const rest = bytes.byteLength - written;
      const { bytesWritten } = await local(file.write(bytes, written, rest, position + written));
      written += bytesWritten;
    }
  }

  async function close() {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  }

  return {
    async write(chunks, position) {
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      const { bytesWritten } = await local(file.writev(chunks, position));
      // A disk that fills up in the middle of a write takes a part of it; the rest then says why.
      if (bytesWritten < bytes) await writeRest(Buffer.concat(chunks), bytesWritten, position);
    },
    async commit({ modified, replace }) {
      await local(file.sync());
      await local(file.utimes(new Date(), new Date(modified)));
      await local(close());
      await assertInside(root, path, relative);
      const existing = await existingAt(root, relative);
      if (existing && (!replace || existing.isDirectory())) {
        throw appError('name-taken', `${relative}: it exists already`, { details: { path: relative } });
      }
      await local(renamePatiently(temporary, path));
      isTemporary = false;
    },
    async discard() {
      await local(close());
      if (isTemporary) await local(rm(temporary, { force: true }));
      isTemporary = false;
    },
  };
}
