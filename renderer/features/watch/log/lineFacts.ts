import type { TFunction } from 'i18next';
import type { ErrorData } from '../../../../shared/errors.ts';
import type { LogEntry } from '../../../../shared/watch/state.ts';
import { pathEnd } from '../sentence.ts';

/** What the words of a line need of the window. */
export type LineWords = { t: TFunction; errorText: (error: ErrorData) => string; when: (iso: string) => string };

function rowsText({ facts: { rows, kept, undecided } }: LogEntry, t: TFunction): string[] {
  if (rows === undefined) return [];
  return [
    kept === undefined ? t('watch.log.rows', { count: rows }) : t('watch.log.kept', { kept, count: rows }),
    ...(undecided ? [t('watch.log.undecided', { count: undecided })] : []),
  ];
}

/** Why a step was taken, where the main process says so in a word of its own. */
const REASONS = ['no-data', 'once', 'off', 'network', 'limit'] as const;

function reasonText({ facts: { reason } }: LogEntry, t: TFunction): string[] {
  const known = REASONS.find((one) => one === reason);
  return known ? [t(`watch.log.reason.${known}`)] : [];
}

/** Of an archive, which is far from the folder, the end: the beginning is the same in every line. */
function pathText({ step, facts: { path } }: LogEntry, t: TFunction): string[] {
  if (path === undefined) return [];
  return [step === 'moved' ? t('watch.log.movedFrom', { path }) : t('watch.log.movedTo', { path: pathEnd(path) })];
}

/** What a line tells besides its file, key and size, in words: rows, a path, why it failed and when it is tried again. */
export function lineFacts(entry: LogEntry, { t, errorText, when }: LineWords): string[] {
  const { error, retryAt } = entry.facts;
  return [
    ...rowsText(entry, t),
    ...reasonText(entry, t),
    ...pathText(entry, t),
    ...(error ? [errorText(error)] : []),
    ...(retryAt === undefined ? [] : [t('watch.log.again', { when: when(retryAt) })]),
  ];
}
