import type { BigIntStats } from 'node:fs';
import { lstat, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { appError } from '../../../../shared/errors.ts';
import { cutToBytes } from '../../../../shared/localName.ts';
import { nodeCode } from '../../localErrors.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { isSameFile } from '../../transfers/source.ts';
import { moveApart } from './moveApart.ts';

/** A file of a watched folder, and what it was when it was uploaded. */
export type UploadedFile = { path: string; identity: FileIdentity };

/** Its path below the rule's folder (with `/`), for the archive and for messages, and what tells it from all others. */
export type FileInRule = { file: string; id: string | number };

const MAX_NAME_BYTES = 255;

/** Where a file stands while it is put away; the watcher ignores `.stave-*`. The same each time, so that it is found again. */
export function asidePath(path: string, id: string | number): string {
  return join(dirname(path), cutToBytes(`.stave-removing-${id}-${basename(path)}`, MAX_NAME_BYTES));
}

/** What is at a path, links not followed; null when there is nothing. */
export async function lookAt(path: string): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    const code = nodeCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

export function isUploaded(stats: BigIntStats, identity: FileIdentity): boolean {
  const { size, mtimeNs, ino, dev } = stats;
  const found = { size: Number(size), mtimeNs: String(mtimeNs), ino: String(ino), dev: String(dev) };
  return stats.isFile() && isSameFile(found, identity);
}

export const changed = (file: string) =>
  appError('source-changed', `${file}: it was written to or replaced after its upload`, { details: { path: file } });

/** Puts back under its name what stands aside, or beside it as `name (2)`, never over anything. */
export async function putBack(aside: string, path: string): Promise<void> {
  const left = await lookAt(aside);
  if (!left) return;
  const there = await lookAt(path);
  const isBack = there?.ino === left.ino && there.dev === left.dev;
  // Under both names: an earlier try was ended half-way.
  if (isBack) await unlink(aside);
  else await moveApart(aside, dirname(path), basename(path));
}

/** Throws `folder-gone` when the file's device is not there: then it cannot be told whether the file is. */
async function assertMounted(path: string, { dev }: FileIdentity, file: string): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stats = await lookAt(folder);
    if (!stats && folder !== dirname(folder)) continue;
    if (String(stats?.dev) === dev) return;
    throw appError('folder-gone', `${file}: its drive is not there`, { details: { path: folder } });
  }
}

/** How a file came to stand aside. `found`: an earlier run took it, and was ended. `gone`: it is not there any more. */
export type Claim = 'taken' | 'found' | 'gone';

/**
 * Takes the uploaded file aside, out of the reach of those who write by its name, and makes sure of what was taken. Throws `source-changed` when it
 * is not the file that was uploaded, which then has its name again; `folder-gone`.
 */
export async function claim({ path, identity }: UploadedFile, aside: string, file: string): Promise<Claim> {
  const left = await lookAt(aside);
  const there = await lookAt(path);
  if (left) {
    const isBack = there?.ino === left.ino && there.dev === left.dev;
    if (!isBack && isUploaded(left, identity)) return 'found';
    await putBack(aside, path);
    return claim({ path, identity }, aside, file);
  }
  if (!there) {
    await assertMounted(path, identity, file);
    return 'gone';
  }
  if (!isUploaded(there, identity)) throw changed(file);
  try {
    await rename(path, aside);
  } catch (error) {
    if (nodeCode(error) !== 'ENOENT') throw error;
    return claim({ path, identity }, aside, file);
  }
  const taken = await lookAt(aside);
  if (taken && isUploaded(taken, identity)) return 'taken';
  await putBack(aside, path);
  throw changed(file);
}
