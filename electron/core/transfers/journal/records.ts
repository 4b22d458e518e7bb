import type { ErrorData } from '../../../../shared/errors.ts';
import type { JobSnapshot } from '../../../../shared/transfer.ts';
import type { JobSpec } from '../engine.ts';

/** What a local file was when its upload began: while this is the same, so are its bytes. BigInts as decimal text. */
export type FileIdentity = { size: number; mtimeNs: string; ino: string; dev: string };

/**
 * A multipart upload. `intent`: it may have been begun, and its id is not known; `open`: parts may be there;
 * `completing`: the object may be there; `aborting`: it is being removed.
 */
export type UploadRecord = {
  phase: 'intent' | 'open' | 'completing' | 'aborting';
  bucket: string;
  key: string;
  uploadId: string | null;
  /** Written into the object's metadata where ETags do not tell whose object it is. */
  token: string | null;
  partSize: number;
  identity: FileIdentity;
  /** ISO time of the intent, by this computer's clock. */
  startedAt: string;
};

/** A part that the server has taken. `md5` in hex, of the bytes that were sent. */
export type PartRecord = { number: number; etag: string; md5: string; crc32?: string | undefined };

/** A download that has a temporary file. Ranges are [start, end) in bytes, in order, apart from each other: on disk for certain. */
export type DownloadRecord = {
  /** Absolute. */
  temporary: string;
  etag: string;
  size: number;
  done: [start: number, end: number][];
};

/** What one item of a job keeps to go on later. Calls return when it is kept, but for `addPart`, which may be a moment late. */
export type ItemJournal = {
  upload(): { record: UploadRecord; parts: PartRecord[] } | null;
  /** A record with another uploadId than the former's forgets the former's parts. */
  saveUpload(record: UploadRecord): void;
  addPart(part: PartRecord): void;
  /** With `arrived` its object is there, and the item done: both is kept, or neither. */
  endUpload(arrived?: Arrival): void;
  download(): DownloadRecord | null;
  saveDownload(record: DownloadRecord): void;
  endDownload(): void;
};

/** What the server says of an object that an upload has made. Bytes; `versionId` is null where it keeps no versions. */
export type Arrival = { etag: string; versionId: string | null; size: number };

export type ItemState = 'open' | 'done' | 'failed' | 'skipped';

/** One item of a job's plan; `item` is what planUpload or planDownload made of it. */
export type ItemRecord<Item> = {
  index: number;
  item: Item;
  /** The answer to its conflict was to overwrite. */
  replace: boolean;
  state: ItemState;
  error: ErrorData | null;
  /** Of an upload that is done. */
  arrived?: Arrival | undefined;
};

/** How an item has ended, or that it is open again. */
export type ItemEnd = Pick<ItemRecord<unknown>, 'state' | 'error' | 'arrived'>;

/** A job as it is kept. `isPlanned`: its items are kept, and all questions about them answered. */
export type JobRecord = {
  id: string;
  spec: JobSpec;
  isPlanned: boolean;
  /** The user has paused it. */
  isPaused: boolean;
  /** As it was last shown. */
  snapshot: JobSnapshot;
};
