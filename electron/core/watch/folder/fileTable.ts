import type { FoundFile } from './folderWatcher.ts';

/**
 * A file that is known. `waiting`: it may still be written to; `still`: told as such; `missing`: nothing is at its path,
 * and it is not known yet whether it was moved. Times by the clock, in ms.
 */
export type KnownFile = FoundFile & {
  state: 'waiting' | 'still' | 'missing';
  /** The first look that saw it as it is. */
  seenAt: number;
  /** Of a missing one: since when, and whether it was still. */
  missing: { since: number; wasStill: boolean } | null;
};

/** The files and folders that are known of a watched folder, by path below it ('' is that folder itself). */
export type FileTable = {
  get(file: string): KnownFile | undefined;
  add(known: KnownFile): void;
  remove(known: KnownFile): void;
  /** Changes path or identity: the table finds files by both. */
  alter(known: KnownFile, change: Partial<FoundFile>): void;
  withInode(found: FoundFile): KnownFile[];
  /** What is known right inside a folder. */
  inside(folder: string): { files: KnownFile[]; folders: string[] };
  folderId(folder: string): string | undefined;
  setFolder(folder: string, id: string): void;
  /** Forgets a folder with the folders in it, and answers with all files that were below it. */
  dropFolder(folder: string): KnownFile[];
  folders(): Iterable<[folder: string, id: string]>;
  clear(): void;
};

type Folder = { id: string; files: Set<KnownFile>; folders: Set<string> };

/** The folder above, '' for the watched one. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function inode({ identity }: FoundFile): string {
  return `${identity.dev}:${identity.ino}`;
}

export function createFileTable(): FileTable {
  const files = new Map<string, KnownFile>();
  const inodes = new Map<string, Set<KnownFile>>();
  const folders = new Map<string, Folder>();

  /** A folder has no id ('') before it was seen itself, and when it is gone but files of it are still spoken of. */
  function folderAt(path: string): Folder {
    const known = folders.get(path);
    if (known) return known;
    const folder = { id: '', files: new Set<KnownFile>(), folders: new Set<string>() };
    folders.set(path, folder);
    if (path !== '') folderAt(parentOf(path)).folders.add(path);
    return folder;
  }

  /** Lets go of a folder that is gone and of which nothing is spoken, and of those above it. */
  function prune(path: string) {
    const folder = folders.get(path);
    if (!folder || path === '' || folder.id !== '' || folder.files.size + folder.folders.size > 0) return;
    folders.delete(path);
    folders.get(parentOf(path))?.folders.delete(path);
    prune(parentOf(path));
  }

  function add(known: KnownFile) {
    files.set(known.file, known);
    folderAt(parentOf(known.file)).files.add(known);
    const same = inodes.get(inode(known));
    if (same) same.add(known);
    else inodes.set(inode(known), new Set([known]));
  }

  function remove(known: KnownFile) {
    files.delete(known.file);
    folders.get(parentOf(known.file))?.files.delete(known);
    prune(parentOf(known.file));
    const same = inodes.get(inode(known));
    same?.delete(known);
    if (same?.size === 0) inodes.delete(inode(known));
  }

  return {
    get: (file) => files.get(file),
    add,
    remove,
    alter(known, change) {
      remove(known);
      Object.assign(known, change);
      add(known);
    },
    withInode: (found) => [...(inodes.get(inode(found)) ?? [])],
    inside(path) {
      const folder = folders.get(path);
      return { files: [...(folder?.files ?? [])], folders: [...(folder?.folders ?? [])] };
    },
    folderId: (path) => folders.get(path)?.id || undefined,
    setFolder(path, id) {
      folderAt(path).id = id;
    },
    dropFolder(path) {
      const below = [path];
      const left: KnownFile[] = [];
      for (const next of below) {
        const folder = folders.get(next);
        if (!folder) continue;
        folder.id = '';
        left.push(...folder.files);
        below.push(...folder.folders);
      }
      for (const next of below.reverse()) prune(next);
      return left;
    },
    *folders() {
      for (const [path, { id }] of folders) if (id !== '') yield [path, id];
    },
    clear() {
      files.clear();
      inodes.clear();
      folders.clear();
    },
  };
}
