import { appError } from '../../../shared/errors.ts';
import { isEnded } from '../../../shared/transfer.ts';
import { cancelledByUser, type Job } from './job.ts';

/** The jobs in their order, live and ended. */
export type Queue = {
  add(job: Job): void;
  all(): Job[];
  /** Throws `invalid-request` for a job that is not there. */
  get(jobId: string): Job;
  /** Starts what may start now; to be called whenever a job's state has changed. */
  pump(): void;
  /** Resolves when the job has ended and cleaned up. */
  cancel(job: Job): Promise<void>;
  /** Takes an ended job off the list; answers false for a live one. */
  remove(job: Job): boolean;
};

/**
 * Starts jobs in their order, `jobsAtOnce` at a time. One that waits for an answer holds up no other, and deletes do not
 * wait: they move no bytes.
 */
export function createQueue(deps: { jobsAtOnce: number; run: (job: Job) => Promise<void> }): Queue {
  const jobs = new Map<string, Job>();
  const started = new Set<Job>();

  const takesPlace = (job: Job) => job.spec.kind !== 'delete' && job.state() !== 'needs-answer';

  function start(job: Job) {
    started.add(job);
    void deps.run(job).then(() => {
      started.delete(job);
      pump();
    });
  }

  function pump() {
    for (const job of jobs.values()) {
      if (job.state() !== 'queued' || started.has(job)) continue;
      const active = [...started].filter(takesPlace).length;
      if (active < deps.jobsAtOnce || !takesPlace(job)) start(job);
    }
  }

  return {
    add(job) {
      jobs.set(job.id, job);
      pump();
    },
    all: () => [...jobs.values()],
    get(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw appError('invalid-request', `there is no job ${jobId}`);
      return job;
    },
    pump,
    cancel(job) {
      if (!isEnded(job.state())) job.stop(cancelledByUser());
      if (job.state() === 'queued' && !started.has(job)) job.end();
      return job.ended;
    },
    remove: (job) => isEnded(job.state()) && jobs.delete(job.id),
  };
}
