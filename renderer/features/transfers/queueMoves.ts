import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { canMove } from './abilities.ts';

/** Where a job goes: before another one, or last (null). */
export type Move = { before: string | null };

/** The queue: jobs that have not ended, in the order shown. */
export function queueOf(ids: readonly string[], jobs: ReadonlyMap<string, JobSnapshot>): JobSnapshot[] {
  return ids.flatMap((id) => {
    const job = jobs.get(id);
    return job && !isEnded(job.state) ? [job] : [];
  });
}

function placeOf(queue: readonly JobSnapshot[], id: string): number {
  return queue.findIndex((job) => job.id === id && canMove(job));
}

/** One place up; null when it is the first, or cannot be moved. */
export function moveUp(queue: readonly JobSnapshot[], id: string): Move | null {
  const above = queue[placeOf(queue, id) - 1];
  return above ? { before: above.id } : null;
}

/** One place down; null when it is the last, or cannot be moved. */
export function moveDown(queue: readonly JobSnapshot[], id: string): Move | null {
  const at = placeOf(queue, id);
  if (at < 0 || at === queue.length - 1) return null;
  return { before: queue[at + 2]?.id ?? null };
}

/** Before all others that are queued; null when it stands there already, or cannot be moved. */
export function moveNext(queue: readonly JobSnapshot[], id: string): Move | null {
  const at = placeOf(queue, id);
  const first = queue.findIndex((job) => job.state === 'queued' && job.id !== id);
  return first >= 0 && first < at ? { before: queue[first]?.id ?? null } : null;
}

/** To the gap above the row `gap` of the queue (its length: the end); null when that is where it stands. */
export function moveToGap(queue: readonly JobSnapshot[], id: string, gap: number): Move | null {
  const at = placeOf(queue, id);
  if (at < 0 || gap === at || gap === at + 1) return null;
  return { before: queue[gap]?.id ?? null };
}
