import { Worker } from 'node:worker_threads';
import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import { isEnded, type JobSnapshot, type TransferPatch } from '../../../shared/transfer.ts';
import { faultOf } from '../faults.ts';
import type { Logger } from '../ports.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { Engine, EngineEvents } from './engine.ts';
import type { Command, FromWorker, Request } from './protocol.ts';

export type HostDeps = {
  /** The built worker.ts. */
  workerPath: string | URL;
  events: EngineEvents;
  logger: Logger;
};

/** A little longer than the engine itself waits for its jobs to clean up. */
const CLOSE_MS = 12_000;

const DIED: ErrorData = { code: 'internal', message: 'the transfer thread ended unexpectedly', retryable: true };

type Thread = { worker: Worker; waiting: Map<number, Deferred<unknown>>; isClosing: boolean };

/**
 * The engine on a worker thread, started with the first command. The host keeps a copy of the jobs as they were last
 * told of: when the thread dies, those that were live are shown as failed, and the next command starts a new thread.
 */
export function startEngineWorker(deps: HostDeps): Engine {
  const { events, logger } = deps;
  const jobs = new Map<string, JobSnapshot>();
  /** Jobs of threads that have died: no thread knows them any more. */
  const orphans = new Set<string>();
  let thread: Thread | null = null;
  let seq = 0;
  let requests = 0;
  let isClosed = false;

  /** Takes a change over into the copy, and tells it on under a number of its own: a new thread counts from 1 again. */
  function tell({ patches, removed }: Omit<TransfersChanged, 'seq'>) {
    for (const patch of patches) {
      const known = jobs.get(patch.id);
      // A job's first patch is whole (changes.ts).
      jobs.set(patch.id, known ? { ...known, ...patch } : (patch as JobSnapshot));
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
      orphans.add(job.id);
      if (isEnded(job.state)) continue;
      patches.push({
        id: job.id,
        state: 'failed',
        error: DIED,
        endedAt,
        speed: null,
        etaSeconds: null,
        retryAt: null,
        question: null,
      });
    }
    if (patches.length > 0) tell({ patches, removed: [] });
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
      case 'log':
        return logger[message.level](message.message, message.fields);
    }
  }

  function startThread(): Thread {
    const worker = new Worker(deps.workerPath);
    const started: Thread = { worker, waiting: new Map(), isClosing: false };
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
    });
    return started;
  }

  /** Sends a command. The thread's answer is of the type that the command promises (worker.ts, `perform`). */
  function call<C extends Command>(command: C, ...args: Parameters<Engine[C]>): ReturnType<Engine[C]> {
    if (isClosed) return Promise.reject(appError('cancelled', 'the engine is closed')) as ReturnType<Engine[C]>;
    thread ??= startThread();
    requests += 1;
    const answer = deferred<unknown>();
    thread.waiting.set(requests, answer);
    thread.worker.postMessage({ id: requests, command, args } as Request);
    return answer.promise as ReturnType<Engine[C]>;
  }

  return {
    submit: (spec) => call('submit', spec),
    answer: (...args) => call('answer', ...args),
    cancel: async (jobId) => (orphans.has(jobId) ? undefined : call('cancel', jobId)),
    async clear(jobId) {
      const buried = [...orphans].filter((id) => jobId === undefined || id === jobId);
      if (buried.length > 0) tell({ patches: [], removed: buried });
      if (jobId === undefined ? thread !== null : !buried.includes(jobId)) await call('clear', jobId);
    },
    snapshot: async () => ({ seq, jobs: [...jobs.values()] }),
    downloadedPath: async (jobId) => (orphans.has(jobId) ? null : call('downloadedPath', jobId)),
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
