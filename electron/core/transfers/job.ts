import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import { baseName, parentPrefix } from '../../../shared/key.ts';
import type { ConflictQuestion, JobNotice, JobProblem, JobSnapshot, JobState } from '../../../shared/transfer.ts';
import type { Clock, Random } from '../ports.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { JobSpec } from './engine.ts';
import { createMeter, type Meter } from './meter.ts';
import { createRetrier, type Retrier } from './retry.ts';
import { type JobEvent, next } from './state.ts';

/** The parts of a job's life that it comes back to after waiting for a retry. */
export type Phase = Extract<JobEvent, 'prepare' | 'run' | 'finish'>;
const PHASE_STATES = { prepare: 'preparing', run: 'running', finish: 'finishing' } as const;

export type Answer = { answer: 'overwrite' | 'skip'; forAll: boolean };

/** A live job: what happens to it comes in by these methods, what the window sees of it is `snapshot()`. */
export type Job = {
  readonly id: string;
  readonly spec: JobSpec;
  readonly meter: Meter;
  readonly retrier: Retrier;
  /** Aborted, with the reason, when the job is cancelled or cannot go on. */
  readonly signal: AbortSignal;
  /** Resolves when the job has ended and cleaned up. */
  readonly ended: Promise<void>;
  /** What to show for a finished download. */
  downloaded: string | null;
  state(): JobState;
  snapshot(): JobSnapshot;
  enter(phase: Phase): void;
  /** So many more items, of so many bytes together. */
  found(bytes: number, items?: number): void;
  itemsDone(count: number): void;
  itemFailed(name: string, error: ErrorData): void;
  /** An item that is not transferred after all. */
  itemSkipped(name: string, bytes: number): void;
  notice(notice: JobNotice): void;
  /** Something to be told of that is no failed item. */
  problem(name: string, error: ErrorData): void;
  /** Asks the user, and waits for the answer. */
  ask(question: Omit<ConflictQuestion, 'questionId'>): Promise<Answer>;
  /** Answers the question that is open; an answer to another one is too late and changes nothing. */
  answer(questionId: number, answer: Answer): void;
  /** Ends the job's work: `cancelled`, or what makes it impossible to go on. */
  stop(reason: AppError): void;
  /** The work is over, and cleaned up after. */
  end(): void;
};

/** Problems and notices beyond these are only counted. */
const MOST_TOLD = 100;

/** What the window calls the job's place and thing. */
function subject(spec: JobSpec): Pick<JobSnapshot, 'kind' | 'prefix' | 'name' | 'localFolder'> {
  switch (spec.kind) {
    case 'upload': {
      const [path, ...others] = spec.paths;
      const name = path !== undefined && others.length === 0 ? basename(path) : null;
      return { kind: 'upload', prefix: spec.prefix, name, localFolder: null };
    }
    case 'download-version': {
      const { key, folder } = spec;
      return { kind: 'download', prefix: parentPrefix(key), name: baseName(key), localFolder: basename(folder) };
    }
    case 'download':
    case 'delete': {
      const [target, ...others] = [...spec.keys, ...spec.prefixes];
      // The whole bucket is the prefix ''.
      const name = target !== undefined && others.length === 0 ? baseName(target) || spec.bucket : null;
      return spec.kind === 'download'
        ? { kind: 'download', prefix: spec.base, name, localFolder: basename(spec.folder) }
        : { kind: 'delete', prefix: commonPlace([...spec.keys, ...spec.prefixes]), name, localFolder: null };
    }
  }
}

/** The deepest prefix that all of these keys and prefixes stand in. */
function commonPlace(names: readonly string[]): string {
  let place = parentPrefix(names[0] ?? '');
  for (const name of names) while (!parentPrefix(name).startsWith(place)) place = parentPrefix(place);
  return place;
}

