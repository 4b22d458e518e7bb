import { type BigIntStats, constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appError } from '../../../../shared/errors.ts';
import { nodeCode } from '../../localErrors.ts';
import { syncFolder } from '../../storage/syncFolder.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { sameBytes } from '../../transfers/sameBytes.ts';
import { changed, type FileInRule, isUploaded, lookAt } from './claim.ts';
import { moveApart, takeName } from './moveApart.ts';

/** FAT keeps times to two seconds. */
const TIME_STEP_NS = 2_000_000_000n;

/** A place in the archive: `root` is the archive itself, `folder` is in it or the same. */
export type ArchivePlace = { root: string; folder: string; name: string };

/** Makes a folder where there is none; false when a file has its name. */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (nodeCode(error) !== 'ENOENT') throw error;
  }
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    // Another file of the same folder was faster.
    if (nodeCode(error) === 'EEXIST') return (await stat(path)).isDirectory();
    throw error;
  }
}

/**
 * Where in the archive a file belongs, by its path below the watched folder (with `/`). Makes the folders on the way, as
 * `name (2)` where a file has the name; not those above the archive: where they are missing, a drive is away.
 */
export async function placeInArchive(root: string, file: string): Promise<ArchivePlace> {
  const names = file.split('/');
  const name = names.pop() ?? '';
  let folder = root;
  if (!(await isFolder(root))) throw appError('name-taken', `${root}: it is a file`, { details: { path: root } });
  for (const each of names) {
    const parent = folder;
    folder = join(parent, await takeName(each, (candidate) => isFolder(join(parent, candidate))));
  }
  return { root, folder, name };
}

/** The uploaded file, or what looks like a copy of it, at its place; `aside`, where it is, must have the same bytes. */
export async function findArchived(
  { folder, name }: ArchivePlace,
  identity: FileIdentity,
  aside: string | null,
): Promise<string | null> {
  async function isIt(stats: BigIntStats, path: string) {
    if (isUploaded(stats, identity)) return true;
    const late = stats.mtimeNs - BigInt(identity.mtimeNs);
    const isInTime = late < TIME_STEP_NS && -late < TIME_STEP_NS;
    if (!stats.isFile() || stats.size !== BigInt(identity.size) || !isInTime) return false;
    return !aside || sameBytes(aside, path);
  }
  const found: string[] = [];
  await takeName(name, async (candidate) => {
    const path = join(folder, candidate);
    const stats = await lookAt(path);
    if (stats && (await isIt(stats, path))) found.push(path);
    return !stats || found.length > 0;
  });
  return found[0] ?? null;
}

const temporaryIn = (folder: string, { id }: FileInRule) => join(folder, `.stave-archiving-${id}`);

/** Removes the unfinished copy that an ended run may have left. */
export async function removeCopy({ folder }: ArchivePlace, which: FileInRule): Promise<void> {
  await rm(temporaryIn(folder, which), { force: true });
}

/**
 * A copy of the file in a folder on another device, with its time and mode, on disk for certain, compared byte for byte.
 * Throws `source-changed` when they differ.
 */
async function copyInto(folder: string, from: string, which: FileInRule): Promise<string> {
  const temporary = temporaryIn(folder, which);
  await rm(temporary, { force: true });
  try {
    const { mode, atimeMs, mtimeMs } = await lstat(from);
    await copyFile(from, temporary, constants.COPYFILE_EXCL);
    // The mode came with it, and may forbid writing.
    await chmod(temporary, 0o600);
    const copy = await open(temporary, 'r+');
    try {
      await copy.utimes(atimeMs / 1000, mtimeMs / 1000);
      await copy.chmod(mode);
      await copy.sync();
    } finally {
      await copy.close();
    }
    if (!(await sameBytes(from, temporary))) throw changed(which.file);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Copies a file of another device to its place; it is there for good when this resolves, with the path. */
export async function copyToArchive(place: ArchivePlace, from: string, which: FileInRule): Promise<string> {
  const temporary = await copyInto(place.folder, from, which);
  const path = await moveApart(temporary, place.folder, place.name);
  for (let folder = place.folder; ; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder === place.root) return path;
  }
}
