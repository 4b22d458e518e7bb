import type { AppError, ErrorData } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { PollingReason } from '../../../../shared/watch/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import { errorData } from '../../transfers/retry.ts';
import type { FolderEvents, FolderScope, StillnessRule, WatchedFolder } from '../folder/folderWatcher.ts';
import { watchFolder } from '../folder/watchFolder.ts';
import type { FileEvents } from './intake.ts';

/** The files a rule is about. What Stave writes itself is never among them: archive, log, and the profile. */
export function scopeOf(rule: Omit<WatchRule, 'id' | 'enabled'>, profile: string): FolderScope {
  const { folder, subfolders, include, exclude, afterwards, logFolder } = rule;
  const archive = afterwards.kind === 'archive' ? [afterwards.folder] : [];
  return { folder, subfolders, include, exclude, shut: [...archive, logFolder, profile] };
}

/** The watcher of a rule, while there is one, and what it says of the folder as a whole. */
export type Watching = {
  isOpen(): boolean;
  isScanning(): boolean;
  polling(): PollingReason | null;
  /** Why the folder cannot be watched. */
  lost(): ErrorData | null;
  open(rule: WatchRule): void;
  /** Resolves when every file has been told, or the folder is lost. */
  rescan(): Promise<void>;
  lookAgain(file: string): void;
  close(): Promise<void>;
};

type Deps = {
  events: FileEvents;
  clock: Clock;
  logger: Logger;
  profile: string;
  /** Another rule of stillness than the watcher's own. */
  quiet: StillnessRule | undefined;
  /** One of the answers above has changed. */
  onChange: (what: 'scanning' | 'polling' | 'lost') => void;
  /** An event could not be taken in. */
  onTrouble: (error: unknown) => void;
};

export function createWatching({ events, clock, logger, profile, quiet, onChange, onTrouble }: Deps): Watching {
  // Set back, the system's clock would let files wait for as long; and it goes on while the computer sleeps.
  const steady: Clock = { now: () => performance.now(), sleep: clock.sleep };
  let folder: WatchedFolder | null = null;
  let current: object | null = null;
  let isScanning = false;
  let polling: PollingReason | null = null;
  let lost: ErrorData | null = null;

  /** A watcher that was closed may still have something to say. */
  function eventsOf(isCurrent: () => boolean): FolderEvents {
    const guarded =
      <A extends unknown[]>(event: (...args: A) => void) =>
      (...args: A) => {
        if (!isCurrent()) return;
        try {
          event(...args);
        } catch (error) {
          onTrouble(error);
          // What was not taken in is told again.
          throw error;
        }
      };
    return {
      found: guarded(events.found),
      still: guarded(events.still),
      moved: guarded(events.moved),
      gone: guarded(events.gone),
      problem: guarded(events.problem),
      scanning: guarded((now: boolean) => {
        isScanning = now;
        onChange('scanning');
      }),
      polling: guarded((reason: PollingReason | null) => {
        polling = reason;
        onChange('polling');
      }),
      lost: guarded((error: AppError | null) => {
        lost = error?.data ?? null;
        onChange('lost');
      }),
    };
  }

  return {
    isOpen: () => folder !== null,
    isScanning: () => isScanning,
    polling: () => polling,
    lost: () => lost,
    open(rule) {
      if (folder) return;
      const token = {};
      current = token;
      try {
        const told = eventsOf(() => current === token);
        folder = watchFolder(scopeOf(rule, profile), told, { clock: steady, logger, ...(quiet && { quiet }) });
      } catch (error) {
        lost = errorData(error);
        onChange('lost');
      }
    },
    rescan: async () => folder?.rescan(),
    lookAgain: (file) => folder?.lookAgain(file),
    async close() {
      const closed = folder;
      folder = null;
      current = null;
      isScanning = false;
      polling = null;
      lost = null;
      await closed?.close();
    },
  };
}
