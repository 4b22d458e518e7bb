import { ERROR_CODES, type ErrorData } from '../../../../shared/errors.ts';
import { z } from '../../../../shared/zod.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';

/**
 * What is next for a file. Kept as their index: new ones are added at the end.
 * `ready`: still, to be prepared; `prepared`: its key and its bytes are known; `uploading`: part of a job, the id of which
 * was kept before the engine heard of it; `uploaded`: what is to be done afterwards is due; `left`: no data, and such are
 * left; `changing`: it was not what it had been, or cannot be looked at, and is waited for until it is still again.
 */
export const FILE_STATES = [
  'ready',
  'prepared',
  'uploading',
  'uploaded',
  'done',
  'retrying',
  'needs-you',
  'dismissed',
  'left',
  'changing',
] as const;
export type FileState = (typeof FILE_STATES)[number];

/** What the filter has written in the source's place (outputs.ts). Bytes, rows. */
export type Output = { bytes: number; rows: number; kept: number; undecided: number };

/** What stands on the server of a file, and what the file was then; only while the file is in the folder. */
export type LastUpload = {
  identity: FileIdentity;
  sha256: string;
  key: string;
  etag: string;
  versionId: string | null;
  at: string;
  /** As FileDetails's. */
  madeBy: string | null;
};

/** What is kept of a file as JSON. Times ISO. */
export type FileDetails = {
  /** Absolute. */
  path: string;
  /** Null for one that could not be looked at. */
  identity: FileIdentity | null;
  takenAt: string;
  /** Of the source as `identity` says. */
  sha256: string | null;
  /** Kept through retries, so that a date in it stays the one of the first try. */
  key: string | null;
  output: Output | null;
  /** What the rule said when key and output were made (ruleMark.ts): another rule may not use them. */
  madeBy: string | null;
  /** Its place in the job. */
  index: number | null;
  /** It was part of a job already, with this content and key. */
  wasTried: boolean;
  attempts: number;
  error: ErrorData | null;
  /** What another try begins with. */
  stage: 'prepare' | 'put-away';
  last: LastUpload | null;
};

/** One file of a rule. `retryAt` ms since the epoch; `uploads` and `sent` (bytes) of all its uploads. */
export type FileRow = FileDetails & {
  id: number;
  ruleId: string;
  /** The path below the rule's folder. */
  file: string;
  state: FileState;
  job: string | null;
  retryAt: number | null;
  uploads: number;
  sent: number;
};

const identity = z.object({ size: z.number(), mtimeNs: z.string(), ino: z.string(), dev: z.string() });

/** With all fields of T, the optional ones too. */
const record = <T>(fields: { [K in keyof T]-?: z.ZodType<T[K]> }) =>
  // Each field is of its type, which zod cannot say of a generic one.
  z.object(fields) as unknown as z.ZodType<T>;

const error = record<ErrorData>({
  code: z.enum(ERROR_CODES).catch('internal'),
  message: z.string(),
  retryable: z.boolean(),
  s3Code: z.string().optional(),
  status: z.number().optional(),
  requestId: z.string().optional(),
  retryAfterMs: z.number().optional(),
  details: z.record(z.string(), z.string()).optional(),
});

export const fileDetails = record<FileDetails>({
  path: z.string(),
  identity: identity.nullable(),
  takenAt: z.string(),
  sha256: z.string().nullable(),
  key: z.string().nullable(),
  output: record<Output>({
    bytes: z.number(),
    rows: z.number(),
    kept: z.number(),
    undecided: z.number(),
  }).nullable(),
  madeBy: z.string().nullable(),
  index: z.number().nullable(),
  wasTried: z.boolean(),
  attempts: z.number(),
  error: error.nullable(),
  stage: z.enum(['prepare', 'put-away']),
  last: record<LastUpload>({
    identity,
    sha256: z.string(),
    key: z.string(),
    etag: z.string(),
    versionId: z.string().nullable(),
    at: z.string(),
    madeBy: z.string().nullable(),
  }).nullable(),
});

/** Whether a file is what it was, by what lasts: the number of a device may change with each mount. */
export function isKnown(a: FileIdentity | null, b: FileIdentity | null): boolean {
  return a !== null && b !== null && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino;
}

/** When a file was written to, ms since the epoch. */
export const mtimeMs = (one: FileIdentity | null): number =>
  one === null ? 0 : Number(BigInt(one.mtimeNs) / 1_000_000n);
