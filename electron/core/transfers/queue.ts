import { type AppError, appError } from '../../../shared/errors.ts';
import { isEnded } from '../../../shared/transfer.ts';
import { tellsOfFiles } from './engine.ts';
import type { Job } from './job.ts';

/** The jobs in their order, live and ended. */
export type Queue = {
  add(job: Job): void;
  /** In their order. */
  all(): Job[];
  /** Throws `invalid-request` for a job that is not there. */
  get(jobId: string): Job;
  find(jobId: string): Job | undefined;
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

/** Jobs of watched folders at once, of each connection. */
const WATCHED_AT_ONCE = 2;

/** Jobs are counted with those of the same. */
const laneOf = ({ spec }: Job) => (tellsOfFiles(spec) ? spec.connectionId : null);

/** Jobs that wait for something other than a moment hold up no other. */
const holdsUp = (job: Job) => {
  const reason = job.snapshot().waiting?.reason;
  return reason === undefined || reason === 'retry' || reason === 'throttled';
};

/**
 * Starts jobs in their order, `jobsAtOnce` at a time. One that waits for an answer holds up no other, and deletes do not
 * wait: they move no bytes. Jobs of watched folders are counted by themselves, for each connection: those of a server
 * that fails hold up neither another's nor what the user has begun.
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
      const lane = laneOf(job);
      const active = [...runs.keys()].filter((other) => takesPlace(other) && laneOf(other) === lane).length;
      const most = tellsOfFiles(job.spec) ? Math.min(WATCHED_AT_ONCE, deps.jobsAtOnce) : deps.jobsAtOnce;
      if (active < most || job.spec.kind === 'delete') start(job);
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
    find: (jobId) => jobs.get(jobId),
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
