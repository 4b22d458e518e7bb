import { isEnded, type JobSnapshot } from '../../shared/transfer.ts';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: JobSnapshot, b: JobSnapshot): number {
  const ended = isEnded(a.state);
  if (ended !== isEnded(b.state)) return ended ? 1 : -1;
  if (ended) return compare(b.endedAt ?? '', a.endedAt ?? '') || compare(b.createdAt, a.createdAt);
  return a.order - b.order || compare(a.createdAt, b.createdAt);
}

/** Ids in the order shown: the queue as it will be worked off, below it what has ended, the last first. */
export function shownOrder(jobs: Iterable<JobSnapshot>): string[] {
  return [...jobs].sort(byPlace).map((job) => job.id);
}
