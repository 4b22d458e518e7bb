import type { JobState, Waiting as JobWaiting } from '../../../../shared/transfer.ts';
import { BIG_BYTES, type Waiting } from './batch.ts';
import type { RuleRun } from './ruleRun.ts';

/** A job that the engine has, or will have in a moment. */
export type SentJob = {
  id: string;
  ruleId: string;
  /** Where its open files go, by the ids of their rows. */
  places: Map<number, string>;
  isBig: boolean;
  state: JobState | null;
  waiting: JobWaiting | null;
  /** It is being looked at; `again`: something happened meanwhile. */
  isLooking: boolean;
  again: boolean;
};

/** The jobs under way, and the places they write to: no two of them to one at once. */
export type SentJobs = {
  add(id: string, run: RuleRun, files: readonly Waiting[]): SentJob;
  get(id: string): SentJob | undefined;
  has(id: string): boolean;
  /** Those of a rule. */
  of(ruleId: string): SentJob[];
  isBusy(run: RuleRun, key: string): boolean;
  /** These files are not under way any more. */
  free(job: SentJob, ids: readonly number[]): void;
  end(job: SentJob): void;
};

const placeOf = (run: RuleRun, key: string) => `${run.rule().connectionId}\0${run.rule().bucket}\0${key}`;

export function createSentJobs(): SentJobs {
  const jobs = new Map<string, SentJob>();
  const busy = new Set<string>();

  function free(job: SentJob, ids: readonly number[]) {
    for (const id of ids) {
      busy.delete(job.places.get(id) ?? '');
      job.places.delete(id);
    }
  }

  return {
    add(id, run, files) {
      const job: SentJob = {
        id,
        ruleId: run.rule().id,
        places: new Map(files.map((file) => [file.id, placeOf(run, file.key)])),
        isBig: files.some(({ bytes }) => bytes >= BIG_BYTES),
        state: null,
        waiting: null,
        isLooking: false,
        again: false,
      };
      for (const place of job.places.values()) busy.add(place);
      jobs.set(id, job);
      return job;
    },
    get: (id) => jobs.get(id),
    has: (id) => jobs.has(id),
    of: (ruleId) => [...jobs.values()].filter((job) => job.ruleId === ruleId),
    isBusy: (run, key) => busy.has(placeOf(run, key)),
    free,
    end(job) {
      free(job, [...job.places.keys()]);
      jobs.delete(job.id);
    },
  };
}
