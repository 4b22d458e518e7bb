import { rm } from 'node:fs/promises';
import { AppError, appError } from '../../../shared/errors.ts';
import { type Deferred, deferred } from '../transfers/deferred.ts';
import type { OnProgress } from './dataEngine.ts';
import type { DataProcess, StartDataProcess } from './processPort.ts';
import { type FromProcess, type Order, type ToProcess, type Work, workFiles } from './protocol.ts';

export type LaneTimes = {
  /** A process that has nothing to do for so long is ended, ms. */
  idleMs: number;
  /** One that does not answer to a cancel for so long is killed, ms. */
  cancelMs: number;
};

type Output = Work[keyof Work]['output'];
type Errand = { order: Order; signal: AbortSignal; onProgress: OnProgress | undefined; answer: Deferred<Output> };
type Running = { id: number; errand: Errand };

const ended = () => appError('data-process-ended', 'the data process ended', { retryable: true });

/** Files a filtering that was ended from outside may have left. */
async function removeWorkFiles({ kind, input }: Order): Promise<void> {
  if (kind !== 'filter') return;
  for (const path of Object.values(workFiles(input.target))) await rm(path, { force: true });
}

/** One process that does one thing at a time, started when there is something to do. */
export function createLane(start: StartDataProcess, { idleMs, cancelMs }: LaneTimes) {
  const queue: Errand[] = [];
  let child: DataProcess | null = null;
  let running: Running | null = null;
  let ids = 0;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  function startChild(): DataProcess {
    const started = start();
    started.onMessage((message) => hear(started, message as FromProcess)); // of dataProcess.ts
    started.onExit(() => {
      if (child === started) void buried();
    });
    return started;
  }

  /** The process has ended in the middle of something, or of nothing. */
  async function buried() {
    child = null;
    clearTimeout(idle);
    const lost = running;
    running = null;
    if (lost) {
      await removeWorkFiles(lost.errand.order).catch(() => undefined);
      lost.errand.answer.reject(ended());
    }
    next();
  }

  function hear(from: DataProcess, message: FromProcess) {
    if (child !== from || running?.id !== message.id) return;
    const { errand } = running;
    if (message.kind === 'progress') return errand.onProgress?.(message.fraction);
    running = null;
    if (message.kind === 'done') errand.answer.resolve(message.value);
    else errand.answer.reject(new AppError(message.error));
    next();
  }

  function next() {
    if (running || isClosed) return;
    const errand = queue.shift();
    clearTimeout(idle);
    if (!errand) {
      idle = setTimeout(end, idleMs);
      idle.unref();
      return;
    }
    ids += 1;
    try {
      child ??= startChild();
    } catch (error) {
      errand.answer.reject(error);
      return next();
    }
    running = { id: ids, errand };
    send({ id: ids, order: errand.order });
  }

  const send = (message: ToProcess) => child?.post(message);

  function end() {
    const ending = child;
    child = null;
    ending?.kill();
  }

  async function cancel(errand: Errand) {
    const at = queue.indexOf(errand);
    if (at >= 0) {
      queue.splice(at, 1);
      errand.answer.reject(errand.signal.reason);
      return;
    }
    if (running?.errand !== errand) return;
    send({ id: running.id, order: 'cancel' });
    const stuck = child;
    const timer = setTimeout(() => stuck?.kill(), cancelMs);
    await errand.answer.promise.catch(() => undefined);
    clearTimeout(timer);
  }

  return {
    /** Does it after what was asked before. Rejects with the signal's reason when that aborts, once the work has ended. */
    async perform(order: Order, signal: AbortSignal, onProgress?: OnProgress): Promise<Output> {
      signal.throwIfAborted();
      if (isClosed) throw appError('cancelled', 'the data engine is closed');
      const errand: Errand = { order, signal, onProgress, answer: deferred() };
      const abort = () => void cancel(errand);
      signal.addEventListener('abort', abort);
      queue.push(errand);
      next();
      try {
        return await errand.answer.promise;
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(idle);
      for (const errand of queue.splice(0)) errand.answer.reject(appError('cancelled', 'the data engine is closed'));
      const lost = running;
      running = null;
      end();
      if (!lost) return;
      await removeWorkFiles(lost.errand.order).catch(() => undefined);
      lost.errand.answer.reject(appError('cancelled', 'the data engine is closed'));
    },
  };
}

export type Lane = ReturnType<typeof createLane>;
