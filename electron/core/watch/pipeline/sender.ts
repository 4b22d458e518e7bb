import { randomUUID } from 'node:crypto';
import type { TransfersChanged } from '../../../../shared/contract/transfers.ts';
import { isEnded, type Waiting as JobWaiting, type TransferPatch } from '../../../../shared/transfer.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Engine } from '../../transfers/engine.ts';
import { errorData } from '../../transfers/retry.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { FILES_PER_JOB, nextBatch, type Waiting, waitingOf } from './batch.ts';
import { jobSpec } from './jobSpec.ts';
import { createOutcomes } from './outcomes.ts';
import type { Outputs } from './outputs.ts';
import { ruleMark } from './ruleMark.ts';
import type { Fail, RuleRun, Runs } from './ruleRun.ts';
import { createSentJobs, type SentJob } from './sentJobs.ts';

/** How long (ms) a prepared file waits for others to go with it, while others are being prepared. */
const BATCH_MS = 1000;
/** Least time (ms) between two looks at what has become of a job's files. */
const LOOK_MS = 250;
/** The engine could not be asked: asked again after so many ms. */
const AGAIN_MS = 5000;
/** Jobs of a rule at once. */
const JOBS_PER_RULE = 6;

/** Files that are kept at a stretch: some ten milliseconds of work. */
const PART = 20;

function partsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, part) => all.slice(part * PART, (part + 1) * PART));
}

/** By this the jobs of watched folders are told from others on the engine's list. */
const JOB_PREFIX = 'watch-';

export type SenderEngine = Pick<Engine, 'submitFiles' | 'filesReport' | 'clear' | 'cancel' | 'snapshot'>;

/** Brings prepared files to the server, as jobs of the transfer engine. */
export type Sender = {
  /** The row is `prepared`. */
  add(row: FileRow): void;
  /** The row is not prepared any more. */
  withdraw(row: FileRow): void;
  /** Sends what is due. */
  pump(): void;
  /** Goes on with the jobs and the prepared files of the ledger. */
  adopt(): Promise<void>;
  hear(change: TransfersChanged): void;
  /** What uploads of a rule wait for. */
  waiting(ruleId: string): JobWaiting | null;
  /** Cancels what is under way of a rule that is no more. */
  drop(ruleId: string): Promise<void>;
};

type Deps = {
  engine: SenderEngine;
  ledger: Ledger;
  outputs: Outputs;
  runs: Runs;
  fail: Fail;
  clock: Clock;
  logger: Logger;
  /** True while more files of the rule may be prepared in a moment. */
  isMoreToCome: (ruleId: string) => boolean;
  onUploaded: (row: FileRow) => void;
  /** Files may be to be prepared anew. */
  wake: () => void;
  guard: (work: () => Promise<void>) => Promise<void>;
  closing: AbortSignal;
};

type Queue = { files: Map<number, Waiting>; since: number };

