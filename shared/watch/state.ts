import type { ErrorData } from '../errors.ts';
import type { WaitReason } from '../transfer.ts';
import type { WatchRule } from './rule.ts';

/**
 * What a rule is doing. `off`; `scanning`: it looks through the folder; `watching`: nothing is to be done; `working`;
 * `stopped`: it cannot go on (`error` says why), and does by itself when that is over.
 */
export type RuleState = 'off' | 'scanning' | 'watching' | 'working' | 'stopped';

/** Why the folder is looked through again and again instead of being told of changes. `network`: a drive of another computer;
 * `limit`: the system watches no more folders. */
export type PollingReason = 'network' | 'limit';

/** Files of a rule by what is next for them. */
export type FileCounts = {
  /** Written to until a moment ago, or in the queue. */
  waiting: number;
  /** Being read, filtered, uploaded, or put away. */
  working: number;
  /** Failed, and tried again by itself later. */
  retrying: number;
  /** Failed too often, or for what only the user can mend. */
  needsYou: number;
  /** Uploaded since the rule was made. */
  done: number;
};

/** A rule as the window shows it. Times ISO, sizes bytes. */
export type RuleSnapshot = {
  rule: WatchRule;
  state: RuleState;
  error: ErrorData | null;
  polling: PollingReason | null;
  /** What its uploads wait for: the server, keys, space. */
  waiting: { reason: WaitReason; error: ErrorData | null } | null;
  counts: FileCounts;
  /** Uploaded since the rule was made, as the server has it. */
  bytesDone: number;
  /** The file that a step was last logged of. */
  lastFile: { file: string; step: LogStep; at: string } | null;
  /** The files that are being filtered just now, or are large and being read; `fraction` 0 to 1, null while unknown. */
  filtering: { fileId: number; file: string; fraction: number | null }[];
  log: { uploadedAt: string | null; uploads: number; error: ErrorData | null };
};

/** What happens to a file, or to a rule as a whole (the last group). */
export const LOG_STEPS = [
  'found',
  'still',
  'moved',
  'unchanged',
  'left-out',
  'read',
  'filtered',
  'saved',
  'uploading',
  'uploaded',
  'archived',
  'deleted',
  'kept',
  'gone',
  'failed',
  'needs-you',
  'retried',
  'dismissed',
  'rule-started',
  'rule-stopped',
  'folder-gone',
  'folder-back',
  'polling',
  'log-uploaded',
  'log-failed',
] as const;
export type LogStep = (typeof LOG_STEPS)[number];

/** What a step tells besides the file: only what makes sense for it. Bytes; `retryAt` ISO. */
export type LogFacts = {
  bytes?: number | undefined;
  rows?: number | undefined;
  kept?: number | undefined;
  undecided?: number | undefined;
  key?: string | undefined;
  versionId?: string | undefined;
  /** The archive's file, or the former name of a moved one. */
  path?: string | undefined;
  error?: ErrorData | undefined;
  retryAt?: string | undefined;
  reason?: string | undefined;
};

/** A line of the log. `file` is the path below the rule's folder, null for what is about the whole rule. */
export type LogEntry = { id: number; ruleId: string; at: string; step: LogStep; file: string | null; facts: LogFacts };

/** Lines, the newest first; `next` is the cursor of the page after it. */
export type LogPage = { entries: LogEntry[]; next: number | null };

/** A file that is not done: why, and when it is tried again (null: when the user says so). */
export type TroubledFile = {
  fileId: number;
  ruleId: string;
  file: string;
  size: number;
  error: ErrorData;
  attempts: number;
  retryAt: string | null;
};

/** An hour of the last day; `hour` is its beginning. */
export type ActivityHour = { hour: string; files: number; bytes: number; failed: number };

/** What a rule would do with one file. */
export type PlannedFile = {
  file: string;
  size: number;
  /** `upload` as it is; `filter` and upload; `known`: it was done before; `left`: no data, and such are left; `failed`. */
  outcome: 'upload' | 'filter' | 'known' | 'left' | 'failed';
  key: string | null;
  rows: number | null;
  kept: number | null;
  error: ErrorData | null;
};

/** All that a rule would do now. The first 1,000 files; the counts are of all. */
export type DryRun = {
  files: PlannedFile[];
  counts: Record<PlannedFile['outcome'], number>;
  /** What would be uploaded, as far as it is known without filtering: sources' bytes. */
  bytes: number;
  /** Files that the patterns leave out. */
  excluded: number;
};
