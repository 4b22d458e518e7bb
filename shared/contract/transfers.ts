import { CONFLICT_ANSWERS, type HistoryPage, type JobSnapshot, type TransferPatch } from '../transfer.ts';
import { z } from '../zod.ts';
import { bucketRef, call, grant, key, objectTargets, prefix, versionId } from './call.ts';

const jobId = z.string().min(1).max(64);
const oneOrAll = z.strictObject({ jobId: jobId.optional() });

export const transferCalls = {
  /** Uploads granted files and folders below a prefix; resolves as soon as the job is queued. */
  'transfers.upload': call<{ jobId: string }>()(
    bucketRef.extend({ prefix, grants: z.array(grant).min(1).max(10_000) }),
  ),
  /** Downloads objects and folders into a granted folder. Names are relative to `base`, the prefix that is being shown. */
  'transfers.download': call<{ jobId: string }>()(objectTargets.extend({ base: prefix, folder: grant })),
  /** Downloads one version into a granted folder, under a name that tells which version it is. */
  'transfers.downloadVersion': call<{ jobId: string }>()(bucketRef.extend({ key, versionId, folder: grant })),
  /** Deletes objects and all below folders. What it will do is asked before with `objects.planDelete`. */
  'transfers.delete': call<{ jobId: string }>()(objectTargets),
  /** Answers a job's question: the name exists already. */
  'transfers.answer': call<void>()(
    z.strictObject({ jobId, questionId: z.number().int(), answer: z.enum(CONFLICT_ANSWERS), forAll: z.boolean() }),
  ),
  /** Lets a job, or all, rest: no request is open, nothing done is lost. Deletes do not rest. */
  'transfers.pause': call<void>()(oneOrAll),
  /** Goes on with a paused job, or with all. */
  'transfers.resume': call<void>()(oneOrAll),
  /** Cancels a job, or all: what it left on the server (parts) or on disk (temporary files) is removed. */
  'transfers.cancel': call<void>()(oneOrAll),
  /** Tries again what failed of a job, or of all. */
  'transfers.retry': call<void>()(oneOrAll),
  /** Puts a waiting job before another one, or last. */
  'transfers.move': call<void>()(z.strictObject({ jobId, before: jobId.nullable() })),
  /** Takes ended jobs off the list, one or all; they stay in the history. What a failed one had kept is removed. */
  'transfers.clear': call<void>()(oneOrAll),
  /** Ended jobs whose names, buckets or prefixes contain the text. */
  'transfers.history': call<HistoryPage>()(
    z.strictObject({ query: z.string().max(200), cursor: z.string().max(100).nullable() }),
  ),
  'transfers.clearHistory': call<void>()(z.strictObject({})),
  'transfers.snapshot': call<{ seq: number; jobs: JobSnapshot[] }>()(z.strictObject({})),
} as const;

/** A batch of changes; a gap in `seq` means: ask for a snapshot. */
export type TransfersChanged = { seq: number; patches: TransferPatch[]; removed: string[] };
