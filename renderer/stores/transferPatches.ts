import type { TransfersChanged } from '../../shared/contract/transfers.ts';
import { isEnded, type JobSnapshot, type TransferPatch } from '../../shared/transfer.ts';
import { shownOrder } from './jobOrder.ts';

/** The window's copy of the engine's jobs. `ids`: in the order shown; the same array while that order stays. */
export type TransferMirror = {
  seq: number;
  ids: readonly string[];
  jobs: ReadonlyMap<string, JobSnapshot>;
  /** Jobs that have not ended and do not rest. */
  activeCount: number;
  /** Jobs seen to end so far: changes whenever one does. */
  endedCount: number;
};

export const EMPTY_MIRROR: TransferMirror = { seq: 0, ids: [], jobs: new Map(), activeCount: 0, endedCount: 0 };

// A record, so that a new field of JobSnapshot does not compile until it stands here.
const JOB_FIELDS: Record<keyof JobSnapshot, true> = {
  id: true,
  kind: true,
  state: true,
  connectionId: true,
  bucket: true,
  prefix: true,
  name: true,
  localFolder: true,
  rule: true,
  order: true,
  items: true,
  bytes: true,
  speed: true,
  etaSeconds: true,
  waiting: true,
  interrupted: true,
  canRetry: true,
  createdAt: true,
  endedAt: true,
  error: true,
  problems: true,
  notices: true,
  noticeCount: true,
  question: true,
};

function isWhole(patch: TransferPatch): patch is JobSnapshot {
  return Object.keys(JOB_FIELDS).every((field) => field in patch);
}

/** Work that the user has begun is going on; what watched folders do by themselves is none of it. */
export const hasOwnWork = ({ jobs }: TransferMirror): boolean =>
  countActive([...jobs.values()].filter((job) => job.rule === null)) > 0;

function countActive(jobs: Iterable<JobSnapshot>): number {
  let active = 0;
  for (const job of jobs) if (!isEnded(job.state) && job.state !== 'paused') active += 1;
  return active;
}

/** The mirror of a whole snapshot. */
export function mirrorOf(snapshot: { seq: number; jobs: readonly JobSnapshot[] }): TransferMirror {
  return {
    seq: snapshot.seq,
    ids: shownOrder(snapshot.jobs),
    jobs: new Map(snapshot.jobs.map((job) => [job.id, job])),
    activeCount: countActive(snapshot.jobs),
    endedCount: snapshot.jobs.filter((job) => isEnded(job.state)).length,
  };
}

/** True for a change that may give a job another place. */
function changesPlace(patch: TransferPatch): boolean {
  return 'order' in patch || 'state' in patch || 'endedAt' in patch;
}

function reordered(before: readonly string[], jobs: ReadonlyMap<string, JobSnapshot>): readonly string[] {
  const after = shownOrder(jobs.values());
  return after.length === before.length && after.every((id, index) => id === before[index]) ? before : after;
}

/**
 * Applies one batch. `gap` means that a batch was missed (a sequence number was left out, or a change of a job that was
 * never seen whole): only a snapshot helps. A batch that the mirror already holds changes nothing.
 */
export function applyChange(mirror: TransferMirror, change: TransfersChanged): TransferMirror | 'gap' {
  if (change.seq <= mirror.seq) return mirror;
  if (change.seq !== mirror.seq + 1) return 'gap';
  const jobs = new Map(mirror.jobs);
  let { endedCount } = mirror;
  for (const patch of change.patches) {
    const known = jobs.get(patch.id);
    if (patch.state && isEnded(patch.state) && known?.state !== patch.state) endedCount += 1;
    if (known) jobs.set(patch.id, { ...known, ...patch });
    else if (isWhole(patch)) jobs.set(patch.id, patch);
    else return 'gap';
  }
  const removed = change.removed.filter((id) => jobs.delete(id));
  return {
    seq: change.seq,
    ids: removed.length > 0 || change.patches.some(changesPlace) ? reordered(mirror.ids, jobs) : mirror.ids,
    jobs,
    activeCount: countActive(jobs.values()),
    endedCount,
  };
}

/** Jobs that ended between two mirrors, those that came and ended at once among them. */
export function endedBetween(before: TransferMirror, after: TransferMirror): JobSnapshot[] {
  const ended: JobSnapshot[] = [];
  for (const job of after.jobs.values()) {
    const former = before.jobs.get(job.id);
    if (isEnded(job.state) && !(former && isEnded(former.state))) ended.push(job);
  }
  return ended;
}
