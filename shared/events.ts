import type { ListingPage } from './contract/objects.ts';
import type { TransfersChanged } from './contract/transfers.ts';
import type { WatchChanged } from './contract/watch.ts';
import type { LogEntry } from './watch/state.ts';

/** Commands of the application menu that the page carries out. */
export type MenuCommand =
  | 'new-connection'
  | 'upload-files'
  | 'upload-folder'
  | 'download'
  | 'delete'
  | 'refresh'
  | 'select-all'
  | 'find'
  | 'go-to'
  | 'back'
  | 'forward'
  | 'up'
  | 'toggle-inspector'
  | 'toggle-transfers'
  | 'watched-folders'
  | 'preferences';

/** What the main process tells the page without being asked: topic -> payload. */
export type Events = {
  'listing.page': ListingPage;
  'transfers.changed': TransfersChanged;
  /** Objects below this prefix of this bucket were changed by Stave: a listing of it is stale. */
  'objects.changed': { connectionId: string; bucket: string; prefix: string };
  /** How far the forecast of that `scanId` has come: versions, markers and uploads seen so far. */
  'lifecycle.scanned': { scanId: string; seen: number };
  /** How many versions and markers of a bucket that is being deleted are gone so far. */
  'bucket.emptied': { connectionId: string; bucket: string; removed: number };
  'connections.changed': Record<string, never>;
  'watch.changed': WatchChanged;
  /** New lines of the log, the oldest first. */
  'watch.logged': { entries: LogEntry[] };
  'menu.command': { command: MenuCommand };
};

export type Topic = keyof Events;
