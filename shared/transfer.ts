import type { ErrorData } from './errors.ts';

export type JobKind = 'upload' | 'download' | 'delete';

/**
 * queued -> preparing -> (needs-answer) -> running -> finishing -> done.
 * waiting, paused, failed and cancelled may come from any live state; a paused or failed job may be queued again.
 */
export const JOB_STATES = [
  'queued',
  'preparing',
  'needs-answer',
  'running',
  'waiting',
  'finishing',
  'paused',
  'done',
  'failed',
  'cancelled',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** True for a job that has ended, in whatever way. */
export function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/**
 * Why nothing of a job can move now. `retry`: a request failed and is sent again; `throttled`: the server asks to slow
 * down; `offline`: it cannot be reached; `credentials`: it refuses the keys, which the user must mend; `disk-full`;
 * `source-changing`: a file is still being written to.
 */
export type WaitReason = 'retry' | 'throttled' | 'offline' | 'credentials' | 'disk-full' | 'source-changing';

/** What a waiting job waits for. `until`: ISO time of the next try; null when none is set. */
export type Waiting = { reason: WaitReason; until: string | null; error: ErrorData | null };

/** What to do with a name that exists already. `if-changed`: overwrite when the incoming one is newer or of another size. */
export const CONFLICT_ANSWERS = ['overwrite', 'skip', 'keep-both', 'if-changed'] as const;
export type ConflictAnswer = (typeof CONFLICT_ANSWERS)[number];
export const CONFLICT_STRATEGIES = ['ask', ...CONFLICT_ANSWERS] as const;
export type ConflictStrategy = (typeof CONFLICT_STRATEGIES)[number];

/**
 * Something the user is told of about one item, that is no error. `source-restarted`: the file changed during its upload,
 * which began anew; `object-restarted`: the object changed during its download; `upload-restarted`: the server had lost
 * what was uploaded of it; `kept-both`: it went under another name.
 */
export type JobNotice = {
  kind:
    | 'symlink-skipped'
    | 'empty-folder'
    | 'special-skipped'
    | 'renamed-locally'
    | 'exists-skipped'
    | 'unchanged-skipped'
    | 'kept-both'
    | 'source-restarted'
    | 'object-restarted'
    | 'upload-restarted';
  name: string;
  /** For `renamed-locally` and `kept-both`: the other name. */
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
  /** The title of the watched folder's rule that uploads by it; null for what the user has started. */
  rule: string | null;
  /** Its place in the queue: the lower, the sooner. */
  order: number;
  items: { total: number; done: number; failed: number; skipped: number };
  bytes: { total: number; done: number };
  speed: number | null;
  etaSeconds: number | null;
  /** Set while the state is `waiting`. */
  waiting: Waiting | null;
  /** It was at work when the program ended, and has not gone on since. */
  interrupted: boolean;
  /** It has failed, and what failed of it can be tried again. */
  canRetry: boolean;
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

/** A page of ended jobs, the newest first. `next` is the cursor of the page after it. */
export type HistoryPage = { jobs: JobSnapshot[]; next: string | null };
