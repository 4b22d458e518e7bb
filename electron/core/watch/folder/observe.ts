import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { mapConcurrently } from '../../concurrency.ts';
import { type FileTable, parentOf } from './fileTable.ts';
import type { ScopeFilter } from './fits.ts';
import { folderError, isNotThere, lookAt } from './look.ts';
import type { Tracker } from './tracker.ts';
import { LOOKS_AT_ONCE, type Visitor, visitFolder } from './visitFolder.ts';

/** Looks at a watched folder, and tells the tracker of its files and the table of its folders. Rejects only when aborted. */
export type Observer = {
  /** Looks through all. Answers whether the watched folder itself could be read. */
  scan(): Promise<boolean>;
  /** Looks at what may have changed. */
  lookAtChanges(changes: ReadonlyMap<string, 'content' | 'entry'>): Promise<void>;
};

type ObserverDeps = {
  root: string;
  filter: ScopeFilter;
  table: FileTable;
  tracker: Tracker;
  /** A folder was seen that was not known, or is another one than before. */
  onNewFolder: () => void;
  signal: AbortSignal;
};

/** Most need no look, so nothing else would have its turn meanwhile. */
const CHANGES_AT_ONCE = 500;

export function createObserver({ root, filter, table, tracker, onNewFolder, signal }: ObserverDeps): Observer {
  let isRootRead = true;

  function visitor(goesEverywhere: boolean): Visitor {
    return {
      file(found) {
        if (table.folderId(found.file)) tracker.sawNoFolder(found.file);
        return tracker.saw(found);
      },
      folder(folder, id) {
        if (table.get(folder)) tracker.sawNone(folder);
        const known = table.folderId(folder);
        if (known === id) return goesEverywhere;
        if (known) tracker.sawNoFolder(folder);
        table.setFolder(folder, id);
        onNewFolder();
        return true;
      },
      problem: tracker.problem,
      listed(folder, names) {
        const within = folder === '' ? '' : `${folder}/`;
        const isLost = (path: string) => !names.has(path.slice(within.length));
        const { files, folders } = table.inside(folder);
        for (const { file } of files) if (isLost(file)) tracker.sawNone(file);
        for (const path of folders) if (isLost(path)) tracker.sawNoFolder(path);
        for (const path of tracker.problemsIn(folder)) if (isLost(path)) tracker.solved(path);
        if (tracker.hasProblem(folder)) tracker.solved(folder);
      },
      unreadable(folder, error) {
        // Whether the watched folder itself is there, others find out.
        if (folder === '') {
          isRootRead = false;
          return;
        }
        if (isNotThere(error)) return tracker.sawNoFolder(folder);
        tracker.problem(folder, folderError(error, folder));
        // New again when it can be read.
        table.setFolder(folder, '');
      },
    };
  }

  /** Answers with the folder that is to be listed, if there is one. */
  async function lookAtChange(path: string, what: 'content' | 'entry'): Promise<string | null> {
    if (path === '') return what === 'entry' ? '' : null;
    // What took the place of bytes that are no text: which name it is, only its folder tells.
    if (path.includes('\uFFFD')) return parentOf(path);
    if (filter.isHidden(path)) return null;
    const counts = filter.fits(path);
    if (what === 'content' && !tracker.hasProblem(path)) {
      // A folder's own times and rights say nothing of its files.
      if (!counts || tracker.willLook(path)) return null;
    }
    const look = await lookAt(join(root, path), path);
    signal.throwIfAborted();
    if (look.kind === 'folder' && filter.enters(path)) {
      const isNew = visitor(false).folder(path, look.id);
      return isNew || what === 'entry' || tracker.hasProblem(path) ? path : null;
    }
    // What is wrong there, the folder that it is in shows: its own rights were changed, perhaps.
    if (look.kind === 'error') return parentOf(path);
    if (table.folderId(path)) tracker.sawNoFolder(path);
    if (look.kind === 'file' && counts) {
      await tracker.saw({ file: path, path: join(root, path), identity: look.identity });
    } else tracker.sawNone(path);
    return null;
  }

  return {
    async scan() {
      isRootRead = true;
      await visitFolder(root, '', filter, visitor(true), signal);
      return isRootRead;
    },
    async lookAtChanges(changes) {
      const toList = new Set<string>();
      const queue = [...changes];
      for (let start = 0; start < queue.length; start += CHANGES_AT_ONCE) {
        const some = queue.slice(start, start + CHANGES_AT_ONCE);
        await mapConcurrently(some, LOOKS_AT_ONCE, async ([path, what]) => {
          const folder = await lookAtChange(path, what);
          if (folder !== null) toList.add(folder);
        });
        await setImmediate();
      }
      for (const folder of toList) await visitFolder(root, folder, filter, visitor(false), signal);
    },
  };
}
