import { Worker } from 'node:worker_threads';
import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import { isEnded, type JobSnapshot, type TransferPatch } from '../../../shared/transfer.ts';
import { faultOf } from '../faults.ts';
import type { Logger } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { Engine, EngineEvents, EngineSettings } from './engine.ts';
import type { Command, ConnectionAnswer, FromWorker, Request, WorkerStart } from './protocol.ts';
import { errorData } from './retry.ts';

export type HostDeps = {
  /** The built worker.ts. */
  workerPath: string | URL;
  /** What is kept from run to run; asked for anew when the thread is started again. */
  start: () => WorkerStart;
  connectionOf: (connectionId: string) => Promise<S3Connection>;
  events: EngineEvents;
  logger: Logger;
};

/** A thread that ends sooner than this (ms) is not started again by itself: it would go on like that. */
const SHORT_LIFE_MS = 5000;

/** A little longer than the engine itself waits for its jobs to clean up. */
const CLOSE_MS = 12_000;

const DIED: ErrorData = { code: 'internal', message: 'the transfer thread ended unexpectedly', retryable: true };

type Thread = { worker: Worker; waiting: Map<number, Deferred<unknown>>; startedAt: number; isClosing: boolean };

/**
 * The engine on a worker thread. The host keeps a copy of the jobs as they were last told of: when the thread dies, those
 * that were live are shown as failed until a new thread has them from the journal, where they are paused.
 */
