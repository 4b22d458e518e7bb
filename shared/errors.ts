/** Every way a call can fail, as the window tells them apart. The text shown is `errors.<code>` of i18n. */
export const ERROR_CODES = [
  'cancelled',
  'invalid-request',
  'access-denied',
  'invalid-credentials',
  'expired-credentials',
  'not-found',
  'bucket-not-found',
  'bucket-exists',
  'bucket-not-empty',
  'bucket-name-invalid',
  'conflict',
  'null-version-lost',
  'changed',
  'source-deleted',
  'object-deleted',
  'interrupted',
  'journal-damaged',
  'journal-locked',
  'throttled',
  'clock-skew',
  'wrong-region',
  'network-unreachable',
  'network-refused',
  'network-timeout',
  'network',
  'tls',
  'not-s3',
  'unsupported',
  'setting-invalid',
  'setting-changed',
  'setting-absent',
  'cannot-roll-back',
  'server-error',
  'integrity',
  'local-not-found',
  'local-denied',
  'local-disk-full',
  'local-io',
  'local-name-invalid',
  'name-taken',
  'keychain-missing',
  'secret-unreadable',
  'secret-missing',
  'grant-unknown',
  'rule-not-found',
  'connection-gone',
  'rule-invalid',
  'key-template-invalid',
  'folder-gone',
  'source-changed',
  'data-malformed',
  'data-encoding',
  'data-too-large',
  'condition-invalid',
  'column-missing',
  'data-process-ended',
  'not-local-file',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * An error as plain data, the only form in which errors cross the bridge.
 * `message` is for "Details" and logs (English, without secrets, signatures or presigned URLs).
 */
export type ErrorData = {
  code: ErrorCode;
  message: string;
  /** True when the same call may succeed later without any change by the user. */
  retryable: boolean;
  /** The server's own error code, as `NoSuchKey`. */
  s3Code?: string | undefined;
  /** HTTP status. */
  status?: number | undefined;
  requestId?: string | undefined;
  /** How long (ms, 5 minutes at most) the server asks to wait before the next try. */
  retryAfterMs?: number | undefined;
  /** Values for the text of this code (bucket, host, path ...), and more for "Details". */
  details?: Record<string, string> | undefined;
};

/** The error thrown on both sides of the bridge; `data` is what crosses it. */
export class AppError extends Error {
  readonly data: ErrorData;
  constructor(data: ErrorData, options?: ErrorOptions) {
    super(data.message, options);
    this.name = 'AppError';
    this.data = data;
  }
}

/** Makes an AppError of a code, with `retryable` false unless told. */
export function appError(code: ErrorCode, message: string, more: Partial<Omit<ErrorData, 'code' | 'message'>> = {}) {
  return new AppError({ code, message, retryable: false, ...more });
}

/** True for the error that means "the user cancelled": not to be shown as a failure. */
export function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.data.code === 'cancelled';
}
