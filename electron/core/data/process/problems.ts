import { appError } from '../../../../shared/errors.ts';

/** Why a file cannot be read as data; each has a sentence, `errors.data-malformed_<reason>` of i18n. */
export type MalformedReason =
  | 'ragged'
  | 'after-quote'
  | 'open-quote'
  | 'binary'
  | 'dialect'
  | 'json'
  | 'json-object'
  | 'parquet'
  | 'no-columns';

/** A file whose content is not what its format asks for. Lines count from 1. */
export function malformed(reason: MalformedReason, more: Record<string, string | number> = {}) {
  const details = Object.fromEntries(Object.entries(more).map(([name, value]) => [name, String(value)]));
  const told = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  return appError('data-malformed', ['malformed data', reason, ...told].join(', '), {
    details: { reason, ...details },
  });
}

/** Text that is not of its encoding. */
export function badEncoding(encoding: 'utf-8' | 'utf-16', line: number) {
  return appError('data-encoding', `not ${encoding}, line ${line}`, {
    details: { reason: encoding, line: String(line) },
  });
}

/** A row of this or more bytes is refused: rows are held in memory. */
export const MAX_ROW_BYTES = 16 * 1024 * 1024;

export function tooLarge(line: number) {
  const limit = `${MAX_ROW_BYTES / 1024 / 1024} MiB`;
  return appError('data-too-large', `a row of more than ${limit}, line ${line}`, {
    details: { reason: 'row', line: String(line), limit },
  });
}

export function columnMissing(column: string) {
  return appError('column-missing', 'the file has no such column', { details: { column } });
}