export function startEngineWorker(deps: HostDeps): Engine {
  const { events, logger } = deps;
  const jobs = new Map<string, JobSnapshot>();
  /** Jobs of threads that have died: no thread knows them any more. */
  const orphans = new Set<string>();
  let thread: Thread | null = startThread(deps.start());
  /** Settings that were changed since the start. */
  let applied: EngineSettings | null = null;
  let seq = 0;
  let requests = 0;
  let isClosed = false;

  /** Takes a change over into the copy, and tells it on under a number of its own: a new thread counts from 1 again. */
  function tell({ patches, removed }: Omit<TransfersChanged, 'seq'>) {
    for (const patch of patches) {
      const known = jobs.get(patch.id);
      // A job's first patch is whole (changes.ts).
      jobs.set(patch.id, known ? { ...known, ...patch } : (patch as JobSnapshot));
      orphans.delete(patch.id);
    }
    for (const id of removed) {
      jobs.delete(id);
      orphans.delete(id);
    }
    seq += 1;
    events.changed({ seq, patches, removed });
  }

  function buryJobs() {
    const endedAt = new Date().toISOString();
    const patches: TransferPatch[] = [];
    for (const job of jobs.values()) {
      if (isEnded(job.state)) continue;
      patches.push({
        id: job.id,
        state: 'failed',
        error: DIED,
        endedAt,
        speed: null,
        etaSeconds: null,
        waiting: null,
        question: null,
      });
    }
    if (patches.length > 0) tell({ patches, removed: [] });
    for (const job of jobs.values()) orphans.add(job.id);
  }

  function hear(from: Thread, message: FromWorker) {
    switch (message.kind) {
      case 'reply':
      case 'failure': {
        const waiting = from.waiting.get(message.id);
        from.waiting.delete(message.id);
        if (message.kind === 'reply') waiting?.resolve(message.value);
        else waiting?.reject(new AppError(message.error));
        return;
      }
      case 'changed':
        return tell(message.payload);
      case 'objectsChanged':
        return events.objectsChanged(message.payload);
      case 'connectionOf':
        return void answerConnection(from, message);
      case 'log':
        return logger[message.level](message.message, message.fields);
    }
  }

  async function answerConnection(to: Thread, { id, connectionId }: { id: number; connectionId: string }) {
    let answer: ConnectionAnswer;
    try {
      answer = { id, command: 'connection', connection: await deps.connectionOf(connectionId) };
    } catch (error) {
      answer = { id, command: 'connection', error: errorData(error) };
    }
    to.worker.postMessage(answer);
  }

  function startThread(workerData: WorkerStart): Thread {
    const worker = new Worker(deps.workerPath, { workerData });
    const started: Thread = { worker, waiting: new Map(), startedAt: Date.now(), isClosing: false };
    worker.on('message', (message: FromWorker) => hear(started, message));
    worker.on('error', (error) => {
      logger.error('the transfer thread failed', faultOf(error));
    });
    worker.on('exit', (code) => {
      if (thread === started) thread = null;
      for (const waiting of started.waiting.values()) waiting.reject(new AppError(DIED));
      if (started.isClosing) return;
      logger.error('the transfer thread ended', { code });
      buryJobs();
      if (Date.now() - started.startedAt > SHORT_LIFE_MS) restart();
    });
    return started;
  }

  /** What ended the last thread may be in the jobs themselves: none goes on by itself. */
  function restart(): Thread {
    const { settings, ...start } = deps.start();
    thread = startThread({ ...start, settings: applied ?? settings, interrupted: 'ask' });
    return thread;
  }

  /** Sends a command. The thread's answer is of the type that the command promises (worker.ts, `perform`). */
  function call<C extends Command>(command: C, ...args: Parameters<Engine[C]>): ReturnType<Engine[C]> {
    if (isClosed) return Promise.reject(appError('cancelled', 'the engine is closed')) as ReturnType<Engine[C]>;
    const to = thread ?? restart();
    requests += 1;
    const answer = deferred<unknown>();
    to.waiting.set(requests, answer);
    to.worker.postMessage({ id: requests, command, args } as Request);
    return answer.promise as ReturnType<Engine[C]>;
  }

  /** Those of the jobs that the thread knows; the others have died with another one, and can only be cleared. */
  const isOrphan = (jobId: string | undefined) => jobId !== undefined && orphans.has(jobId);

  return {
    submit: (spec) => call('submit', spec),
    submitFiles: (...args) => call('submitFiles', ...args),
    // Asked of the thread also for jobs of one that has died: the next one has them from the journal.
    filesReport: (jobId) => call('filesReport', jobId),
    answer: (...args) => call('answer', ...args),
    pause: (jobId) => call('pause', jobId),
    resume: (jobId) => call('resume', jobId),
    retry: (jobId) => call('retry', jobId),
    cancel: async (jobId) => (isOrphan(jobId) ? undefined : call('cancel', jobId)),
    move: (...args) => call('move', ...args),
    async clear(jobId) {
      const buried = [...orphans].filter((id) => jobId === undefined || id === jobId);
      if (buried.length > 0) tell({ patches: [], removed: buried });
      if (jobId === undefined || !buried.includes(jobId)) await call('clear', jobId);
    },
    history: (...args) => call('history', ...args),
    clearHistory: () => call('clearHistory'),
    // A thread that is not there has nothing to be told: the next one asks.
    async apply(settings) {
      applied = settings;
      if (thread) await call('apply', settings);
    },
    connectionChanged: async (id) => (thread ? call('connectionChanged', id) : undefined),
    connectionRemoved: async (id) => (thread ? call('connectionRemoved', id) : undefined),
    snapshot: async () => ({ seq, jobs: [...jobs.values()] }),
    downloadedPath: async (jobId) => (isOrphan(jobId) ? null : call('downloadedPath', jobId)),
    async close() {
      if (!thread) {
        isClosed = true;
        return;
      }
      const closing = thread;
      closing.isClosing = true;
      const closed = call('close');
      isClosed = true;
      const timer = deferred<void>();
      const timeout = setTimeout(() => timer.resolve(undefined), CLOSE_MS);
      // A thread that died meanwhile is closed too.
      await Promise.race([closed.catch(() => undefined), timer.promise]);
      clearTimeout(timeout);
      await closing.worker.terminate();
    },
  };
}
