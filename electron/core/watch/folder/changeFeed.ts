import { sep } from 'node:path';
import { nodeCode } from '../../localErrors.ts';
import type { ChangeSource, StartSource } from './changeSource.ts';
import type { ScopeFilter } from './fits.ts';
import { paced } from './paced.ts';

/** What has changed since it was asked last, as a source tells it. Paths below the watched folder, with `/`. */
export type ChangeFeed = {
  start(root: string): void;
  isRunning(): boolean;
  /** Paths at which something may have happened. */
  take(): Map<string, 'content' | 'entry'>;
  /** Has a file looked at as if it had changed; as a source is not needed for that, also without one. */
  note(file: string): void;
  /** Whether changes in this folder are told. */
  isWatched(folder: string, id: string): boolean;
  /** Ends the source, if one runs, and forgets what it told. */
  stop(): Promise<void>;
};

export type FeedEvents = {
  news(): void;
  /** From now on all is told; what happened before, perhaps not. */
  ready(): void;
  /** The system watches no more folders. */
  limit(error: unknown): void;
  failed(error: unknown): void;
};

const LIMITS = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);
/** One folder that may not be read: the look through all folders tells it. */
const DENIED = new Set(['EACCES', 'EPERM']);

/** A file that is being written to changes hundreds of times a second: those changes are looked at together. */
const NEWS_EVERY_MS = 50;

export function createChangeFeed(
  startSource: StartSource,
  subfolders: boolean,
  filter: ScopeFilter,
  events: FeedEvents,
): ChangeFeed {
  let source: ChangeSource | null = null;
  let changes = new Map<string, 'content' | 'entry'>();
  const watched = new Map<string, string>();

  const news = paced(NEWS_EVERY_MS, events.news);

  // Thousands may come at once: as little as can be is done here.
  function changed(path: string, what: 'content' | 'entry') {
    if (what === 'entry' || !changes.has(path)) changes.set(path, what);
    news.call();
  }

  return {
    isRunning: () => source !== null,
    start(root) {
      // A source that was stopped may have more to tell.
      let isStopped = false;
      let isReady = false;
      const start = root.endsWith(sep) ? root.length : root.length + 1;
      const pathOf = (path: string) => path.slice(start).split(sep).join('/');
      const started = startSource(
        root,
        {
          subfolders,
          isLeftOut(path) {
            const folder = pathOf(path);
            return folder !== '' && !filter.enters(folder);
          },
        },
        {
          changed(path, what) {
            if (!isStopped) changed(pathOf(path), what);
          },
          watched(path, id) {
            if (isStopped) return;
            watched.set(pathOf(path), id);
            if (isReady) changed(pathOf(path), 'entry');
          },
          ready() {
            if (isStopped) return;
            isReady = true;
            events.ready();
          },
          error(error) {
            const code = nodeCode(error) ?? '';
            if (isStopped || DENIED.has(code)) return;
            if (LIMITS.has(code)) events.limit(error);
            else events.failed(error);
          },
        },
      );
      source = {
        close() {
          isStopped = true;
          return started.close();
        },
      };
    },
    take() {
      const taken = changes;
      changes = new Map();
      return taken;
    },
    note: (file) => void changes.set(file, 'entry'),
    isWatched: (folder, id) => watched.get(folder) === id,
    async stop() {
      const stopping = source;
      source = null;
      news.cancel();
      changes.clear();
      watched.clear();
      await stopping?.close();
    },
  };
}
