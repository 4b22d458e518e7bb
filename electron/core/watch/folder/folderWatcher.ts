import type { AppError } from '../../../../shared/errors.ts';
import type { PollingReason } from '../../../../shared/watch/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';

/** Which files of a folder count. Absolute paths; `shut` are folders inside it that are left out (the archive). */
export type FolderScope = {
  folder: string;
  subfolders: boolean;
  /** Globs over paths below the folder; none: all files. */
  include: readonly string[];
  exclude: readonly string[];
  shut: readonly string[];
};

/** `file` is the path below the folder, with `/` between its parts on every system. */
export type FoundFile = { file: string; path: string; identity: FileIdentity };

export type FolderEvents = {
  /** A file is there, new or changed, and may still be written to. */
  found(file: FoundFile): void;
  /** It has been left alone long enough. Comes again only when it has changed, or after `lookAgain` and each start. */
  still(file: FoundFile): void;
  /** The same file (inode) under another name: told in place of gone and found. What was still is still again under the new name. */
  moved(from: string, to: FoundFile): void;
  /** It is gone for certain: not moved, and the folder itself is there. */
  gone(file: string): void;
  /** What cannot become a key (a name that is not Unicode), or cannot be looked at. */
  problem(file: string, error: AppError): void;
  /** A look through the whole folder has begun or ended. */
  scanning(isScanning: boolean): void;
  polling(reason: PollingReason | null): void;
  /** The folder itself is gone, unmounted, or cannot be read (nothing is told of its files then); null: it is back. */
  lost(error: AppError | null): void;
};

export type WatchedFolder = {
  /** Looks through the folder now; resolves when every file there has been told, or the folder is lost. */
  rescan(): Promise<void>;
  /** Tells again of this file when it is still, though it has not changed: after a failure, or when it changed meanwhile. */
  lookAgain(file: string): void;
  close(): Promise<void>;
};

export type FolderWatcherDeps = { clock: Clock; logger: Logger };

/** How long a file has to be left alone (ms): two looks that far apart see the same size, mtime and inode. */
export type StillnessRule = (size: number) => number;
