import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { appError } from '../../../shared/errors.ts';
import type { JobNotice } from '../../../shared/transfer.ts';
import { mapConcurrently } from '../concurrency.ts';
import { localError } from '../localErrors.ts';

/** A file to upload: absolute path, and its name below the roots with `/` between folders. Bytes, ISO time. */
export type LocalFile = { path: string; name: string; size: number; modified: string };

export type WalkEvents = {
  file(file: LocalFile): void;
  notice(notice: JobNotice): void;
  /** Something that cannot be uploaded. */
  problem(name: string, error: unknown): void;
};

const LSTATS_AT_ONCE = 16;

// A BOM at the start of a name belongs to the name.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name in text, or null when it is no valid UTF-8 (Linux allows any bytes): it could not become a key and come back. */
function decoded(name: Buffer): string | null {
  try {
    return strictUtf8.decode(name);
  } catch {
    return null;
  }
}

type Entry = { path: string; name: string };

/**
 * Finds all files of the given files and folders (absolute paths), by name within each folder. Symbolic links are not
 * followed, sockets, pipes and devices are left out, empty folders cannot be kept: each is told about.
 */
export async function walk(roots: readonly string[], events: WalkEvents, signal: AbortSignal): Promise<void> {
  async function look(entry: Entry): Promise<Stats | null> {
    try {
      return await lstat(entry.path);
    } catch (error) {
      events.problem(entry.name, localError(error, entry.name));
      return null;
    }
  }

  async function entriesOf(folder: Entry): Promise<Entry[]> {
    const names = await readdir(folder.path, { encoding: 'buffer' });
    if (names.length === 0) events.notice({ kind: 'empty-folder', name: folder.name });
    const entries: Entry[] = [];
    for (const bytes of names.sort(Buffer.compare)) {
      const text = decoded(bytes);
      const within = folder.name === '' ? '' : `${folder.name}/`;
      if (text !== null) entries.push({ path: join(folder.path, text), name: within + text });
      else {
        const name = within + bytes.toString('utf8');
        events.problem(name, appError('local-name-invalid', `${name}: not valid Unicode`, { details: { path: name } }));
      }
    }
    return entries;
  }

  /** Tells of one entry; answers true for a folder, whose turn comes later. */
  function isFolder(entry: Entry, stats: Stats): boolean {
    const { name } = entry;
    if (stats.isDirectory()) return true;
    if (stats.isFile()) events.file({ ...entry, size: stats.size, modified: stats.mtime.toISOString() });
    else events.notice({ kind: stats.isSymbolicLink() ? 'symlink-skipped' : 'special-skipped', name });
    return false;
  }

  async function visit(entries: readonly Entry[]): Promise<Entry[]> {
    const stats = await mapConcurrently(entries, LSTATS_AT_ONCE, async (entry) => {
      signal.throwIfAborted();
      return look(entry);
    });
    return entries.filter((entry, i) => {
      const found = stats[i];
      return found ? isFolder(entry, found) : false;
    });
  }

  // A stack, not recursion: trees may be deeper than the call stack. The last in is the next out, hence the reversals.
  const folders = (await visit(roots.map((path) => ({ path, name: basename(path) })))).reverse();
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    signal.throwIfAborted();
    try {
      folders.push(...(await visit(await entriesOf(folder))).reverse());
    } catch (error) {
      signal.throwIfAborted();
      events.problem(folder.name, localError(error, folder.name));
    }
  }
}
