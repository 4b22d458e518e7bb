import { type FSWatcher as FolderWatch, lstatSync, watch } from 'node:fs';
import { join } from 'node:path';
import { FSWatcher } from 'chokidar';
import { nodeCode } from '../../localErrors.ts';
import type { StartSource } from './changeSource.ts';
import { folderId, isNotThere } from './look.ts';
import { paced } from './paced.ts';

/** Chokidar reads a folder anew at most that often to find new folders in it. */
const READ_EVERY_MS = 500;

/**
 * Changes as chokidar 5 (5.0.0 exactly) finds them. It is left to know which folders there are, and files are ignored:
 * else it would hold a system's watch for each file. How one folder is watched is put in its place here, because its own
 * way (1) reads the whole folder and looks at each file again with every write to one of them: measured, a file that
 * grows in a folder of 1,000 takes more than a whole core, and one in a hundred this way; (2) shares one watch among all
 * who watch the same path, also when that path has become another folder meanwhile; (3) does not tell from when on a new
 * folder is watched, so that files made in it before could be missed.
 */
export const chokidarSource: StartSource = (root, { subfolders, isLeftOut }, events) => {
  let isClosed = false;
  const watches = new Set<() => void>();

  const watcher = new FSWatcher({
    followSymlinks: false,
    ignoreInitial: true,
    awaitWriteFinish: false,
    atomic: false,
    ...(subfolders ? {} : { depth: 0 }),
    ignored: (path, stats) => (stats !== undefined && !stats.isDirectory()) || isLeftOut(path),
  });

  /** A folder that is deleted while it is watched is no failure; Windows says EPERM then. */
  function failed(folder: string, error: unknown) {
    if (isClosed) return;
    if (isNotThere(error) || (process.platform === 'win32' && nodeCode(error) === 'EPERM')) {
      events.changed(folder, 'entry');
    } else events.error(error);
  }

  function watchFolder(folder: string, readAnew: (folder: string) => unknown): (() => void) | undefined {
    const read = paced(READ_EVERY_MS, () => readAnew(folder));
    let native: FolderWatch;
    let id: string;
    try {
      native = watch(folder, (type, name) => {
        if (isClosed) return;
        const isContent = type === 'change' && name !== null;
        // What is written into a file makes no new folder.
        if (!isContent) read.call();
        events.changed(name === null ? folder : join(folder, name), isContent ? 'content' : 'entry');
      });
    } catch (error) {
      failed(folder, error);
      return undefined;
    }
    function close() {
      watches.delete(close);
      read.cancel();
      native.close();
    }
    watches.add(close);
    native.on('error', (error) => {
      close();
      failed(folder, error);
    });
    try {
      id = folderId(lstatSync(folder, { bigint: true }));
    } catch (error) {
      failed(folder, error);
      return close;
    }
    if (!isClosed) events.watched(folder, id);
    return close;
  }

  watcher._nodeFsHandler._watchWithNodeFs = watchFolder;
  watcher.on('ready', () => events.ready());
  watcher.on('error', (error) => events.error(error));
  watcher.add(root);

  return {
    async close() {
      isClosed = true;
      const closed = watcher.close();
      // What it had begun may fail yet, and an `error` that nobody hears would be thrown.
      watcher.on('error', () => {});
      await closed;
      for (const close of watches) close();
    },
  };
};
