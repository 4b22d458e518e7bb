import type { Random } from '../../ports.ts';
import { type Deferred, deferred } from '../../transfers/deferred.ts';
import { createAlarm } from './alarm.ts';
import type { StartSource } from './changeSource.ts';
import { chokidarSource } from './chokidarSource.ts';
import { createFileTable } from './fileTable.ts';
import { createFilter } from './fits.ts';
import type { FolderEvents, FolderScope, FolderWatcherDeps, StillnessRule, WatchedFolder } from './folderWatcher.ts';
import { isHeldOpen } from './heldOpen.ts';
import { createHomeFolder } from './homeFolder.ts';
import { fileSystemType, isOnNetwork } from './networkDrive.ts';
import { createObserver } from './observe.ts';
import { quietFor } from './quiet.ts';
import { createSourceKeeper } from './sourceKeeper.ts';
import { createTracker } from './tracker.ts';
import { createTurns } from './turns.ts';

/** What a test may put in the place of the real thing. */
export type WatchParts = {
  source?: StartSource;
  quiet?: StillnessRule;
  random?: Random;
  /** The type of a file system by number, see networkDrive.ts. */
  fileSystem?: (folder: string) => Promise<number>;
  isHeldOpen?: (path: string) => Promise<boolean>;
};

/** Whether the folder itself is there, and looking for it when it is not. */
const CHECK_EVERY_MS = 5_000;
/** All is looked through again that often, a quarter more or less: some changes are never told. */
const SCAN_EVERY_MS = 3_600_000;
/** When changes are not told: a pause of so many times what a look through all takes, and no less than 5 s. */
const PAUSE_PER_SCAN = 10;
const LEAST_PAUSE_MS = 5_000;

/** The same events, but none when aborted. */
function untilAborted(events: FolderEvents, signal: AbortSignal): FolderEvents {
  const open =
    <A extends unknown[]>(tell: (...args: A) => void) =>
    (...args: A) => {
      if (!signal.aborted) tell(...args);
    };
  return {
    found: open((file) => events.found(file)),
    still: open((file) => events.still(file)),
    moved: open((from, to) => events.moved(from, to)),
    gone: open((file) => events.gone(file)),
    problem: open((file, error) => events.problem(file, error)),
    scanning: open((isScanning) => events.scanning(isScanning)),
    polling: open((reason) => events.polling(reason)),
    lost: open((error) => events.lost(error)),
  };
}

/**
 * Watches a folder (an absolute path) and tells of its files until it is closed. One thing is done at a time, in turns:
 * whether the folder is there, the changes that were told, the files that wait, a look through all. So nothing that is
 * known changes while something is looked at.
 */
export function watchFolder(
  scope: FolderScope,
  listener: FolderEvents,
  { clock, logger, ...parts }: FolderWatcherDeps & WatchParts,
): WatchedFolder {
  const stop = new AbortController();
  const { signal } = stop;
  const events = untilAborted(listener, signal);
  const filter = createFilter(scope);
  const table = createFileTable();
  const random = parts.random ?? Math.random;

  /** Null: it was not looked for yet. */
  let isThere: boolean | null = null;
  let checkAt = Infinity;
  let scanAt = Infinity;
  let scansAsked: Deferred<void>[] = [];
  let scanTook = 0;
  /** One of those that take the place of being told of changes: of no interest to anybody. */
  let isPoll = false;

  const turns = createTurns(turn, {
    signal,
    failed(error) {
      logger.error('watch-folder-failed', { folder: scope.folder, message: String(error) });
      scanAt = clock.now() + LEAST_PAUSE_MS;
    },
    afterwards: () => alarm.set(nextAt()),
  });
  const alarm = createAlarm(clock, turns.poke);
  const pause = () => Math.max(LEAST_PAUSE_MS, scanTook * PAUSE_PER_SCAN);
  const source = createSourceKeeper({
    startSource: parts.source ?? chokidarSource,
    subfolders: scope.subfolders,
    filter,
    table,
    clock,
    logger,
    pause,
    onNews: turns.poke,
    onMissed: scanSoon,
    onPolling: events.polling,
  });
  const home = createHomeFolder(scope.folder, () => source.polls() !== 'network');
  const tracker = createTracker({
    table,
    clock,
    logger,
    events,
    quiet: parts.quiet ?? quietFor,
    isHeldOpen: parts.isHeldOpen ?? isHeldOpen,
    signal,
  });
  const observer = createObserver({
    root: scope.folder,
    filter,
    table,
    tracker,
    onNewFolder: source.sawNewFolder,
    signal,
  });

  function nextAt() {
    if (!isThere) return checkAt;
    // Without being told of changes, only a look through all tells where a missing file went.
    const releaseAt = source.polls() ? Infinity : tracker.nextReleaseAt();
    return Math.min(checkAt, scanAt, source.nextAt(), tracker.nextLookAt(), releaseAt);
  }

  function scanSoon() {
    isPoll = false;
    scanAt = clock.now();
    turns.poke();
  }

  async function turn() {
    if (!(await findFolder())) return;
    await source.keep(home.realPath());
    await observer.lookAtChanges(source.changes());
    await tracker.lookAtDue();
    if (scansAsked.length > 0 || clock.now() >= scanAt) await scan();
    else if (!source.polls()) await tracker.releaseMissing(Infinity, findFolder);
  }

  /** Answers whether the folder is there, and tells when that has changed. */
  async function findFolder(): Promise<boolean> {
    if (isThere === false && clock.now() < checkAt && scansAsked.length === 0) return false;
    checkAt = clock.now() + CHECK_EVERY_MS;
    const error = await (isThere ? home.check() : home.settle());
    if (error) {
      if (isThere !== false) {
        isThere = false;
        // Nothing that was known of it holds any more.
        tracker.clear();
        scanAt = Infinity;
        await source.end();
        events.lost(error);
      }
      for (const asked of scansAsked.splice(0)) asked.resolve();
    } else if (!isThere) {
      const isNetwork = await isOnNetwork(scope.folder, parts.fileSystem ?? fileSystemType);
      const isBack = isThere === false;
      isThere = true;
      if (isBack) events.lost(null);
      source.begin(isNetwork);
      scanSoon();
    }
    signal.throwIfAborted();
    return isThere;
  }

  async function scan() {
    const asked = scansAsked;
    const begun = clock.now();
    const isTold = !isPoll || asked.length > 0;
    scansAsked = [];
    scanAt = Infinity;
    if (isTold) events.scanning(true);
    try {
      const wasRead = await observer.scan();
      scanTook = clock.now() - begun;
      if (!wasRead) await findFolder();
      else await tracker.releaseMissing(source.polls() ? begun : Infinity, findFolder);
    } finally {
      if (isTold) events.scanning(false);
      for (const one of asked) one.resolve();
    }
    // Unless another was asked for meanwhile.
    if (!isThere || scanAt < Infinity) return;
    isPoll = source.polls() !== null;
    scanAt = clock.now() + (isPoll ? pause() : SCAN_EVERY_MS * (0.75 + random() / 2));
  }

  turns.poke();

  return {
    async rescan() {
      if (signal.aborted) return;
      const asked = deferred<void>();
      scansAsked.push(asked);
      turns.poke();
      await asked.promise;
    },
    lookAgain(file) {
      tracker.lookAgain(file);
      source.note(file);
      turns.poke();
    },
    async close() {
      stop.abort();
      alarm.set(Infinity);
      await turns.rest();
      await source.end();
      for (const asked of scansAsked.splice(0)) asked.resolve();
    },
  };
}
