import { AppError, appError } from '../../../shared/errors.ts';
import type { LocalPlatform } from '../../../shared/localName.ts';
import { isEnded } from '../../../shared/transfer.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createBudget } from './budget.ts';
import { createChanges } from './changes.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { createJob, type Job } from './job.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { createPlaces } from './places.ts';
import { createQueue } from './queue.ts';
import { errorData } from './retry.ts';
import { runJob } from './runJob.ts';
import { createStores, type Lease } from './stores.ts';

export type EngineDeps = {
  /** A store that tries each request once: the engine retries. */
  createStore: (connection: S3Connection) => ObjectStore;
  clock: Clock;
  random: Random;
  logger: Logger;
  events: EngineEvents;
  /** What local names must be good for. */
  platform: LocalPlatform;
  limits?: Partial<Limits>;
};

/** How long `close` waits for jobs to clean up after themselves. */
const CLOSE_MS = 10_000;

/** The engine itself, in this thread. */
export function createEngine(deps: EngineDeps): Engine {
  const { clock, random, logger, platform, events } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const budget = createBudget(limits);
  const changes = createChanges({ clock, emit: events.changed });
  const places = createPlaces({ clock, emit: events.objectsChanged });
  const stores = createStores(deps.createStore);
  const queue = createQueue({ jobsAtOnce: limits.jobsAtOnce, run });
  let isClosed = false;

  async function run(job: Job) {
    const { connection, bucket } = job.spec;
    const { prefix } = job.snapshot();
    const objectsChanged = () => places.changed({ connectionId: connection.id, bucket, prefix });
    let lease: Lease;
    try {
      lease = stores.lease(connection);
    } catch (error) {
      // An endpoint that no client can be made for.
      job.stop(new AppError(errorData(error)));
      return job.end();
    }
    await runJob(job, { store: lease.store, budget, limits, clock, logger, platform, objectsChanged });
    lease.release();
  }

  function onChange(job: Job) {
    changes.touch(job.id, job);
    // While one waits for an answer, another may run.
    if (job.state() === 'needs-answer') queue.pump();
  }

  return {
    async submit(spec) {
      if (isClosed) throw appError('cancelled', 'the engine is closed');
      const job = createJob({ spec, clock, random, onChange });
      onChange(job);
      queue.add(job);
      return { jobId: job.id };
    },
    async answer(jobId, questionId, answer, forAll) {
      queue.get(jobId).answer(questionId, { answer, forAll });
    },
    cancel: async (jobId) => queue.cancel(queue.get(jobId)),
    async clear(jobId) {
      const jobs = jobId === undefined ? queue.all() : [queue.get(jobId)];
      for (const job of jobs) if (queue.remove(job)) changes.remove(job.id);
    },
    snapshot: async () => ({ seq: changes.seq(), jobs: queue.all().map((job) => job.snapshot()) }),
    downloadedPath: async (jobId) => queue.get(jobId).downloaded,
    async close() {
      isClosed = true;
      const live = queue.all().filter((job) => !isEnded(job.state()));
      const timeout = new AbortController();
      const allEnded = Promise.all(live.map((job) => queue.cancel(job)));
      await Promise.race([allEnded, clock.sleep(CLOSE_MS, timeout.signal).catch(() => {})]);
      timeout.abort();
      const unfinished = live.filter((job) => !isEnded(job.state())).length;
      if (unfinished > 0) logger.warn('closed before all jobs had cleaned up', { unfinished });
      places.close();
      changes.close();
    },
  };
}
