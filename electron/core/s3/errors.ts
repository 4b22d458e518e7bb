import { AppError, appError, type ErrorData } from '../../../shared/errors.ts';
import { meaningOfAnswer, meaningOfNodeCode } from './errorCodes.ts';

/** What the failed call was about; goes into the error's details. `host` as in hostOf(). */
export type CallPlace = { host: string; operation: string; bucket?: string | undefined; key?: string | undefined };

const SAFE_CODE = /^[A-Za-z0-9_.-]{1,64}$/;
const SAFE_REGION = /^[a-z0-9-]{1,40}$/;

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function detailsOf(place: CallPlace, more: Record<string, string | undefined> = {}): Record<string, string> {
  const all = { host: place.host, operation: place.operation, bucket: place.bucket, key: place.key, ...more };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** An AppError about a call whose answer (or lack of it) we judged ourselves. */
export function callError(
  code: ErrorData['code'],
  message: string,
  place: CallPlace,
  more: { retryable?: boolean; status?: number | undefined } = {},
): AppError {
  return appError(code, `${place.operation}: ${message}`, { ...more, details: detailsOf(place) });
}

/** The error of a call that the user, or the work it belonged to, has given up. */
export function cancelledError(): AppError {
  return appError('cancelled', 'cancelled');
}

const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/** Retry-After in seconds or as a date (RFC 9110, section 10.2.3), as ms; a date is taken by the server's own clock. */
function retryAfterMs(headers: unknown): number | undefined {
  const value = property(headers, 'retry-after');
  if (typeof value !== 'string' || value === '') return undefined;
  const at = Date.parse(value);
  const serverTime = Date.parse(String(property(headers, 'date')));
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : at - (Number.isNaN(serverTime) ? Date.now() : serverTime);
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, ms));
}

/** Headers of the SDK's checksums, and its way of sending them after the body. */
const CHECKSUM_WORDS = /x-amz-(checksum|sdk-checksum|trailer)|STREAMING-UNSIGNED-PAYLOAD-TRAILER|aws-chunked/i;

/** Whether the server refuses a checksum it was sent: only its words tell, and they go no further than here. */
function refusesChecksum(error: unknown, status: unknown): boolean {
  if (status !== 400 && status !== 501) return false;
  return [property(error, 'message'), property(error, 'Message'), property(error, 'ArgumentName')].some(
    (said) => typeof said === 'string' && CHECKSUM_WORDS.test(said),
  );
}

function answerError(error: unknown, metadata: unknown, place: CallPlace): AppError {
  const status = property(metadata, 'httpStatusCode');
  const code = text(property(error, 'name'), SAFE_CODE);
  const known = code === 'Unknown' || code === 'UnknownError' || code === 'Error' ? undefined : code;
  const ofBucket = place.key === undefined;
  const meaning = meaningOfAnswer(known, typeof status === 'number' ? status : 0, ofBucket);
  const headers = property(property(error, '$response'), 'headers');
  const region = property(error, 'Region') ?? property(headers, 'x-amz-bucket-region');
  const retryAfter = retryAfterMs(headers);
  const said = known ?? 'no error code';
  return appError(meaning.code, `${place.operation}: ${said} (HTTP ${String(status)})`, {
    retryable: meaning.retryable,
    s3Code: known,
    status: typeof status === 'number' ? status : undefined,
    requestId: text(property(metadata, 'requestId'), /^[\x21-\x7e]{1,128}$/),
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
    details: detailsOf(place, {
      region: text(region, SAFE_REGION),
      refused: refusesChecksum(error, status) ? 'checksum' : undefined,
    }),
  });
}

/**
 * Turns whatever a call to the server ended with into an AppError: the SDK's errors by S3 code, then by HTTP status;
 * network errors by Node's code. The message is built from codes alone, never from the text of an error: that may hold
 * a signature or a presigned URL.
 */
export function toAppError(error: unknown, place: CallPlace, signal?: AbortSignal): AppError {
  // An aborted body surfaces as ECONNRESET, so the signal is asked, not the error.
  if (signal?.aborted || property(error, 'name') === 'AbortError') return cancelledError();
  if (error instanceof AppError) return error;

  const metadata = property(error, '$metadata');
  const status = property(metadata, 'httpStatusCode');
  if (property(error, '$fault') !== undefined || (typeof status === 'number' && status >= 300)) {
    return answerError(error, metadata, place);
  }
  // A good status whose body the SDK could not read.
  if (typeof status === 'number') return callError('not-s3', 'the answer is not one of S3', place, { status });

  const code = text(property(error, 'code'), SAFE_CODE) ?? text(property(property(error, 'cause'), 'code'), SAFE_CODE);
  // Unless it was in the middle of an answer, there was nobody to connect to.
  const isConnecting = property(error, 'syscall') === 'connect' && code === 'ETIMEDOUT';
  const meaning = code === undefined ? undefined : meaningOfNodeCode(isConnecting ? 'EHOSTUNREACH' : code);
  if (code !== undefined && meaning !== undefined) {
    return appError(meaning.code, `${place.operation}: ${code}`, {
      retryable: meaning.retryable,
      details: detailsOf(place, { cause: code }),
    });
  }
  // The SDK has checked a body (it does on AWS only), and tells of it in words alone.
  if (error instanceof Error && error.message.startsWith('Checksum mismatch')) {
    return callError('integrity', 'what came differs from its checksum', place, { retryable: true });
  }
  const name = text(property(error, 'name'), SAFE_CODE) ?? 'Error';
  if (name === 'TimeoutError') {
    // The SDK has one name for both (node-http-handler, set-connection-timeout.js).
    const unconnected = error instanceof Error && error.message.includes('did not establish a connection');
    if (unconnected) return callError('network-unreachable', 'no connection in time', place, { retryable: true });
    return callError('network-timeout', 'no answer in time', place, { retryable: true });
  }
  // encodeURIComponent refuses half of a surrogate pair: such a key cannot be sent.
  if (name === 'URIError') return callError('invalid-request', 'the key is not valid Unicode', place);
  return callError('internal', `unexpected ${name}${code === undefined ? '' : ` ${code}`}`, place);
}
