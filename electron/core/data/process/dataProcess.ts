import { AppError, type ErrorData } from '../../../../shared/errors.ts';
import type { FromProcess, ToProcess } from '../protocol.ts';
import { connectParent } from './parent.ts';
import { createRequests } from './requests.ts';

/** Progress is told at most this often, ms. */
const PROGRESS_MS = 100;

const parent = connectParent();
const perform = createRequests();
/** What runs, by number. */
const running = new Map<number, AbortController>();

const post = (message: FromProcess) => parent.post(message);

function errorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.data;
  return {
    code: 'internal',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    retryable: false,
  };
}

async function run({ id, order }: Exclude<ToProcess, { order: 'cancel' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  let toldAt = 0;
  try {
    const value = await perform(order, {
      signal: controller.signal,
      onProgress(fraction) {
        const now = Date.now();
        if (now - toldAt < PROGRESS_MS) return;
        toldAt = now;
        post({ id, kind: 'progress', fraction });
      },
    });
    post({ id, kind: 'done', value });
  } catch (error) {
    post({ id, kind: 'failed', error: errorData(error) });
  } finally {
    running.delete(id);
  }
}

parent.onMessage((received) => {
  // From host.ts alone.
  const message = received as ToProcess;
  if (message.order === 'cancel') running.get(message.id)?.abort();
  else void run(message as Exclude<ToProcess, { order: 'cancel' }>);
});
