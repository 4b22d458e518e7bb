import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import type { Engine, EngineEvents } from '../transfers/engine.ts';
import { openJournal } from '../transfers/journal/open.ts';
import { createEngine, type EngineDeps } from '../transfers/localEngine.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { createMemoryLogger } from './memoryLogger.ts';

/** Jobs as a window would know them, and waiting for what happens to them. */
export type JobWatch = {
  events: EngineEvents;
  /** All batches, with the time (ms) each came. */
  changes: { at: number; change: TransfersChanged }[];
  places: Parameters<EngineEvents['objectsChanged']>[0][];
  job(jobId: string): JobSnapshot | undefined;
  /** Every state a job was shown in, each once in a row. */
  states(jobId: string): string[];
  /** Resolves as soon as the job is so. */
  until(jobId: string, condition: (job: JobSnapshot) => boolean): Promise<JobSnapshot>;
  untilEnded(jobId: string): Promise<JobSnapshot>;
};

export function createJobWatch(): JobWatch {
  const jobs = new Map<string, JobSnapshot>();
  const states = new Map<string, string[]>();
  const listeners = new Set<() => void>();
  const watch: JobWatch = {
    changes: [],
    places: [],
    events: {
      changed(change) {
        watch.changes.push({ at: Date.now(), change });
        for (const patch of change.patches) {
          // The first patch of a job is whole.
          const job = { ...jobs.get(patch.id), ...patch } as JobSnapshot;
          jobs.set(patch.id, job);
          const seen = states.get(patch.id) ?? [];
          if (seen.at(-1) !== job.state) states.set(patch.id, [...seen, job.state]);
        }
        for (const id of change.removed) jobs.delete(id);
        for (const listener of [...listeners]) listener();
      },
      objectsChanged: (place) => void watch.places.push(place),
    },
    job: (jobId) => jobs.get(jobId),
    states: (jobId) => states.get(jobId) ?? [],
    until(jobId, condition) {
      return new Promise((resolve) => {
        const look = () => {
          const job = jobs.get(jobId);
          if (!job || !condition(job)) return;
          listeners.delete(look);
          resolve(job);
        };
        listeners.add(look);
        look();
      });
    },
    untilEnded: (jobId) => watch.until(jobId, (job) => isEnded(job.state)),
  };
  return watch;
}

export type TestEngine = JobWatch & { engine: Engine; log: ReturnType<typeof createMemoryLogger> };

export type TestEngineOptions = Partial<Omit<EngineDeps, 'connectionOf' | 'journal'>> &
  Pick<EngineDeps, 'connectionOf'> & { journalFile: string };

/** The engine in this thread, on real time and the real store. */
export function createTestEngine({ journalFile, ...options }: TestEngineOptions): TestEngine {
  const watch = createJobWatch();
  const log = createMemoryLogger();
  const engine = createEngine({
    createStore: (connection) => createObjectStore(connection, 'transfer'),
    journal: openJournal({ file: journalFile, logger: log, now: systemClock.now }),
    clock: systemClock,
    random: Math.random,
    logger: log,
    events: watch.events,
    platform: 'linux',
    settings: { bandwidth: null },
    interrupted: 'resume',
    ...options,
  });
  return { ...watch, engine, log };
}
