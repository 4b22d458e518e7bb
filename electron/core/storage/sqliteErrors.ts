import { AppError, appError, type ErrorCode } from '../../../shared/errors.ts';
import { localError } from '../localErrors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html). libsql has names for some of the extended ones only. */
const SQL_ERROR = 1;
const BUSY = 5;
const CORRUPT = 11;
const FULL = 13;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;

/** The primary code of an error of SQLite, undefined for any other. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('rawCode' in error) || typeof error.rawCode !== 'number') return undefined;
  return error.rawCode & 0xff;
}

/** The file's bytes are no database, or contradict each other. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** A value may not stand where it should. */
export const isConstraint = (error: unknown) => primaryCode(error) === CONSTRAINT;

/** A table or column is not there, or is there already. */
export const isWrongTable = (error: unknown) => primaryCode(error) === SQL_ERROR;

const BY_PRIMARY_CODE: Record<number, ErrorCode> = {
  [BUSY]: 'journal-locked',
  [CORRUPT]: 'journal-damaged',
  [FULL]: 'local-disk-full',
  [NOT_A_DATABASE]: 'journal-damaged',
};

/** What went wrong with the journal of that name, as an AppError; what is no error of a file passes unchanged. */
export function journalError(error: unknown, name: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const primary = primaryCode(error);
  // Where it cannot open the file libsql gives an empty code, and a text of its own.
  if (primary === undefined && error.code !== '') return localError(error, name);
  const cause = error.code === '' ? 'SQLITE_CANTOPEN' : String(error.code);
  const code = (primary && BY_PRIMARY_CODE[primary]) || 'local-io';
  return appError(code, `${cause}: ${name}`, { details: { path: name, cause } });
}
