import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { AppError, appError, type ErrorData, isCancelled } from '../../../shared/errors.ts';
import {
  type ConflictAnswer,
  type ConflictQuestion,
  isEnded,
  type JobNotice,
  type JobProblem,
  type JobSnapshot,
  type JobState,
} from '../../../shared/transfer.ts';
import type { Clock } from '../ports.ts';
import { type Deferred, deferred } from './deferred.ts';
import { type JobSpec, tellsOfFiles } from './engine.ts';
import { subject } from './jobSubject.ts';
import type { ItemState, JobRecord } from './journal/records.ts';
import { createMeter, type Meter } from './meter.ts';
import { type JobEvent, next } from './state.ts';
import type { Wait } from './stillness.ts';

/** The parts of a run that a job comes back to after waiting. */
export type Phase = Extract<JobEvent, 'prepare' | 'run' | 'finish'>;
const PHASE_STATES = { prepare: 'preparing', run: 'running', finish: 'finishing' } as const;

export type Answer = { answer: ConflictAnswer; forAll: boolean };

/**
 * A job from its submission until it is taken off the list. It may be worked on more than once (after a pause, a retry,
 * a restart): each such run has a signal of its own. What happens comes in by these methods, what the window sees of it
 * is `snapshot()`, what the journal keeps is `record()`.
 */
export type Job = {
  readonly id: string;
  readonly spec: JobSpec;
  /** An earlier engine has begun it. */
  readonly isRestored: boolean;
  readonly meter: Meter;
  /** What to show for a finished download. */
  downloaded: string | null;
  state(): JobState;
  snapshot(): JobSnapshot;
  record(): JobRecord;
  order(): number;
  moveTo(order: number): void;

  /** A run begins. The signal is aborted, with the reason, when the run must end. */
  begin(): AbortSignal;
  /** The run's signal. */
  signal(): AbortSignal;
  enter(phase: Phase): void;
  /** So many more items, of so many bytes together. */
  found(bytes: number, items?: number): void;
  /** All that the job will do is known and kept. */
  planned(): void;
  isPlanned(): boolean;
  /** A run goes on with a plan that was made before. */
  goOnWith(items: readonly { state: ItemState; bytes: number }[]): void;
  itemsDone(count: number): void;
  itemFailed(name: string, error: ErrorData): void;
  /** An item that is not transferred after all. */
  itemSkipped(notice: JobNotice, bytes: number): void;
  notice(notice: JobNotice): void;
  /** Something to be told of that is no failed item. */
  problem(name: string, error: ErrorData): void;
  /** Nothing can move (null: something can again). */
  waits(wait: Wait | null): void;
  /** Asks the user, and waits for the answer. */
  ask(question: Omit<ConflictQuestion, 'questionId'>): Promise<Answer>;
  /** Answers the question that is open; an answer to another one is too late and changes nothing. */
  answer(questionId: number, answer: Answer): void;
  /** Ends the run: `cancelledByUser()`, `pausedByUser()`, `engineCloses()`, or what makes it impossible to go on. */
  stop(reason: AppError): void;
  /** The run is over: nothing of it is under way any more. */
  end(): void;

  /** Something happens to a job that no run is on. */
  apply(event: 'queue' | 'pause' | 'cancel'): void;
};

/** Problems and notices beyond these are only counted. */
const MOST_TOLD = 100;

type Deps = {
  spec: JobSpec;
  /** A new one when left out. */
  id?: string;
  order: number;
  clock: Clock;
  /** Called whenever the snapshot may have changed, however often. */
  onChange: (job: Job) => void;
  /** A job from the journal; what was live in it is `interrupted`. */
  kept?: { record: JobRecord; state: JobState; error: ErrorData | null } | undefined;
};

