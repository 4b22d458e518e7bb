import type { HistoryPage, JobSnapshot } from '../../../../shared/transfer.ts';
import type { ItemEnd, ItemJournal, ItemRecord, JobRecord, UploadRecord } from './records.ts';

/** A job whose record, or a record of whose, could not be read. What can be shown of it. */
export type DamagedJob = { id: string; snapshot: JobSnapshot | null };

/** What an ended job has left on the server or the disk, and must still be removed. */
export type Leftover =
  | { kind: 'upload'; jobId: string; index: number; connectionId: string; record: UploadRecord }
  | { kind: 'download'; jobId: string; index: number; temporary: string };

/**
 * What the engine must know after the program has ended, in whatever way. One engine has it open at a time. All calls
 * are synchronous and throw AppError `local-disk-full`, `local-io`. Times are ISO, sizes bytes.
 */
export type Journal = {
  /** Jobs on the list, live and ended, in their order; and what was found damaged, which is forgotten afterwards. */
  jobs(): { jobs: JobRecord[]; damaged: DamagedJob[] };
  /** Keeps a new job, or changes a known one. */
  saveJob(job: JobRecord): void;
  /** Whether there is a job of that id, on the list or in the history. */
  isKnown(jobId: string): boolean;
  /** Keeps a new job in place of a former one of its id, which was cleared or damaged. */
  saveAnew(job: JobRecord): void;
  /** The plan of a job, with `isPlanned` of the job: both or neither. */
  savePlan(jobId: string, items: readonly ItemRecord<unknown>[]): void;
  items<Item>(jobId: string): ItemRecord<Item>[];
  /** May be kept a moment late: an item that ends twice does no harm. */
  endItem(jobId: string, index: number, end: ItemEnd): void;
  item(jobId: string, index: number): ItemJournal;
  /** Takes an ended job off the list; it stays in the history, its items do not. */
  clearJob(jobId: string): void;
  /** Uploads and temporary files of jobs that are cancelled or cleared. */
  leftovers(): Leftover[];
  /** Ended jobs whose names, prefixes, buckets or errors contain the text, newest first; 100 a page. */
  history(query: string, cursor: string | null): HistoryPage;
  /** Forgets all ended jobs that are not on the list any more. */
  clearHistory(): void;
  /** Writes what is still to be written, and lets go of the file. */
  close(): void;
};
