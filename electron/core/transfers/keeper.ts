import { isEnded } from '../../../shared/transfer.ts';
import { faultOf } from '../faults.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Job } from './job.ts';
import type { Journal } from './journal/journal.ts';
import { errorData } from './retry.ts';

/** How far a running job has come is kept this often; what it goes on from is kept by its items. */
const PERIOD_MS = 5000;

/** Keeps jobs in the journal as they change: each change of state, order or plan at once, progress now and then. */
export type Keeper = {
  /** Something of the job has changed. */
  touch(job: Job): void;
  /** Keeps it now. Throws what the journal throws. */
  keep(job: Job): void;
};

export function createKeeper(deps: { journal: Journal; clock: Clock; logger: Logger }): Keeper {
  const { journal, clock, logger } = deps;
  const kept = new WeakMap<Job, { mark: string; at: number }>();
  const markOf = (job: Job) => `${job.state()} ${job.order()} ${job.isPlanned()}`;

  function keep(job: Job) {
    kept.set(job, { mark: markOf(job), at: clock.now() });
    journal.saveJob(job.record());
  }

  return {
    keep,
    touch(job) {
      const former = kept.get(job);
      const isSame = former?.mark === markOf(job);
      if (isSame && (clock.now() - former.at < PERIOD_MS || isEnded(job.state()))) return;
      try {
        keep(job);
      } catch (error) {
        // Its items keep what it goes on from; a job that could not keep that either fails with this very error.
        logger.error('the journal could not be written', { code: errorData(error).code, ...faultOf(error) });
      }
    },
  };
}
