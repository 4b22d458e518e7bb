import { appError, type ErrorData } from '../../../shared/errors.ts';
import type { Clock } from '../ports.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { lateSignal } from './lateSignal.ts';
import { classify, errorData } from './retry.ts';

const TRIES = 7;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 4000;
/** All tries together: a server that does not answer must not hold up the end of a job for ever. */
const LIMIT_MS = 30_000;

/** Keys that may abort but not list parts, and servers that cannot list them: then the abort's own answer is the proof. */
const CANNOT_LOOK = new Set(['access-denied', 'unsupported']);

/** One abort and one look. Null: the upload is gone. */
async function abortOnce(store: ObjectStore, address: UploadAddress, signal: AbortSignal): Promise<ErrorData | null> {
  try {
    await store.abortMultipart(address, signal);
  } catch (error) {
    const data = errorData(error);
    return data.code === 'not-found' ? null : data;
  }
  try {
    await store.listParts(address, signal);
  } catch (error) {
    const data = errorData(error);
    return data.code === 'not-found' || CANNOT_LOOK.has(data.code) ? null : data;
  }
  return { code: 'server-error', message: 'the upload is still there after its abort', retryable: true };
}

export type UploadAddress = { bucket: string; key: string; uploadId: string };

/**
 * Removes a multipart upload with all its parts, and looks whether it is gone: an abort that meets a part on its way
 * may leave that part (S3 API Reference, AbortMultipartUpload). Answers with the last error when it could not be done.
 */
export async function abandonUpload(
  store: ObjectStore,
  address: UploadAddress,
  clock: Clock,
): Promise<ErrorData | null> {
  const timeout = appError('network-timeout', 'the upload could not be removed in time', { retryable: true });
  const late = lateSignal(AbortSignal.abort(timeout), clock, () => LIMIT_MS);
  try {
    for (let tries = 1; ; tries += 1) {
      const failure = await abortOnce(store, address, late.signal);
      if (failure === null) return null;
      if (late.signal.aborted) return timeout.data;
      if (tries === TRIES || classify(failure) !== 'retry') return failure;
      await clock.sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)));
    }
  } finally {
    late.release();
  }
}
