import { type AppError, appError } from '../../../shared/errors.ts';
import { isEnded } from '../../../shared/transfer.ts';
import type { Job } from './job.ts';

/** The jobs in their order, live and ended. */
export type Queue = {
  add(job: Job): void;
  /** In their order. */
  all(): Job[];
  /** Throws `invalid-request` for a job that is not there. */
  get(jobId: string): Job;
  /** Starts what may start now; to be called whenever a job's state has changed. */
  pump(): void;
  /** Ends the run of a job with this reason, if one is on. Resolves when it is over. */
  stop(job: Job, reason: AppError): Promise<void>;
  isRunning(job: Job): boolean;
  /** An order that puts a job before another one, or last. */
  orderBefore(before: Job | null): number;
  /** Takes an ended job off the list; answers false for a live one. */
  remove(job: Job): boolean;
};

/** Jobs that wait for something other than a moment hold up no other. */
const holdsUp = (job: Job) => {
  const reason = job.snapshot().waiting?.reason;
  return reason === undefined || reason === 'retry' || reason === 'throttled';
};

/**
 * Starts jobs in their order, `jobsAtOnce` at a time. One that waits for an answer holds up no other, and deletes do not
 * wait: they move no bytes.
 */
export function createQueue(deps: { jobsAtOnce: number; run: (job: Job) => Promise<void> }): Queue {
  const jobs = new Map<string, Job>();
  const runs = new Map<Job, Promise<void>>();

  const inOrder = () => [...jobs.values()].sort((a, b) => a.order() - b.order());
  const takesPlace = (job: Job) =>
    job.spec.kind !== 'delete' && job.state() !== 'needs-answer' && (job.state() !== 'waiting' || holdsUp(job));

  function start(job: Job) {
    // Not at once: what the run changes may pump again, and must find it in its place.
    const run = Promise.resolve()
      .then(() => deps.run(job))
      .then(() => {
        runs.delete(job);
        pump();
      });
    runs.set(job, run);
  }

  function pump() {
    for (const job of inOrder()) {
      if (job.state() !== 'queued' || runs.has(job)) continue;
      const active = [...runs.keys()].filter(takesPlace).length;
      if (active < deps.jobsAtOnce || job.spec.kind === 'delete') start(job);
    }
  }

  return {
    add(job) {
      jobs.set(job.id, job);
      pump();
    },
    all: inOrder,
    get(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw appError('invalid-request', `there is no job ${jobId}`);
      return job;
    },
    pump,
    async stop(job, reason) {
      const run = runs.get(job);
      if (!run) return;
      job.stop(reason);
      await run;
    },
    isRunning: (job) => runs.has(job),
    orderBefore(before) {
      const all = inOrder();
      if (!before) return (all.at(-1)?.order() ?? 0) + 1;
      const former = all[all.indexOf(before) - 1];
      return former ? (former.order() + before.order()) / 2 : before.order() - 1;
    },
    remove: (job) => isEnded(job.state()) && jobs.delete(job.id),
  };
}
