import type { PollingReason } from '../../../../shared/watch/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import { createChangeFeed } from './changeFeed.ts';
import type { StartSource } from './changeSource.ts';
import type { FileTable } from './fileTable.ts';
import type { ScopeFilter } from './fits.ts';

/** Keeps a source of changes running while the folder is there, unless it is of no use. */
export type SourceKeeper = {
  /** The folder is there; the source is started with the next `keep`, not at all if it is on a network drive. */
  begin(isOnNetwork: boolean): void;
  /** In each turn: starts, restarts or ends the source. `root` is the folder's path without links. */
  keep(root: string): Promise<void>;
  /** What has changed since it was asked last. */
  changes(): ReadonlyMap<string, 'content' | 'entry'>;
  /** Has a file looked at as if it had changed. */
  note(file: string): void;
  /** A folder was seen that was not known: it should be watched soon. */
  sawNewFolder(): void;
  /** Why changes are not told; null: they are. */
  polls(): PollingReason | null;
  /** When `keep` has something to do; ms by the clock. */
  nextAt(): number;
  end(): Promise<void>;
};

export type SourceKeeperDeps = {
  startSource: StartSource;
  subfolders: boolean;
  filter: ScopeFilter;
  table: FileTable;
  clock: Clock;
  logger: Logger;
  /** How long to wait before the next try (ms). */
  pause: () => number;
  onNews: () => void;
  /** What has changed until now may not have been told. */
  onMissed: () => void;
  onPolling: (reason: PollingReason | null) => void;
};

/** A new folder may be without a watch for that long. Longer, and the source has missed that it is another one than before. */
const UNWATCHED_MS = 3_000;

export function createSourceKeeper(deps: SourceKeeperDeps): SourceKeeper {
  const { clock, logger, table } = deps;
  let polls: PollingReason | null = null;
  let toldPolls: PollingReason | null = null;
  let isReady = false;
  let mustRestart = false;
  let startAt = Infinity;
  let watchesAt = Infinity;

  const feed = createChangeFeed(deps.startSource, deps.subfolders, deps.filter, {
    news: deps.onNews,
    ready() {
      isReady = true;
      deps.onMissed();
    },
    limit(error) {
      // It comes for each folder that is not watched.
      if (polls) return;
      logger.warn('watch-limit', { message: String(error) });
      polls = 'limit';
      deps.onNews();
    },
    failed(error) {
      logger.warn('watch-source-failed', { message: String(error) });
      mustRestart = true;
      deps.onNews();
    },
  });

  async function stop() {
    isReady = false;
    mustRestart = false;
    watchesAt = Infinity;
    await feed.stop();
  }

  function allAreWatched() {
    for (const [folder, id] of table.folders()) if (!feed.isWatched(folder, id)) return false;
    return true;
  }

  function tellPolls() {
    if (polls === toldPolls) return;
    toldPolls = polls;
    deps.onPolling(polls);
  }

  return {
    polls: () => polls,
    note: feed.note,
    changes: feed.take,
    nextAt: () => Math.min(startAt, watchesAt),
    begin(isOnNetwork) {
      polls = isOnNetwork ? 'network' : null;
      startAt = clock.now();
    },
    async keep(root) {
      tellPolls();
      if (polls) {
        startAt = Infinity;
        if (!feed.isRunning()) return;
        await stop();
        return deps.onMissed();
      }
      if (isReady && clock.now() >= watchesAt) {
        watchesAt = Infinity;
        if (!allAreWatched()) mustRestart = true;
      }
      if (mustRestart) {
        await stop();
        startAt = clock.now() + deps.pause();
        deps.onMissed();
      }
      if (clock.now() >= startAt) {
        startAt = Infinity;
        feed.start(root);
      }
    },
    sawNewFolder() {
      if (isReady) watchesAt = Math.min(watchesAt, clock.now() + UNWATCHED_MS);
    },
    async end() {
      startAt = Infinity;
      await stop();
    },
  };
}
