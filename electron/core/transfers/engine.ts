import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type {
  ConflictAnswer,
  ConflictStrategy,
  HistoryPage,
  JobSnapshot,
  JobState,
  Waiting,
} from '../../../shared/transfer.ts';
import type { FileIdentity } from './journal/records.ts';

/** Files and folders the user gave, as absolute local paths. No spec holds a secret: the journal keeps specs. */
export type UploadSpec = {
  kind: 'upload';
  connectionId: string;
  bucket: string;
  prefix: string;
  paths: string[];
  conflicts: ConflictStrategy;
};

/**
 * Single files, each under a key of its own and in place of whatever stands there: what a watched folder uploads. Unlike
 * an upload of folders it asks nothing and plans nothing. `identity`: the file must still be this one, or it fails with
 * `source-changed`; null where nobody else writes to it.
 */
export type UploadFilesSpec = {
  kind: 'upload-files';
  connectionId: string;
  bucket: string;
  /** The folder that all keys have in common, for showing. */
  prefix: string;
  /** The watched folder's rule, as the window names it. */
  title: string;
  files: {
    path: string;
    name: string;
    key: string;
    identity: FileIdentity | null;
    /** An earlier job may have uploaded it: it is looked for before it is sent. */
    wasTried?: boolean | undefined;
  }[];
};

/** What has become of a file of an UploadFilesSpec. Bytes. */
export type FileOutcome =
  | { state: 'open' }
  | { state: 'done'; etag: string; versionId: string | null; size: number }
  | { state: 'failed'; error: ErrorData };

/** A job of single files: its state, its files in the order of the spec, and why it as a whole failed or waits. */
export type FilesReport = {
  state: JobState;
  files: FileOutcome[];
  error: ErrorData | null;
  waiting: Waiting | null;
};

/** Objects and folders to fetch into a local folder (absolute path); names are relative to `base`. */
export type DownloadSpec = {
  kind: 'download';
  connectionId: string;
  bucket: string;
  base: string;
  keys: string[];
  prefixes: string[];
  folder: string;
  conflicts: ConflictStrategy;
};

/** One version of one object, written under a name that tells which version it is. */
export type DownloadVersionSpec = {
  kind: 'download-version';
  connectionId: string;
  bucket: string;
  key: string;
  versionId: string;
  folder: string;
  conflicts: ConflictStrategy;
};

export type DeleteSpec = {
  kind: 'delete';
  connectionId: string;
  bucket: string;
  keys: string[];
  prefixes: string[];
};

export type JobSpec = UploadSpec | UploadFilesSpec | DownloadSpec | DownloadVersionSpec | DeleteSpec;

/** True for a job whose owner asks what has become of each file: it stays on the list until that clears it. */
export const tellsOfFiles = (spec: JobSpec): spec is UploadFilesSpec => spec.kind === 'upload-files';

/** What the engine tells its owner. */
export type EngineEvents = {
  changed(change: TransfersChanged): void;
  /** Objects below this prefix changed on the server (at most a few times a second per bucket). */
  objectsChanged(place: { connectionId: string; bucket: string; prefix: string }): void;
};

/** What can be changed while the engine runs. */
export type EngineSettings = {
  /** Bytes per second of all transfers together; null for no limit. */
  bandwidth: number | null;
};

/**
 * The transfer engine as its owner sees it: the same whether it runs directly (tests, benchmarks) or on a worker
 * thread (host.ts). Commands answer when they have been taken in, not when the work is done. Where a job may be left
 * out, all jobs are meant.
 */
export type Engine = {
  submit(spec: JobSpec): Promise<{ jobId: string }>;
  /**
   * Submits single files under an id of the caller's own choosing, which it has kept: when a job of that id is on the list
   * already, nothing happens. So whoever does not know whether the job was taken in before the program ended submits again.
   */
  submitFiles(jobId: string, spec: UploadFilesSpec): Promise<void>;
  /** How a job of single files stands; null when there is none of that id on the list. */
  filesReport(jobId: string): Promise<FilesReport | null>;
  answer(jobId: string, questionId: number, answer: ConflictAnswer, forAll: boolean): Promise<void>;
  /** Resolves when no request of the job is open any more. */
  pause(jobId?: string): Promise<void>;
  resume(jobId?: string): Promise<void>;
  /** Tries again what failed of ended jobs. */
  retry(jobId?: string): Promise<void>;
  /** Resolves when the job has ended and what it left on server and disk is removed (or could not be: then the job says so). */
  cancel(jobId?: string): Promise<void>;
  /** Puts a job before another one in the queue, or last. */
  move(jobId: string, before: string | null): Promise<void>;
  /**
   * Takes ended jobs off the list; they stay in the history. What a failed one had kept for a retry is removed. Jobs of
   * single files only when they are named: their owner must have taken the outcomes.
   */
  clear(jobId?: string): Promise<void>;
  history(query: string, cursor: string | null): Promise<HistoryPage>;
  clearHistory(): Promise<void>;
  apply(settings: EngineSettings): Promise<void>;
  /** A connection was edited, or its secret typed again: jobs that wait for it go on. */
  connectionChanged(connectionId: string): Promise<void>;
  /** A connection is about to be removed: its jobs are cancelled. */
  connectionRemoved(connectionId: string): Promise<void>;
  snapshot(): Promise<{ seq: number; jobs: JobSnapshot[] }>;
  /** Absolute path to show for a finished download: the file, or the folder; null when there is none. */
  downloadedPath(jobId: string): Promise<string | null>;
  /** Lets all jobs rest where they are (the journal keeps them), closes all sockets and the journal. Bounded: 10 s. */
  close(): Promise<void>;
};
