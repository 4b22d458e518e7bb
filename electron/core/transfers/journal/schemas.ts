import { ERROR_CODES, type ErrorData } from '../../../../shared/errors.ts';
import {
  CONFLICT_STRATEGIES,
  type ConflictQuestion,
  JOB_STATES,
  type JobNotice,
  type JobProblem,
  type JobSnapshot,
  type Waiting,
} from '../../../../shared/transfer.ts';
import { z } from '../../../../shared/zod.ts';
import type { DeleteSpec, DownloadSpec, DownloadVersionSpec, JobSpec, UploadFilesSpec, UploadSpec } from '../engine.ts';
import type { Arrival, DownloadRecord, FileIdentity, ItemEnd, JobRecord, PartRecord, UploadRecord } from './records.ts';

/** An object with all fields of T, the optional ones too: one that is missing here would be lost without a word. */
const record = <T>(fields: { [K in keyof T]-?: z.ZodType<T[K]> }) =>
  // Each field is of its type, which zod cannot say of a generic one.
  z.object(fields) as unknown as z.ZodType<T>;

/** All words of T, for the same reason. */
const oneOf = <T extends string>(words: Record<T, true>) => z.enum(Object.keys(words) as T[]);

const text = z.string();
const optionalText = text.optional();
const textOrNull = text.nullable();
const texts = z.array(text);
const number = z.number();
const count = z.number().int().nonnegative();

const error = record<ErrorData>({
  // The history may be older than the codes.
  code: z.enum(ERROR_CODES).catch('internal'),
  message: text,
  retryable: z.boolean(),
  s3Code: optionalText,
  status: number.optional(),
  requestId: optionalText,
  retryAfterMs: number.optional(),
  details: z.record(text, text).optional(),
});

const waiting = record<Waiting>({
  reason: oneOf<Waiting['reason']>({
    retry: true,
    throttled: true,
    offline: true,
    credentials: true,
    'disk-full': true,
    'source-changing': true,
  }),
  until: textOrNull,
  error: error.nullable(),
});

const notice = record<JobNotice>({
  kind: oneOf<JobNotice['kind']>({
    'symlink-skipped': true,
    'empty-folder': true,
    'special-skipped': true,
    'renamed-locally': true,
    'exists-skipped': true,
    'unchanged-skipped': true,
    'kept-both': true,
    'source-restarted': true,
    'object-restarted': true,
    'upload-restarted': true,
  }),
  name: text,
  detail: optionalText,
});

const side = record<ConflictQuestion['existing']>({ size: number, modified: text });

export const snapshotSchema = record<JobSnapshot>({
  id: text,
  kind: oneOf<JobSnapshot['kind']>({ upload: true, download: true, delete: true }),
  state: z.enum(JOB_STATES),
  connectionId: text,
  bucket: text,
  prefix: text,
  name: textOrNull,
  localFolder: textOrNull,
  // Older records have none.
  rule: textOrNull.default(null),
  order: number,
  items: record<JobSnapshot['items']>({ total: count, done: count, failed: count, skipped: count }),
  bytes: record<JobSnapshot['bytes']>({ total: number, done: number }),
  speed: number.nullable(),
  etaSeconds: number.nullable(),
  waiting: waiting.nullable(),
  interrupted: z.boolean(),
  canRetry: z.boolean(),
  createdAt: text,
  endedAt: textOrNull,
  error: error.nullable(),
  problems: z.array(record<JobProblem>({ name: text, error })),
  notices: z.array(notice),
  noticeCount: count,
  question: record<ConflictQuestion>({
    questionId: number,
    name: text,
    existing: side,
    incoming: side,
    others: count,
  }).nullable(),
});

const place = { connectionId: text, bucket: text };
const conflicts = z.enum(CONFLICT_STRATEGIES);

const identity = record<FileIdentity>({ size: count, mtimeNs: text, ino: text, dev: text });

const spec: z.ZodType<JobSpec> = z.union([
  record<UploadSpec>({ kind: z.literal('upload'), ...place, prefix: text, paths: texts, conflicts }),
  record<UploadFilesSpec>({
    kind: z.literal('upload-files'),
    ...place,
    prefix: text,
    title: text,
    files: z.array(
      record<UploadFilesSpec['files'][number]>({
        path: text,
        name: text,
        key: text,
        identity: identity.nullable(),
        wasTried: z.boolean().optional(),
      }),
    ),
  }),
  record<DownloadSpec>({
    kind: z.literal('download'),
    ...place,
    base: text,
    keys: texts,
    prefixes: texts,
    folder: text,
    conflicts,
  }),
  record<DownloadVersionSpec>({
    kind: z.literal('download-version'),
    ...place,
    key: text,
    versionId: text,
    folder: text,
    conflicts,
  }),
  record<DeleteSpec>({ kind: z.literal('delete'), ...place, keys: texts, prefixes: texts }),
]);

export const jobSchema = record<Omit<JobRecord, 'id' | 'snapshot'>>({
  spec,
  isPlanned: z.boolean(),
  isPaused: z.boolean(),
});

/** What an item is, its planner knows: the CRC vouches for it. */
export const itemSchema = record<{ item: unknown; replace: boolean }>({ item: z.unknown(), replace: z.boolean() });

export const endSchema = record<ItemEnd>({
  state: oneOf<ItemEnd['state']>({ open: true, done: true, failed: true, skipped: true }),
  error: error.nullable(),
  arrived: record<Arrival>({ etag: text, versionId: textOrNull, size: count }).optional(),
});

export const uploadSchema = record<UploadRecord>({
  phase: oneOf<UploadRecord['phase']>({ intent: true, open: true, completing: true, aborting: true }),
  bucket: text,
  key: text,
  uploadId: textOrNull,
  token: textOrNull,
  partSize: count,
  identity,
  startedAt: text,
});

export const partSchema = record<PartRecord>({ number: count, etag: text, md5: text, crc32: optionalText });

export const downloadSchema = record<Omit<DownloadRecord, 'done'>>({ temporary: text, etag: text, size: count });

export const rangesSchema: z.ZodType<DownloadRecord['done']> = z.array(z.tuple([count, count]));
