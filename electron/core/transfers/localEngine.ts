import { AppError, appError } from '../../../shared/errors.ts';
import type { LocalPlatform } from '../../../shared/localName.ts';
import { isEnded } from '../../../shared/transfer.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createBandwidth } from './bandwidth.ts';
import { createBudget } from './budget.ts';
import { createChanges } from './changes.ts';
import { type Engine, type EngineEvents, type EngineSettings, tellsOfFiles } from './engine.ts';
import { createFileReports } from './fileReports.ts';
import { cancelledByUser, createJob, engineCloses, type Job, pausedByUser } from './job.ts';
import type { Journal } from './journal/journal.ts';
import type { ItemRecord } from './journal/records.ts';
import { createKeeper } from './keeper.ts';
import { removeLeftovers } from './leftovers.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { createLinks } from './links.ts';
import { createPlaces } from './places.ts';
import { createQueue } from './queue.ts';
import { restoreJobs } from './restore.ts';
import { errorData } from './retry.ts';
import { runJob } from './runJob.ts';
import { removeStrays } from './strays.ts';

export type EngineDeps = {
  /** Throws `secret-missing` when the secret must be typed again. */
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  /** A store that tries each request once: the engine retries. */
  createStore: (connection: S3Connection) => ObjectStore;
  journal: Journal;
  clock: Clock;
  random: Random;
  logger: Logger;
  events: EngineEvents;
  /** What local names must be good for. */
  platform: LocalPlatform;
  settings: EngineSettings;
  /** What becomes of jobs that were live when the last engine ended. */
  interrupted: 'resume' | 'ask';
  limits?: Partial<Limits>;
};

/** How long `close` waits for what is under way. */
const CLOSE_MS = 10_000;