export function createSender(deps: Deps): Sender {
  const { engine, ledger, outputs, runs, clock, logger, guard, closing } = deps;
  const outcomes = createOutcomes(deps);
  const queues = new Map<string, Queue>();
  const jobs = createSentJobs();
  let isTimed = false;
  let isAdopted = false;

  function add(row: FileRow) {
    const queue = queues.get(row.ruleId) ?? { files: new Map(), since: clock.now() };
    if (queue.files.size === 0) queue.since = clock.now();
    queue.files.set(row.id, waitingOf(row));
    queues.set(row.ruleId, queue);
  }

  function withdraw(row: FileRow) {
    queues.get(row.ruleId)?.files.delete(row.id);
  }

  /** Keeps that these files are part of the job, and answers with those that still can be. */
  function keepPart(run: RuleRun, job: SentJob, ids: readonly number[], from: number): FileRow[] {
    return ledger.together(() => {
      const rows = ids.map((id) => ledger.get(id)).filter((row) => row?.state === 'prepared');
      return rows
        .filter((row) => row !== null)
        .map((row, index) => {
          ledger.change(row.id, { state: 'uploading', job: job.id, index: from + index, wasTried: true });
          const key = row.key === null ? {} : { key: row.key };
          run.log('uploading', row.file, { bytes: waitingOf(row).bytes, ...key });
          return row;
        });
    });
  }

  /** Keeps the files of a new job, a few at a time. Those that could not be kept are to be sent another time. */
  async function keepAll(run: RuleRun, job: SentJob, batch: readonly Waiting[]): Promise<FileRow[]> {
    const rows: FileRow[] = [];
    const left = new Map(batch.map((file) => [file.id, file]));
    try {
      for (const part of partsOf([...left.keys()])) {
        await clock.sleep(0, closing);
        // Its rule was removed.
        if (!jobs.has(job.id)) return [];
        rows.push(...keepPart(run, job, part, rows.length));
        for (const id of part) left.delete(id);
      }
    } finally {
      for (const file of left.values()) queues.get(job.ruleId)?.files.set(file.id, file);
      const kept = new Set(rows.map(({ id }) => id));
      jobs.free(
        job,
        [...job.places.keys()].filter((id) => !kept.has(id)),
      );
      if (rows.length === 0) jobs.end(job);
      // Of a job that the engine has not there is nothing to wait for.
      else if (left.size > 0) lookLater(job);
    }
    run.touch();
    return rows;
  }

  async function send(run: RuleRun, batch: readonly Waiting[]) {
    const job = jobs.add(`${JOB_PREFIX}${randomUUID()}`, run, batch);
    for (const { id } of batch) queues.get(run.rule().id)?.files.delete(id);
    const rows = await keepAll(run, job, batch);
    if (rows.length === 0) return;
    try {
      await engine.submitFiles(job.id, jobSpec(run.rule(), rows, outputs));
    } catch (error) {
      logger.warn('uploads of a watched folder could not be begun', { job: job.id, cause: errorData(error).code });
      lookLater(job);
    }
  }

  function isDue(ruleId: string, queue: Queue): boolean {
    if (queue.files.size >= FILES_PER_JOB || !deps.isMoreToCome(ruleId)) return true;
    return clock.now() - queue.since >= BATCH_MS;
  }

  function pump() {
    for (const run of runs.all()) {
      const { id } = run.rule();
      const queue = queues.get(id);
      if (!queue || queue.files.size === 0 || !run.mayBegin()) continue;
      for (;;) {
        if (!isDue(id, queue)) {
          setTimer();
          break;
        }
        const own = jobs.of(id);
        if (own.length >= JOBS_PER_RULE) break;
        const mayBeBig = !own.some(({ isBig }) => isBig);
        const batch = nextBatch(queue.files.values(), (key) => jobs.isBusy(run, key), mayBeBig);
        if (batch.length === 0) break;
        void guard(() => send(run, batch));
        queue.since = clock.now();
      }
    }
  }

  function setTimer() {
    if (isTimed) return;
    isTimed = true;
    void guard(async () => {
      try {
        await clock.sleep(BATCH_MS / 4, closing);
      } finally {
        isTimed = false;
      }
      pump();
    });
  }

  /** Rows of a job that is not on the engine's list: nobody works on them. */
  async function lose(job: SentJob, run: RuleRun, rows: readonly FileRow[]) {
    for (const row of rows) {
      const isWhole = !row.output || (await outputs.isWhole(row.id, row.output.bytes));
      if (ledger.get(row.id)?.job !== job.id) continue;
      // The rule may have been changed since it was prepared.
      const isOfUse = isWhole && row.madeBy === ruleMark(run.rule());
      const kept = ledger.change(row.id, {
        job: null,
        index: null,
        ...(isOfUse ? { state: 'prepared' as const } : { state: 'ready' as const, output: null }),
      });
      if (kept?.state === 'prepared') add(kept);
    }
    jobs.free(
      job,
      rows.map(({ id }) => id),
    );
    deps.wake();
  }

  async function look(job: SentJob) {
    const run = runs.get(job.ruleId);
    if (!run || !jobs.has(job.id)) return;
    const report = await engine.filesReport(job.id);
    const rows = ledger.ofJob(job.id);
    if (!report) {
      await lose(job, run, rows);
      jobs.end(job);
      return;
    }
    Object.assign(job, { state: report.state, waiting: report.waiting });
    for (const part of partsOf(rows.map(({ id }) => id))) {
      jobs.free(job, outcomes.take(run, job.id, part, report));
      await clock.sleep(0, closing);
    }
    if (!isEnded(report.state)) return;
    jobs.end(job);
    await engine.clear(job.id);
  }

  /** Looks now, and again when something has happened meanwhile. */
  function lookSoon(job: SentJob) {
    job.again = true;
    if (job.isLooking) return;
    job.isLooking = true;
    void guard(async () => {
      try {
        while (job.again && jobs.has(job.id)) {
          job.again = false;
          try {
            await look(job);
          } catch (error) {
            if (closing.aborted) return;
            logger.warn('uploads of a watched folder could not be looked at', {
              job: job.id,
              cause: errorData(error).code,
            });
            await clock.sleep(AGAIN_MS, closing);
            job.again = true;
          }
          pump();
          if (jobs.has(job.id)) await clock.sleep(LOOK_MS, closing);
        }
      } finally {
        job.isLooking = false;
      }
    });
  }

  function lookLater(job: SentJob) {
    void guard(async () => {
      await clock.sleep(AGAIN_MS, closing);
      lookSoon(job);
    });
  }

  /** A job of watched folders that no row belongs to: its outcomes were taken, or its rule was removed. */
  async function discard(jobId: string) {
    try {
      await engine.cancel(jobId);
      await engine.clear(jobId);
    } catch (error) {
      if (!closing.aborted) logger.warn('old uploads stay on the list', { job: jobId, cause: errorData(error).code });
    }
  }

  function hearPatch(patch: TransferPatch) {
    const job = jobs.get(patch.id);
    if (!job) {
      // The first patch of a job has its state; later ones of jobs that were discarded may come on.
      if (isAdopted && patch.id.startsWith(JOB_PREFIX) && patch.createdAt !== undefined) {
        void discard(patch.id);
      }
      return;
    }
    if (patch.state !== undefined) job.state = patch.state;
    if (patch.waiting !== undefined) job.waiting = patch.waiting;
    if (patch.state !== undefined || patch.waiting !== undefined) runs.get(job.ruleId)?.touch();
    if (patch.state !== undefined || patch.items !== undefined) lookSoon(job);
  }

  return {
    add,
    withdraw,
    pump,
    async adopt() {
      for (const { job: id, ruleId } of ledger.jobs()) {
        const run = runs.get(ruleId);
        if (run) lookSoon(jobs.add(id, run, ledger.ofJob(id).map(waitingOf)));
      }
      isAdopted = true;
      const { jobs: listed } = await engine.snapshot();
      for (const { id } of listed) if (id.startsWith(JOB_PREFIX) && !jobs.has(id)) void discard(id);
    },
    hear(change) {
      for (const patch of change.patches) hearPatch(patch);
      for (const id of change.removed) {
        const job = jobs.get(id);
        if (job) lookSoon(job);
      }
    },
    waiting: (ruleId) =>
      jobs.of(ruleId).find(({ state, waiting }) => state === 'waiting' && waiting !== null)?.waiting ?? null,
    async drop(ruleId) {
      queues.delete(ruleId);
      const own = jobs.of(ruleId);
      for (const job of own) jobs.end(job);
      await Promise.all(own.map(({ id }) => discard(id)));
    },
  };
}
