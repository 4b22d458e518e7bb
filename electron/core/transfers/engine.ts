import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { ConflictAnswer, ConflictStrategy, HistoryPage, JobSnapshot } from '../../../shared/transfer.ts';

/** Files and folders the user gave, as absolute local paths. No spec holds a secret: the journal keeps specs. */
export type UploadSpec = {
  kind: 'upload';
  connectionId: string;
  bucket: string;
  prefix: string;
  paths: string[];
  conflicts: ConflictStrategy;
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

export type JobSpec = UploadSpec | DownloadSpec | DownloadVersionSpec | DeleteSpec;

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
  /** Takes ended jobs off the list; they stay in the history. What a failed one had kept for a retry is removed. */
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
