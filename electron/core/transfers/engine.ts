import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import type { S3Connection } from '../s3/connection.ts';

/** One file or folder the user gave, as an absolute local path. */
export type UploadSpec = { kind: 'upload'; connection: S3Connection; bucket: string; prefix: string; paths: string[] };

/** Objects and folders to fetch into a local folder (absolute path); names are relative to `base`. */
export type DownloadSpec = {
  kind: 'download';
  connection: S3Connection;
  bucket: string;
  base: string;
  keys: string[];
  prefixes: string[];
  folder: string;
};

/** One version of one object, written under a name that tells which version it is. */
export type DownloadVersionSpec = {
  kind: 'download-version';
  connection: S3Connection;
  bucket: string;
  key: string;
  versionId: string;
  folder: string;
};

export type DeleteSpec = {
  kind: 'delete';
  connection: S3Connection;
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

/**
 * The transfer engine as its owner sees it: the same whether it runs directly (tests, benchmarks) or on a worker
 * thread (host.ts). Commands answer when they have been taken in, not when the work is done.
 */
export type Engine = {
  submit(spec: JobSpec): Promise<{ jobId: string }>;
  answer(jobId: string, questionId: number, answer: 'overwrite' | 'skip', forAll: boolean): Promise<void>;
  /** Resolves when the job has ended and what it left on server and disk is removed (or could not be: then the job says so). */
  cancel(jobId: string): Promise<void>;
  clear(jobId?: string): Promise<void>;
  snapshot(): Promise<{ seq: number; jobs: JobSnapshot[] }>;
  /** Absolute path to show for a finished download: the file, or the folder; null when there is none. */
  downloadedPath(jobId: string): Promise<string | null>;
  /** Cancels all live jobs, waits for their clean-up (bounded: 10 s), closes all sockets. */
  close(): Promise<void>;
};
