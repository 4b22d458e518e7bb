import { join } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { mapConcurrently } from '../../concurrency.ts';
import type { ScopeFilter } from './fits.ts';
import type { FoundFile } from './folderWatcher.ts';
import { lookAt, namesIn, notUnicode } from './look.ts';

/** Hears what is in a folder. `folder` and `file` are paths below the watched folder, '' is that folder itself. */
export type Visitor = {
  file(found: FoundFile): void | Promise<void>;
  /** A folder is there; true: it is visited too. */
  folder(folder: string, id: string): boolean;
  /** A file that the patterns leave out; for a folder that they do, with all that is in it. */
  leftOut?(path: string, isFolder: boolean): void;
  problem(path: string, error: AppError): void;
  /** All of a folder has been told; `names` are what is there and counts, also with a problem. */
  listed(folder: string, names: ReadonlySet<string>): void;
  /** A folder that cannot be read. */
  unreadable(folder: string, error: unknown): void;
};

/** How many paths are looked at at once. */
export const LOOKS_AT_ONCE = 16;

/** The path below the watched folder of what is in a folder below it. */
function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Tells a visitor of what is in `start` (a path below `root`), and in the folders in it that it wants. Rejects only when aborted. */
export async function visitFolder(
  root: string,
  start: string,
  filter: ScopeFilter,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<void> {
  // A list, not recursion: trees may be deeper than the call stack.
  const toVisit = [start];

  /** Answers whether what is there counts. */
  async function visitEntry(file: string): Promise<boolean> {
    if (filter.isHidden(file)) return false;
    const path = join(root, file);
    const look = await lookAt(path, file);
    signal.throwIfAborted();
    if (look.kind === 'error') {
      visitor.problem(file, look.error);
      return true;
    }
    if (look.kind === 'file') {
      const counts = filter.fits(file);
      if (counts) await visitor.file({ file, path, identity: look.identity });
      else visitor.leftOut?.(file, false);
      return counts;
    }
    if (look.kind !== 'folder') return false;
    if (!filter.enters(file)) {
      visitor.leftOut?.(file, true);
      return false;
    }
    if (visitor.folder(file, look.id)) toVisit.push(file);
    return true;
  }

  async function visitStrange(folder: string, bytes: Buffer): Promise<boolean> {
    const file = within(folder, bytes.toString('utf8'));
    if (filter.isHidden(file)) return false;
    const look = await lookAt(Buffer.concat([Buffer.from(join(root, folder, '/')), bytes]), file);
    const counts = look.kind === 'folder' ? filter.enters(file) : look.kind === 'file' && filter.fits(file);
    if (counts) visitor.problem(file, notUnicode(file));
    return counts;
  }

  for (let folder = toVisit.pop(); folder !== undefined; folder = toVisit.pop()) {
    signal.throwIfAborted();
    const names = await namesIn(join(root, folder)).catch((error: unknown) => ({ error }));
    if ('error' in names) {
      visitor.unreadable(folder, names.error);
      continue;
    }
    const there = new Set<string>();
    await mapConcurrently(names.names, LOOKS_AT_ONCE, async (name) => {
      signal.throwIfAborted();
      if (await visitEntry(within(folder, name))) there.add(name);
    });
    await mapConcurrently(names.strange, LOOKS_AT_ONCE, async (bytes) => {
      if (await visitStrange(folder, bytes)) there.add(bytes.toString('utf8'));
    });
    visitor.listed(folder, there);
  }
}