export function createJob({ spec, clock, onChange, kept, ...deps }: Deps): Job {
  const former = kept?.record.snapshot;
  const id = former?.id ?? deps.id ?? randomUUID();
  const about = subject(spec);
  const createdAt = former?.createdAt ?? new Date(clock.now()).toISOString();
  const changed = () => onChange(job);
  const meter = watched(createMeter(clock.now), changed);
  const items = { ...(former?.items ?? { total: 0, done: 0, failed: 0, skipped: 0 }) };
  let problems: JobProblem[] = [...(former?.problems ?? [])];
  const notices: JobNotice[] = [...(former?.notices ?? [])];
  let noticeCount = former?.noticeCount ?? 0;
  let firstFailure: ErrorData | null = null;
  let state: JobState = kept?.state ?? 'queued';
  let isPlanned = kept?.record.isPlanned ?? false;
  let isPaused = kept?.record.isPaused ?? false;
  let interrupted = kept !== undefined && state === 'paused' && !isPaused;
  let order = deps.order;
  let phase: Phase = 'prepare';
  let wait: Wait | null = null;
  let endedAt = kept && isEnded(state) ? (former?.endedAt ?? new Date(clock.now()).toISOString()) : null;
  let error = kept?.error ?? null;
  let question: ConflictQuestion | null = null;
  let asked: Deferred<Answer> | null = null;
  let questions = 0;
  let controller = new AbortController();
  let isRunning = false;
  if (former) meter.begin(former.bytes.done, former.bytes.total);

  function move(event: JobEvent) {
    state = next(state, event);
    if (state !== 'waiting') wait = null;
    isPaused = state === 'paused';
    if (state === 'queued') endedAt = null;
    if (isEnded(state)) endedAt = new Date(clock.now()).toISOString();
    if (event === 'queue' || event === 'cancel') {
      interrupted = false;
      error = null;
    }
    changed();
  }

  function tell(name: string, problem: ErrorData) {
    if (problems.length < MOST_TOLD) problems.push({ name, error: problem });
    changed();
  }

  /** What a run that is over makes of the job. */
  function outcome(): JobEvent {
    const isWhole = items.done + items.failed + items.skipped === items.total;
    const { aborted, reason } = controller.signal;
    // A cancel or a pause that came when all was done has changed nothing.
    if (aborted && !(isWhole && state === 'finishing' && items.failed === 0)) {
      if (isCancelled(reason)) return 'cancel';
      if (reason === PAUSED) return 'pause';
      if (reason === CLOSES) return 'queue';
      const data = reason instanceof AppError ? reason.data : null;
      error = data ?? { code: 'internal', message: 'the job was stopped', retryable: false };
      return 'fail';
    }
    if (items.failed === 0) return 'succeed';
    // When nothing of it succeeded, the first failure is the job's.
    if (items.failed === items.total) error = firstFailure;
    return 'fail';
  }

  const job: Job = {
    id,
    spec,
    isRestored: kept !== undefined,
    meter,
    downloaded: null,
    state: () => state,
    order: () => order,
    moveTo(to) {
      order = to;
      changed();
    },
    record: () => ({ id, spec, isPlanned, isPaused, snapshot: job.snapshot() }),
    snapshot() {
      const isMoving = state === 'running';
      const speed = isMoving ? meter.speed() : null;
      const eta = isMoving ? meter.etaSeconds() : null;
      const until = wait?.until ?? null;
      return {
        id,
        ...about,
        rule: tellsOfFiles(spec) ? spec.title : null,
        state,
        connectionId: spec.connectionId,
        bucket: spec.bucket,
        order,
        items: { ...items },
        bytes: { total: meter.total(), done: meter.done() },
        speed: speed === null ? null : Math.round(speed),
        etaSeconds: eta === null ? null : Math.ceil(eta),
        waiting:
          state === 'waiting' && wait
            ? { reason: wait.reason, until: until === null ? null : new Date(until).toISOString(), error: wait.error }
            : null,
        interrupted,
        // What is below a prefix when the program starts again may not be what was to be deleted.
        canRetry: state === 'failed' && error?.code !== 'journal-damaged' && !(spec.kind === 'delete' && kept),
        createdAt,
        endedAt,
        error,
        problems: [...problems],
        notices: [...notices],
        noticeCount,
        question,
      };
    },
    begin() {
      controller = new AbortController();
      // As many listeners as requests are under way.
      setMaxListeners(0, controller.signal);
      isRunning = true;
      firstFailure = null;
      if (!isPlanned) {
        Object.assign(items, { total: 0, done: 0, failed: 0, skipped: 0 });
        problems = [];
        notices.length = 0;
        noticeCount = 0;
        meter.begin(0, 0);
      }
      return controller.signal;
    },
    signal: () => controller.signal,
    enter(to) {
      phase = to;
      if (state !== 'waiting' && state !== PHASE_STATES[to]) move(to);
    },
    found(bytes, count = 1) {
      items.total += count;
      meter.grow(bytes);
    },
    planned() {
      isPlanned = true;
      changed();
    },
    isPlanned: () => isPlanned,
    goOnWith(records) {
      const count = (wanted: ItemState) => records.filter((record) => record.state === wanted).length;
      const sum = (...wanted: ItemState[]) =>
        records.reduce((bytes, record) => bytes + (wanted.includes(record.state) ? record.bytes : 0), 0);
      // What could not even be planned stays failed.
      const unplanned = items.total - records.length;
      items.done = count('done');
      items.skipped = count('skipped');
      items.failed = unplanned + count('failed');
      problems = problems.slice(0, unplanned);
      meter.begin(sum('done'), sum('done', 'open', 'failed'));
      changed();
    },
    itemsDone(count) {
      items.done += count;
      changed();
    },
    itemFailed(name, data) {
      items.failed += 1;
      firstFailure ??= data;
      tell(name, data);
    },
    itemSkipped(notice, bytes) {
      items.skipped += 1;
      meter.grow(-bytes);
      job.notice(notice);
    },
    notice(notice) {
      noticeCount += 1;
      if (notices.length < MOST_TOLD) notices.push(notice);
      changed();
    },
    problem: tell,
    waits(what) {
      if (!isRunning) return;
      wait = what;
      if (what) {
        meter.rest();
        if (state !== 'waiting') move('wait');
      } else if (state === 'waiting') move(phase);
      changed();
    },
    async ask(what) {
      const { signal } = controller;
      signal.throwIfAborted();
      questions += 1;
      question = { questionId: questions, ...what };
      asked = deferred();
      if (state !== 'needs-answer') move('ask');
      changed();
      const abort = () => asked?.reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      try {
        return await asked.promise;
      } finally {
        signal.removeEventListener('abort', abort);
        question = null;
        changed();
      }
    },
    answer(questionId, answer) {
      if (question?.questionId === questionId) asked?.resolve(answer);
    },
    stop(reason) {
      controller.abort(reason);
    },
    end() {
      isRunning = false;
      const event = outcome();
      if (event === 'succeed' && state === 'waiting') move('finish');
      move(event);
    },
    apply: move,
  };
  return job;
}

/** The meter, telling of each change. */
function watched(meter: Meter, changed: () => void): Meter {
  const told =
    (count: (bytes: number) => void) =>
    (bytes: number): void => {
      count(bytes);
      changed();
    };
  return {
    ...meter,
    add: told(meter.add),
    restore: told(meter.restore),
    takeBack: told(meter.takeBack),
    grow: told(meter.grow),
  };
}

/** The reason of a run that ends because its user cancelled the job. */
export const cancelledByUser = () => appError('cancelled', 'cancelled by the user');

// Rests, told apart from failures by being these very objects.
const PAUSED = appError('interrupted', 'paused by the user');
const CLOSES = appError('interrupted', 'the program ends');

/** The reason of a run that ends because the user paused the job. */
export const pausedByUser = () => PAUSED;
/** The reason of a run that ends with the engine: the journal keeps what it was at. */
export const engineCloses = () => CLOSES;
