import type { ErrorData } from './errors.ts';

export type JobKind = 'upload' | 'download' | 'delete';

/**
 * queued -> preparing -> (needs-answer) -> running -> finishing -> done.
 * waiting-retry, failed and cancelled may come from any live state.
 */
export const JOB_STATES = [
  'queued',
  'preparing',
  'needs-answer',
  'running',
  'waiting-retry',
  'finishing',
  'done',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** True for a job that has ended, in whatever way. */
export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Something the user is told of about one item, that is no error. */
export type JobNotice = {
  kind: 'symlink-skipped' | 'empty-folder' | 'special-skipped' | 'renamed-locally' | 'exists-skipped';
  name: string;
  /** For `renamed-locally`: the name on disk. */
  detail?: string | undefined;
};

/** One item that failed; the job goes on with the others. */
export type JobProblem = { name: string; error: ErrorData };

/** "This name exists already": sizes in bytes, times ISO. */
export type ConflictQuestion = {
  questionId: number;
  name: string;
  existing: { size: number; modified: string };
  incoming: { size: number; modified: string };
  /** How many more names of this job exist already. */
  others: number;
};

/** One job as the window shows it. Plain data, apart from the live job. Bytes, bytes per second, ISO times. */
export type JobSnapshot = {
  id: string;
  kind: JobKind;
  state: JobState;
  connectionId: string;
  bucket: string;
  /** The prefix it works below. */
  prefix: string;
  /** The name of the one item, or null when there are several (see `items.total`). */
  name: string | null;
  /** The local folder's name, for downloads. */
  localFolder: string | null;
  items: { total: number; done: number; failed: number; skipped: number };
  bytes: { total: number; done: number };
  speed: number | null;
  etaSeconds: number | null;
  /** ISO time of the next try, in waiting-retry. */
  retryAt: string | null;
  createdAt: string;
  endedAt: string | null;
  /** Why the job as a whole failed. */
  error: ErrorData | null;
  /** The first 100 items that failed; `items.failed` is the count. */
  problems: JobProblem[];
  /** The first 100 notices and how many there are. */
  notices: JobNotice[];
  noticeCount: number;
  question: ConflictQuestion | null;
};

/** A new job comes whole, a known one with its changed fields. */
export type TransferPatch = { id: string } & Partial<JobSnapshot>;
