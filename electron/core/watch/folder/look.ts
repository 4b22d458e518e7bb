import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { AppError, appError } from '../../../../shared/errors.ts';
import { localError, nodeCode } from '../../localErrors.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { identityOf } from '../../transfers/source.ts';

/** What is at a path. `other`: a link (never followed), a pipe, a socket, a device: nothing to us. */
export type Look =
  | { kind: 'file'; identity: FileIdentity }
  | { kind: 'folder'; id: string }
  | { kind: 'none' }
  | { kind: 'other' }
  | { kind: 'error'; error: AppError };

/** Tells a folder from another that takes its place. */
export function folderId({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** True when there is nothing at a path: also when what should be a folder above it is a file. */
export function isNotThere(error: unknown): boolean {
  const code = nodeCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** A system's error as ours. What is no system's error is a fault of the program and thrown on. */
export function folderError(error: unknown, name: string): AppError {
  const known = localError(error, name);
  if (known instanceof AppError) return known;
  throw known;
}

/** Looks at an absolute path; `name` is for messages. */
export async function lookAt(path: string | Buffer, name: string): Promise<Look> {
  try {
    const stats = await lstat(path, { bigint: true });
    if (stats.isFile()) return { kind: 'file', identity: identityOf(stats) };
    return stats.isDirectory() ? { kind: 'folder', id: folderId(stats) } : { kind: 'other' };
  } catch (error) {
    return isNotThere(error) ? { kind: 'none' } : { kind: 'error', error: folderError(error, name) };
  }
}

// A BOM at the start of a name belongs to the name.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The names in a folder; `strange` are no valid UTF-8 (Linux allows any bytes). Throws what `readdir` does. */
export async function namesIn(path: string): Promise<{ names: string[]; strange: Buffer[] }> {
  const names: string[] = [];
  const strange: Buffer[] = [];
  for (const bytes of await readdir(path, { encoding: 'buffer' })) {
    try {
      names.push(strictUtf8.decode(bytes));
    } catch {
      strange.push(bytes);
    }
  }
  return { names, strange };
}

/** The error of a name that cannot become a key. */
export function notUnicode(name: string): AppError {
  return appError('local-name-invalid', `${name}: not valid Unicode`, { details: { path: name } });
}
