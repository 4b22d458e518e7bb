import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appError } from '../../../shared/errors.ts';
import { cutToBytes } from '../../../shared/localName.ts';
import { localError, nodeCode } from '../localErrors.ts';
import { syncFolder } from '../storage/syncFolder.ts';
import { assertInside, ensureFolder, type LocalFolder, look } from './localFolder.ts';
import { sameBytes } from './sameBytes.ts';

/** A file that is being downloaded, under a temporary name in its folder until it is whole. */
export type Target = {
  /** Writes the chunks one after the other, the first at `position`. */
  write(chunks: readonly Buffer[], position: number): Promise<void>;
  /** Reads what was written; answers with how many bytes there were. */
  read(into: Buffer, position: number): Promise<number>;
  /** What was written before is on disk when it resolves. */
  dataSync(): Promise<void>;
  /** Bytes of the file that the disk has still to find room for, and those that it has free. */
  room(): Promise<{ needed: number; free: number }>;
  /**
   * Makes the file permanent: on disk, with its time, under its name. Throws `name-taken` when something else than this
   * very file has that name and `replace` is not set.
   */
  commit(options: { modified: string; replace: boolean }): Promise<void>;
  /** Lets the temporary file lie, to go on with it later. */
  close(): Promise<void>;
  /** Removes the temporary file; after `commit` it does nothing. */
  discard(): Promise<void>;
};

/** Where a file and its temporary one belong. */
export type Place = { root: LocalFolder; relative: string; path: string; temporary: string };

const MAX_NAME_BYTES = 255;
const RENAME_TRIES = 6;
const ENDING = '.stave-part';
const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants;

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

/**
 * Makes the folder of a file, and finds its place in it. `relative` is a path as shared/localName.ts makes it. One job
 * gets the same temporary name each time: what a run that was killed has left is found again. Throws `name-taken` and
 * the local errors.
 */
export async function placeOf(root: LocalFolder, relative: string, jobId: string): Promise<Place> {
  const folder = dirname(relative);
  const path = join(await ensureFolder(root, folder === '.' ? '' : folder), basename(relative));
  await assertInside(root, path, relative);
  return { root, relative, path, temporary: join(dirname(path), temporaryName(relative, jobId)) };
}

function temporaryName(relative: string, jobId: string): string {
  const id = createHash('sha1').update(`${jobId} ${relative}`).digest('hex').slice(0, 8);
  const ending = `.${id}${ENDING}`;
  return `.${cutToBytes(basename(relative), MAX_NAME_BYTES - ending.length - 1)}${ending}`;
}

/**
 * Removes the temporary file of a job that was killed, if there is one: small files have no record that tells. Throws
 * the local errors, and `name-taken` when its folder now leads elsewhere.
 */
export async function removeStray(root: LocalFolder, relative: string, jobId: string): Promise<void> {
  const folder = join(root.real, dirname(relative));
  if (!(await look(folder, relative))?.isDirectory()) return;
  const path = join(folder, temporaryName(relative, jobId));
  await assertInside(root, path, relative);
  await removeTemporary(path);
}

/** A new temporary file, of so many bytes when a size is given. Throws the local errors. */
export async function createTarget(place: Place, size?: number): Promise<Target> {
  const create = () => open(place.temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW);
  try {
    const file = await create().catch(async (error: unknown) => {
      if (nodeCode(error) !== 'EEXIST') throw error;
      // Whatever has the name, a link too: it goes, not what it leads to.
      await rm(place.temporary);
      return create();
    });
    const target = targetOn(file, place);
    if (size === undefined) return target;
    await file.truncate(size).catch(async (error: unknown) => {
      await target.discard();
      throw error;
    });
    return target;
  } catch (error) {
    throw localError(error, place.relative);
  }
}

const isSameFile = (a: Stats, b: Stats) => a.ino === b.ino && a.dev === b.dev;

/** The temporary file of an earlier run; null when it is not there, or not as it was left: a file of that size, no link. */
export async function reopenTarget(place: Place, left: { temporary: string; size: number }): Promise<Target | null> {
  if (left.temporary !== place.temporary) return null;
  const file = await open(place.temporary, O_RDWR | O_NOFOLLOW).catch((error: unknown) => {
    if (['ENOENT', 'ELOOP', 'EISDIR'].includes(nodeCode(error) ?? '')) return null;
    throw localError(error, place.relative);
  });
  if (!file) return null;
  const [opened, named] = await Promise.all([file.stat(), lstat(place.temporary)]);
  // Windows has no O_NOFOLLOW: there the comparison finds the link.
  const isOurs = opened.isFile() && opened.size === left.size && opened.nlink === 1 && isSameFile(opened, named);
  if (isOurs) return targetOn(file, place);
  await file.close();
  return null;
}

function targetOn(file: FileHandle, { root, relative, path, temporary }: Place): Target {
  let isOpen = true;
  let isTemporary = true;

  const local = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw localError(error, relative);
    });

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
    await local(file.close());
  }

  /** Whether the name can be had. False: this very file has it already, as a run that was killed has left it. */
  async function isNameFree(replace: boolean): Promise<boolean> {
    const existing = await look(path, relative);
    if (!existing || (replace && !existing.isDirectory())) return true;
    if (existing.isFile() && (await local(sameBytes(path, temporary)))) return false;
    throw appError('name-taken', `${relative}: it exists already`, { details: { path: relative } });
  }

  return {
    async write(chunks, position) {
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
      const { bytesWritten } = await local(file.writev(chunks, position));
      // A disk that fills up in the middle of a write takes a part of it; the rest then says why.
      if (bytesWritten < bytes) await writeRest(Buffer.concat(chunks), bytesWritten, position);
    },
    read: async (into, position) => (await local(file.read(into, 0, into.byteLength, position))).bytesRead,
    dataSync: () => local(file.datasync()),
    async room() {
      const [{ size, blocks }, disk] = await local(Promise.all([file.stat(), statfs(dirname(temporary))]));
      return { needed: Math.max(0, size - blocks * 512), free: disk.bavail * disk.bsize };
    },
    async commit({ modified, replace }) {
      await local(file.utimes(new Date(), new Date(modified)));
      await local(file.sync());
      await close();
      await assertInside(root, path, relative);
      if (await isNameFree(replace)) await local(renamePatiently(temporary, path));
      else await local(rm(temporary));
      isTemporary = false;
    },
    close,
    async discard() {
      await close();
      if (isTemporary) await local(rm(temporary, { force: true }));
      isTemporary = false;
    },
  };
}

/** Puts the names of a folder on disk. Throws the local errors. */
export async function settleFolder({ path, relative }: Place): Promise<void> {
  try {
    await syncFolder(dirname(path));
  } catch (error) {
    throw localError(error, relative);
  }
}

/** Removes the temporary file of an earlier run, if it is there. Throws the local errors. */
export async function removeTemporary(temporary: string): Promise<void> {
  // A journal that was tampered with must not make us remove anything else.
  if (!basename(temporary).endsWith(ENDING)) return;
  try {
    await rm(temporary, { force: true });
  } catch (error) {
    // Its folder is gone, or is none any more: and so is the file.
    if (nodeCode(error) !== 'ENOTDIR') throw localError(error, basename(temporary));
  }
}
