import { appError } from '../../../../../shared/errors.ts';
import { databaseError } from '../../conditions/databaseError.ts';
import { malformed } from '../problems.ts';

/** What went wrong while DuckDB read or wrote Parquet, as AppError; what is no error of DuckDB passes unchanged. */
export function parquetError(error: unknown, path: string): unknown {
  const { type, message } = databaseError(error);
  if (type === '') return error;
  if (type === 'IO') {
    // DuckDB tells the system's own words alone.
    const isFull = /no space left|quota exceeded|not enough space/i.test(message);
    const cause = isFull ? { path, cause: 'ENOSPC' } : { path };
    return appError(isFull ? 'local-disk-full' : 'local-io', message, { details: cause });
  }
  // What follows are hints for whoever set the limit.
  if (type === 'Out of Memory')
    return appError('data-too-large', message.split('\n')[0] ?? '', { details: { reason: 'memory' } });
  // The condition has been checked, so it is the file: DuckDB has many names for that.
  return malformed('parquet');
}
