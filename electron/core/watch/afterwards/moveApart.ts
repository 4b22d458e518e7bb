import { link, open, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeCode } from '../../localErrors.ts';
import { keepBothName } from '../../transfers/planDownload.ts';

/** What `link` says where the file system has no hard links (FAT, many network drives), or none for this file. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EISDIR',
]);

const isTaken = (error: unknown) => nodeCode(error) === 'EEXIST';

/** As `moveTo`, where there are no hard links: an empty file of our own holds the name until the rename takes its place. */
export async function moveOverPlaceholder(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  try {
    await rename(from, to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
  return true;
}

/** Moves a file to a name on the same device; false when the name is taken. `rename` would overwrite, `link` cannot. */
async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (isTaken(error)) return false;
    if (NO_LINKS.has(nodeCode(error))) return moveOverPlaceholder(from, to);
    throw error;
  }
  await unlink(from);
  return true;
}

/** The name, or the first of `name (2)`, `name (3)` ... for which `take` succeeds. */
export async function takeName(name: string, take: (name: string) => Promise<boolean>): Promise<string> {
  if (await take(name)) return name;
  return keepBothName(name, async (candidate) => !(await take(candidate)));
}

/**
 * Moves a file into a folder on the same device under a name that is free there, never over anything; returns the new
 * path. Ended half-way it leaves the file under both names. Throws the system's errors.
 */
export async function moveApart(from: string, folder: string, name: string): Promise<string> {
  return join(folder, await takeName(name, (candidate) => moveTo(from, join(folder, candidate))));
}
