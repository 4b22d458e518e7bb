import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../ports.ts';
import { deferred } from '../transfers/deferred.ts';
import { chokidarSource } from '../watch/folder/chokidarSource.ts';
import type { FolderScope, FoundFile, WatchedFolder } from '../watch/folder/folderWatcher.ts';
import { type WatchParts, watchFolder } from '../watch/folder/watchFolder.ts';
import { type HandClock, handClock } from './handClock.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** A real folder that is watched, and what was told of it: `found a`, `still a`, `moved a b`, `lost folder-gone` ... */
export type WatchFixture = {
  folder: TestFolder;
  clock: HandClock;
  told: string[];
  /** The last `still` of each file, less those that went. */
  stills: Map<string, FoundFile>;
  logger: ReturnType<typeof createMemoryLogger>;
  /** Starts watching; resolves when all changes are told. With another source than chokidar: at once. */
  watch(scope?: Partial<FolderScope>, parts?: WatchParts & { clock?: Clock }): Promise<WatchedFolder>;
  /** Time passes after all that was done is seen, and what comes of that is told. */
  pass(ms: number): Promise<void>;
  /** Makes what was told be told to nobody, and answers with it. */
  take(): string[];
  write(file: string, text?: string): Promise<void>;
  append(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
};

export async function createWatchFixture(): Promise<WatchFixture> {
  const folder = await createTestFolder();
  const clock = handClock();
  const logger = createMemoryLogger();
  const told: string[] = [];
  const stills = new Map<string, FoundFile>();
  const open: WatchedFolder[] = [];

  async function watch(scope: Partial<FolderScope> = {}, parts: WatchParts & { clock?: Clock } = {}) {
    const isReady = deferred<void>();
    const whole = { folder: folder.path, subfolders: true, include: [], exclude: [], shut: [], ...scope };
    const watched = watchFolder(
      whole,
      {
        found: ({ file }) => void told.push(`found ${file}`),
        still(found) {
          told.push(`still ${found.file}`);
          stills.set(found.file, found);
        },
        moved(from, to) {
          told.push(`moved ${from} ${to.file}`);
          stills.delete(from);
        },
        gone(file) {
          told.push(`gone ${file}`);
          stills.delete(file);
        },
        problem: (file, { data }) => void told.push(`problem ${file} ${data.code}`),
        scanning() {},
        polling: (reason) => void told.push(`polling ${reason}`),
        lost: (error) => void told.push(`lost ${error?.data.code ?? 'no more'}`),
      },
      {
        clock,
        logger,
        source: (path, options, events) =>
          chokidarSource(path, options, {
            ...events,
            ready() {
              events.ready();
              isReady.resolve();
            },
          }),
        ...parts,
      },
    );
    open.push(watched);
    if (!parts.source) await isReady.promise;
    // All that was there before is told.
    await watched.rescan();
    return watched;
  }

  return {
    folder,
    clock,
    told,
    stills,
    logger,
    watch,
    async pass(ms) {
      for (const watched of open) await watched.rescan();
      await clock.advance(ms);
      for (const watched of open) await watched.rescan();
    },
    take: () => told.splice(0),
    async write(file, text = file) {
      await mkdir(dirname(folder.at(file)), { recursive: true });
      await writeFile(folder.at(file), text);
    },
    append: (file, text) => appendFile(folder.at(file), text),
    async remove() {
      for (const watched of open) await watched.close();
      await folder.remove();
    },
  };
}
