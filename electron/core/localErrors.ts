import { AppError, appError, type ErrorCode } from '../../shared/errors.ts';

const BY_NODE_CODE: Record<string, ErrorCode> = {
  ENOENT: 'local-not-found',
  EACCES: 'local-denied',
  EPERM: 'local-denied',
  EROFS: 'local-denied',
  ENOSPC: 'local-disk-full',
  EDQUOT: 'local-disk-full',
};

/** Node's code of a failed system call, as `ENOENT`; undefined for any other error. */
export function nodeCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What went wrong with the local file of that name. AppErrors pass unchanged; so does what is no error of the system. */
export function localError(error: unknown, name: string): unknown {
  if (error instanceof AppError) return error;
  const code = nodeCode(error);
  if (code === undefined) return error;
  return appError(BY_NODE_CODE[code] ?? 'local-io', `${code}: ${name}`, { details: { path: name, cause: code } });
}