/** The engine itself, in this thread. It goes on at once with what the journal holds. */
export function createEngine(deps: EngineDeps): Engine {
  const { connectionOf, createStore, clock, random, logger, platform, events } = deps;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const reports = createFileReports(deps.journal);
  const { journal } = reports;
  const budget = createBudget(limits);
  const bandwidth = createBandwidth(clock);
  const changes = createChanges({ clock, emit: events.changed });
  const places = createPlaces({ clock, emit: events.objectsChanged });
  const links = createLinks({ createStore, connectionOf, clock, random, limits, logger });
  const keeper = createKeeper({ journal, clock, logger });
  const queue = createQueue({ jobsAtOnce: limits.jobsAtOnce, run });
  const closing = new AbortController();
  /** Removals of what was left: the journal is needed until they are over. */
  const removals = new Set<Promise<unknown>>();
  let closed: Promise<void> | null = null;

  function remove(jobId: string | null) {
    const removal = removeLeftovers({ journal, links, clock, logger }, jobId, closing.signal);
    removals.add(removal);
    return removal.finally(() => removals.delete(removal));
  }

  async function run(job: Job) {
    const { connectionId, bucket } = job.spec;
    const signal = job.begin();
    job.enter('prepare');
    const { prefix } = job.snapshot();
    const objectsChanged = () => places.changed({ connectionId, bucket, prefix });
    try {
      const lease = await links.lease(connectionId, signal, job.waits);
      try {
        const around = { budget, bandwidth, limits, clock, random, logger, platform, journal };
        await runJob(job, { ...around, lease, objectsChanged });
      } finally {
        lease.release();
      }
    } catch (error) {
      // There is no such connection, or none that a client can be made for.
      if (!signal.aborted) job.stop(new AppError(errorData(error)));
    }
    job.end();
  }

  function onChange(job: Job) {
    changes.touch(job.id, job);
    keeper.touch(job);
    // While one waits for an answer, another may run.
    const state = job.state();
    if (state === 'needs-answer' || state === 'waiting' || state === 'queued') queue.pump();
  }

  /** The jobs that are meant, those for which it makes sense. */
  const meant = (jobId: string | undefined, fits: (job: Job) => boolean) =>
    (jobId === undefined ? queue.all() : [queue.get(jobId)]).filter(fits);

  const recordsOf = (job: Job) => (job.isPlanned() && job.isRestored ? journal.items(job.id) : []);

  async function cleanUp(job: Job, records: readonly ItemRecord<unknown>[]) {
    for (const { name, error } of await removeStrays(job, records)) job.problem(name, error);
    const failed = await remove(job.id);
    for (const { left, error } of failed) {
      const details =
        left.kind === 'upload' ? { ...error.details, uploadId: left.record.uploadId ?? '' } : error.details;
      job.problem(left.kind === 'upload' ? left.record.key : left.temporary, { ...error, ...(details && { details }) });
    }
  }

  async function cancel(job: Job) {
    await queue.stop(job, cancelledByUser());
    if (!isEnded(job.state())) job.apply('cancel');
    if (job.state() === 'cancelled') await cleanUp(job, recordsOf(job));
  }

  async function pause(job: Job) {
    await queue.stop(job, pausedByUser());
    if (job.state() === 'queued') job.apply('pause');
  }

  function retry(job: Job) {
    for (const { index, state } of job.isPlanned() ? journal.items(job.id) : []) {
      if (state === 'failed') journal.endItem(job.id, index, { state: 'open', error: null });
    }
    job.apply('queue');
  }

  const isLive = (job: Job) => !isEnded(job.state());
  const mayRest = (job: Job) => isLive(job) && job.state() !== 'paused' && job.spec.kind !== 'delete';
  const mayRetry = (job: Job) => job.snapshot().canRetry;

  bandwidth.limit(deps.settings.bandwidth);
  for (const job of restoreJobs({ journal, interrupted: deps.interrupted, clock, logger, onChange })) {
    queue.add(job);
    onChange(job);
  }
  void remove(null);

  async function close() {
    closing.abort(engineCloses());
    const timeout = new AbortController();
    const runs = queue.all().map((job) => queue.stop(job, engineCloses()));
    const resting = Promise.all([...runs, ...removals]);
    await Promise.race([resting, clock.sleep(CLOSE_MS, timeout.signal).catch(() => {})]);
    timeout.abort();
    const unfinished = queue.all().filter(queue.isRunning).length;
    if (unfinished > 0) logger.warn('closed before all requests had ended', { unfinished });
    places.close();
    changes.close();
    links.close();
    journal.close();
  }

  return {
    async submit(spec) {
      if (closing.signal.aborted) throw appError('cancelled', 'the engine is closed');
      const job = createJob({ spec, order: queue.orderBefore(null), clock, onChange });
      keeper.keep(job);
      queue.add(job);
      onChange(job);
      return { jobId: job.id };
    },
    async submitFiles(jobId, spec) {
      if (closing.signal.aborted) throw appError('cancelled', 'the engine is closed');
      const known = queue.find(jobId);
      // What its owner has kept is as good as the record that was damaged.
      if (known && known.snapshot().error?.code !== 'journal-damaged') return;
      const isAnew = journal.isKnown(jobId);
      const files = isAnew ? spec.files.map((file) => ({ ...file, wasTried: true })) : spec.files;
      const job = createJob({ spec: { ...spec, files }, id: jobId, order: queue.orderBefore(null), clock, onChange });
      if (isAnew) journal.saveAnew(job.record());
      keeper.keep(job);
      queue.add(job);
      onChange(job);
    },
    async filesReport(jobId) {
      const job = queue.find(jobId);
      return job ? reports.of(job) : null;
    },
    async answer(jobId, questionId, answer, forAll) {
      queue.get(jobId).answer(questionId, { answer, forAll });
    },
    pause: async (jobId) => void (await Promise.all(meant(jobId, mayRest).map(pause))),
    async resume(jobId) {
      for (const job of meant(jobId, (it) => it.state() === 'paused')) job.apply('queue');
    },
    async retry(jobId) {
      for (const job of meant(jobId, mayRetry)) retry(job);
    },
    cancel: async (jobId) => void (await Promise.all(meant(jobId, isLive).map(cancel))),
    async move(jobId, before) {
      queue.get(jobId).moveTo(queue.orderBefore(before === null ? null : queue.get(before)));
      queue.pump();
    },
    async clear(jobId) {
      for (const job of meant(jobId, (it) => isEnded(it.state()))) {
        if (jobId === undefined && tellsOfFiles(job.spec)) continue;
        queue.remove(job);
        changes.remove(job.id);
        const records = recordsOf(job);
        journal.clearJob(job.id);
        await cleanUp(job, records);
      }
    },
    history: async (query, cursor) => journal.history(query, cursor),
    clearHistory: async () => journal.clearHistory(),
    async apply(settings) {
      bandwidth.limit(settings.bandwidth);
    },
    connectionChanged: async (connectionId) => links.connectionChanged(connectionId),
    async connectionRemoved(connectionId) {
      const its = queue.all().filter((job) => job.spec.connectionId === connectionId && isLive(job));
      await Promise.all(its.map(cancel));
    },
    snapshot: async () => ({ seq: changes.seq(), jobs: queue.all().map((job) => job.snapshot()) }),
    downloadedPath: async (jobId) => queue.get(jobId).downloaded,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
