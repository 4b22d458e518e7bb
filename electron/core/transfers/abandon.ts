import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { ItemJournal, UploadRecord } from './journal/records.ts';
import { lateSignal } from './lateSignal.ts';
import { classify, errorData } from './retry.ts';
import type { WorkPorts } from './work.ts';

const TRIES = 7;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 4000;
/** All tries together: a server that does not answer must not hold up the end of a job for ever. */
const LIMIT_MS = 30_000;
/** How far the server's clock may be behind ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Keys that may not look, and servers that cannot: then the answers to the other calls are all there is. */
const CANNOT_LOOK: ReadonlySet<string> = new Set(['access-denied', 'unsupported']);
/** The upload is not there, or went with its bucket. */
const GONE: ReadonlySet<string> = new Set(['not-found', 'bucket-not-found']);

/** True for the answer of a server that has no such upload (any more). */
export const isGone = (error: unknown) => errorData(error).code === 'not-found';
/** True for the answer of a server that does not list parts or uploads, or not for these keys. */
export const cannotLook = (error: unknown) => CANNOT_LOOK.has(errorData(error).code);

/** One abort and one look. Null: the upload is gone. */
async function abortOnce(store: ObjectStore, address: UploadAddress, signal: AbortSignal): Promise<ErrorData | null> {
  try {
    await store.abortMultipart(address, signal);
  } catch (error) {
    const data = errorData(error);
    return GONE.has(data.code) ? null : data;
  }
  try {
    await store.listParts(address, signal);
  } catch (error) {
    const data = errorData(error);
    return GONE.has(data.code) || CANNOT_LOOK.has(data.code) ? null : data;
  }
  return { code: 'server-error', message: 'the upload is still there after its abort', retryable: true };
}

export type UploadAddress = { bucket: string; key: string; uploadId: string };

type Ports = Pick<WorkPorts, 'store' | 'clock'>;

/**
 * Removes a multipart upload with all its parts, and looks whether it is gone: an abort that meets a part on its way
 * may leave that part (S3 API Reference, AbortMultipartUpload). Answers with the last error when it could not be done;
 * throws the signal's reason.
 */
async function abandonUpload(address: UploadAddress, { store, clock }: Ports, signal?: AbortSignal) {
  const timeout = appError('network-timeout', 'the upload could not be removed in time', { retryable: true });
  const late = lateSignal(AbortSignal.abort(timeout), clock, () => LIMIT_MS);
  const either = signal ? AbortSignal.any([late.signal, signal]) : late.signal;
  try {
    for (let tries = 1; ; tries += 1) {
      const failure = await abortOnce(store, address, either);
      if (failure === null) return null;
      signal?.throwIfAborted();
      if (late.signal.aborted) return timeout.data;
      if (tries === TRIES || classify(failure) !== 'retry') return failure;
      await clock.sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)), signal);
    }
  } finally {
    late.release();
  }
}

async function hasParts(address: UploadAddress, store: ObjectStore, signal: AbortSignal | undefined) {
  try {
    return (await store.listParts(address, signal)).length > 0;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/**
 * Removes the uploads of this key that may be the one whose id was never kept: begun since, and without a part, as no
 * part is sent before the id is kept. Answers with the last error; null also where uploads cannot be listed.
 */
export async function removeUnnoted(
  { bucket, key, startedAt }: Pick<UploadRecord, 'bucket' | 'key' | 'startedAt'>,
  ports: Ports,
  signal?: AbortSignal,
): Promise<ErrorData | null> {
  const since = Date.parse(startedAt) - CLOCK_TOLERANCE_MS;
  try {
    const uploads = await ports.store.listMultipartUploads({ bucket, prefix: key }, signal);
    for (const upload of uploads) {
      if (upload.key !== key || Date.parse(upload.initiated) < since) continue;
      const address = { bucket, key, uploadId: upload.uploadId };
      if (await hasParts(address, ports.store, signal)) continue;
      const failure = await abandonUpload(address, ports, signal);
      if (failure) return failure;
    }
    return null;
  } catch (error) {
    signal?.throwIfAborted();
    const data = errorData(error);
    return CANNOT_LOOK.has(data.code) || GONE.has(data.code) ? null : data;
  }
}

/**
 * Removes what an upload has put on the server, and its record with it. The intention is kept first: whenever this is
 * broken off, it can be done again from the record. Answers with the error when it could not be done, and null when
 * nothing is left; throws the signal's reason, and what the journal throws.
 */
export async function discardUpload(
  record: UploadRecord,
  journal: ItemJournal,
  ports: Ports,
  signal?: AbortSignal,
): Promise<ErrorData | null> {
  const { bucket, key, uploadId } = record;
  if (journal.upload()?.record.phase !== 'aborting') journal.saveUpload({ ...record, phase: 'aborting' });
  const failure =
    uploadId === null
      ? await removeUnnoted(record, ports, signal)
      : await abandonUpload({ bucket, key, uploadId }, ports, signal);
  if (failure === null) journal.endUpload();
  return failure;
}

/** An error about an upload, with where it is: for those who want to remove it by hand. */
export function withAddress(error: ErrorData, { bucket, key, uploadId }: UploadRecord): ErrorData {
  return { ...error, details: { ...error.details, bucket, key, ...(uploadId === null ? {} : { uploadId }) } };
}

/**
 * Removes an upload to begin anew. One that cannot be removed is told about and left, unless that may pass: then its
 * error is thrown, and the record stays.
 */
export async function clearTheWay(record: UploadRecord, name: string, journal: ItemJournal, ports: WorkPorts) {
  const { retrier, signal } = ports;
  try {
    await retrier.run(async () => {
      const failure = await discardUpload(record, journal, ports, signal);
      if (failure) throw new AppError(failure);
    }, signal);
  } catch (error) {
    const failure = errorData(error);
    if (signal.aborted || classify(failure) !== 'fail') throw error;
    ports.leftBehind(name, withAddress(failure, record));
    journal.endUpload();
  }
}
