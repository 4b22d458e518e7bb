import { AppError, appError, type ErrorCode } from '../../../../shared/errors.ts';

/** It is not what it was: looked at again, no failure. */
export const sourceChanged = (file: string): AppError =>
  appError('source-changed', `${file}: it was written to or replaced`, { details: { path: file } });

const hasCode = (error: unknown, ...codes: ErrorCode[]) => error instanceof AppError && codes.includes(error.data.code);

export const isSourceChanged = (error: unknown): boolean => hasCode(error, 'source-changed');

/** The source is not at its path. Whether it is gone only the watcher knows: a whole drive may be away. */
export const isMissing = (error: unknown): boolean =>
  hasCode(error, 'source-deleted', 'local-not-found', 'folder-gone');
