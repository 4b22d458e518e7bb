import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { canPause, canResume, isRefused } from './abilities.ts';

/** Work that is done and that there is: bytes, or items where there are no bytes to move. */
type Work = { done: number; total: number };

function movesBytes(job: JobSnapshot): boolean {
  return job.kind !== 'delete' && job.bytes.total > 0;
}

function itemsOf({ items }: JobSnapshot): Work {
  return { done: items.done + items.failed + items.skipped, total: items.total };
}

/** True while it is not known how much there is to do. */
function isUncounted(job: JobSnapshot): boolean {
  return job.state === 'queued' || job.state === 'preparing';
}

/** True while it cannot be told how long a job will take. */
function isUntimed(job: JobSnapshot): boolean {
  if (isUncounted(job) || job.state === 'waiting') return true;
  return job.state === 'running' && movesBytes(job) && job.speed === null;
}

// Only a job that is done is whole: what has been sent is not yet what has arrived.
function fractionOf({ done, total }: Work): number | null {
  return total > 0 ? Math.min(done / total, 0.99) : null;
}

/** How much of a job is done, 0 to 1: at most 0.99 before it is done, null while its size is not known. */
export function jobFraction(job: JobSnapshot): number | null {
  if (job.state === 'done') return 1;
  if (isUncounted(job)) return null;
  return fractionOf(movesBytes(job) ? job.bytes : itemsOf(job));
}

/** Whole percent, rounded down: 0.999 is 99. */
export function percentOf(fraction: number): number {
  // 0.29 * 100 is 28.999999999999996.
  return Math.floor(fraction * 100 + 1e-9);
}

/** All jobs in one line. Speed in bytes per second; null: not known. */
export type Summary = {
  total: number;
  /** Jobs that have not ended. */
  active: number;
  /** Jobs that rest, those that could, and those that can be tried again. */
  paused: number;
  pausable: number;
  retryable: number;
  /** Jobs that wait for the user's answer. */
  asking: number;
  /** The first job that waits for something, while none is at work. Refused keys are asked about elsewhere. */
  waiting: JobSnapshot | null;
  fraction: number | null;
  speed: number | null;
  etaSeconds: number | null;
  /** Jobs that failed, or that ended with items that failed. */
  failed: JobSnapshot[];
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function overallFraction(jobs: readonly JobSnapshot[], live: readonly JobSnapshot[]): number | null {
  const counted = live.filter((job) => !isUncounted(job));
  if (counted.length === 0) return null;
  // A job that is done goes on counting while one that began before its end still runs: else the whole would fall
  // back each time one of several ends.
  const oldest = counted.map((job) => job.createdAt).toSorted()[0] ?? '';
  const beside = jobs.filter((job) => job.state === 'done' && job.endedAt !== null && job.endedAt > oldest);
  const together = [...counted, ...beside];
  const work = counted.some(movesBytes) ? together.filter(movesBytes).map((job) => job.bytes) : together.map(itemsOf);
  return fractionOf({ done: sum(work.map((w) => w.done)), total: sum(work.map((w) => w.total)) });
}

function isAtWork({ state }: JobSnapshot): boolean {
  return state === 'preparing' || state === 'running' || state === 'finishing';
}

/** Sums the jobs up; they come in the order shown. */
export function summarize(jobs: readonly JobSnapshot[]): Summary {
  const live = jobs.filter((job) => !isEnded(job.state));
  const moving = live.filter((job) => !canResume(job));
  const speeds = live.flatMap((job) => (job.state === 'running' && job.speed !== null ? [job.speed] : []));
  const speed = speeds.length > 0 ? sum(speeds) : null;
  const left = sum(moving.filter(movesBytes).map((job) => job.bytes.total - job.bytes.done));
  return {
    total: jobs.length,
    active: live.length,
    paused: live.length - moving.length,
    pausable: live.filter(canPause).length,
    retryable: jobs.filter((job) => job.canRetry).length,
    waiting: live.some(isAtWork) ? null : (live.find((job) => job.state === 'waiting' && !isRefused(job)) ?? null),
    asking: live.filter((job) => job.state === 'needs-answer').length,
    fraction: overallFraction(jobs, live),
    speed,
    etaSeconds: speed !== null && speed > 0 && left > 0 && !moving.some(isUntimed) ? left / speed : null,
    failed: jobs.filter((job) => job.state === 'failed' || (job.state === 'done' && job.items.failed > 0)),
  };
}
