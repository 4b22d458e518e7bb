import type { Stats } from 'node:fs';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { appError } from '../../../shared/errors.ts';
import { localError, nodeCode } from '../localErrors.ts';

/**
 * The folder chosen for a download. `real` is where it truly is: the user may have chosen it through a link. `made`: the
 * folders below it, as relative paths, that are known to be there.
 */
export type LocalFolder = { path: string; real: string; made: Set<string> };

/** Throws `local-not-found`, `local-denied` or `local-io`. */
export async function openFolder(path: string): Promise<LocalFolder> {
  try {
    return { path, real: await realpath(path), made: new Set() };
  } catch (error) {
    throw localError(error, path);
  }
}

const taken = (name: string, what: string) => appError('name-taken', `${name}: ${what}`, { details: { path: name } });

/** What is at a path, without following a link there; null when there is nothing. */
export async function look(path: string, name: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    const code = nodeCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw localError(error, name);
  }
}

/** `a/b/c` is [`a`, `a/b`]: the folders a relative path goes through. */
function foldersOf(relative: string): string[] {
  const names = relative.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}

/**
 * What is already at a relative path (with `/`, as shared/localName.ts makes it); null when there is nothing, or when
 * a link or a file stands where one of its folders should be, which making the folder then reports.
 */
export async function existingAt(root: LocalFolder, relative: string): Promise<Stats | null> {
  for (const folder of foldersOf(relative)) {
    const stats = await look(join(root.real, folder), folder);
    if (!stats?.isDirectory()) return null;
  }
  return look(join(root.real, relative), relative);
}

/**
 * Makes a folder below the chosen one, with all above it, and returns its path. Links on the way are not followed: what
 * is written through one would land elsewhere. Throws `name-taken` for a link or a file in the way.
 */
export async function ensureFolder(root: LocalFolder, relative: string): Promise<string> {
  for (const folder of relative === '' ? [] : foldersOf(`${relative}/`)) {
    if (root.made.has(folder)) continue;
    const path = join(root.real, folder);
    try {
      await mkdir(path);
    } catch (error) {
      if (nodeCode(error) !== 'EEXIST') throw localError(error, folder);
      const stats = await look(path, folder);
      if (stats?.isSymbolicLink()) throw taken(folder, 'a link stands where a folder should be');
      if (!stats?.isDirectory()) throw taken(folder, 'a file stands where a folder should be');
    }
    root.made.add(folder);
  }
  return join(root.real, relative);
}

/** Throws `name-taken` unless the folder of this path is, links resolved, inside the chosen one. */
export async function assertInside(root: LocalFolder, path: string, name: string): Promise<void> {
  const parent = await realpath(dirname(path)).catch((error: unknown) => {
    throw localError(error, name);
  });
  const base = root.real.endsWith(sep) ? root.real : root.real + sep;
  if (parent !== root.real && !parent.startsWith(base)) throw taken(name, 'its folder leads out of the chosen one');
}
