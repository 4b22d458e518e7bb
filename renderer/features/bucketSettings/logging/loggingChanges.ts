import type { TFunction } from 'i18next';
import type { LoggingDocument } from '../../../../shared/settings/documents/use.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { sentencesAndRest } from '../sentencesAndRest.ts';
import { readLogTarget, writeLogTarget } from './loggingForm.ts';

/** Where the log will go, or that there will be none. */
export function loggingChanges(t: TFunction, before: LoggingDocument | null, after: LoggingDocument | null): string[] {
  const target = readLogTarget(after);
  if (!target || after === null) return [t('settings.logging.effectOff')];
  const isSame = sameDocument(readLogTarget(before), target);
  const sentence = t('settings.logging.effectOn', { target: `${target.bucket}/${target.prefix}` });
  return sentencesAndRest(t, isSame ? [] : [sentence], { before, told: writeLogTarget(before, target), after });
}