/** `onChange` is called whenever the snapshot may have changed, however often. */
export function createJob(deps: { spec: JobSpec; clock: Clock; random: Random; onChange: (job: Job) => void }): Job {
  const { spec, clock, random } = deps;
  const id = randomUUID();
  const controller = new AbortController();
  // As many listeners as requests are under way.
  setMaxListeners(0, controller.signal);
  const over: Deferred<void> = deferred();
  const about = subject(spec);
  const createdAt = new Date(clock.now()).toISOString();
  const changed = () => deps.onChange(job);
  const meter = watched(createMeter(clock.now), changed);
  const items = { total: 0, done: 0, failed: 0, skipped: 0 };
  const problems: JobProblem[] = [];
  const notices: JobNotice[] = [];
  let noticeCount = 0;
  let firstFailure: ErrorData | null = null;
  let state: JobState = 'queued';
  let phase: Phase = 'prepare';
  let retryAt: number | null = null;
  let endedAt: string | null = null;
  let error: ErrorData | null = null;
  let question: ConflictQuestion | null = null;
  let asked: Deferred<Answer> | null = null;
  let questions = 0;

  function move(event: JobEvent) {
    state = next(state, event);
    changed();
  }

  const retrier = createRetrier({
    clock,
    random,
    onWaiting(until) {
      retryAt = until;
      if (until !== null) {
        meter.rest();
        if (state !== 'waiting-retry') move('wait');
      } else if (state === 'waiting-retry') move(phase);
      changed();
    },
  });

  function tell(name: string, problem: ErrorData) {
    if (problems.length < MOST_TOLD) problems.push({ name, error: problem });
    changed();
  }

  /** Why a job whose work is over did not do it all; null when it did. */
  function outcome(): JobEvent {
    const isWhole = items.done + items.failed + items.skipped === items.total;
    const reason: unknown = controller.signal.reason;
    // A cancel that came when all was done has changed nothing.
    if (controller.signal.aborted && !(isWhole && state === 'finishing' && items.failed === 0)) {
      const data = reason instanceof AppError ? reason.data : null;
      if (data?.code === 'cancelled') return 'cancel';
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
    meter,
    retrier,
    signal: controller.signal,
    ended: over.promise,
    downloaded: null,
    state: () => state,
    snapshot() {
      const isMoving = state === 'running';
      const speed = isMoving ? meter.speed() : null;
      const eta = isMoving ? meter.etaSeconds() : null;
      return {
        id,
        ...about,
        state,
        connectionId: spec.connection.id,
        bucket: spec.bucket,
        items: { ...items },
        bytes: { total: meter.total(), done: meter.done() },
        speed: speed === null ? null : Math.round(speed),
        etaSeconds: eta === null ? null : Math.ceil(eta),
        retryAt: retryAt === null ? null : new Date(retryAt).toISOString(),
        createdAt,
        endedAt,
        error,
        problems: [...problems],
        notices: [...notices],
        noticeCount,
        question,
      };
    },
    enter(to) {
      phase = to;
      if (state !== 'waiting-retry' && state !== PHASE_STATES[to]) move(to);
    },
    found(bytes, count = 1) {
      items.total += count;
      meter.grow(bytes);
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
    itemSkipped(name, bytes) {
      items.skipped += 1;
      meter.grow(-bytes);
      job.notice({ kind: 'exists-skipped', name });
    },
    notice(notice) {
      noticeCount += 1;
      if (notices.length < MOST_TOLD) notices.push(notice);
      changed();
    },
    problem: tell,
    async ask(what) {
      controller.signal.throwIfAborted();
      questions += 1;
      question = { questionId: questions, ...what };
      asked = deferred();
      if (state !== 'needs-answer') move('ask');
      changed();
      const abort = () => asked?.reject(controller.signal.reason);
      controller.signal.addEventListener('abort', abort, { once: true });
      try {
        return await asked.promise;
      } finally {
        controller.signal.removeEventListener('abort', abort);
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
      const event = outcome();
      endedAt = new Date(clock.now()).toISOString();
      move(event);
      over.resolve();
    },
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
  return { ...meter, add: told(meter.add), takeBack: told(meter.takeBack), grow: told(meter.grow) };
}

/** The reason of a job that its user cancelled. */
export const cancelledByUser = () => appError('cancelled', 'cancelled by the user');
