import { DOCUMENTS, type SettingDocument, type WritableSettingId } from '../../../../shared/settings/documents.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import type { SettingDefinition } from './definition.ts';
import { definitions } from './definitions.ts';
import { isAsSent } from './isAsSent.ts';

/** Servers may answer with what breaks the schema, and the page may expect anything. */
function fits<S extends WritableSettingId>(setting: S, document: unknown): document is SettingDocument<S> {
  return DOCUMENTS[setting].safeParse(document).success;
}

/** Whether what was found says all that was wanted; null for "not set". */
export function isWanted<S extends WritableSettingId>(setting: S, wanted: unknown, found: unknown): boolean {
  const { isSame = isAsSent }: SettingDefinition<S> = definitions[setting];
  return fits(setting, wanted) && fits(setting, found) ? isSame(wanted, found) : isAsSent(wanted, found);
}

/** Whether two documents say the same, in whatever order and words; null for "not set". */
export function sayTheSame<S extends WritableSettingId>(setting: S, one: unknown, other: unknown): boolean {
  return sameDocument(one, other) || (isWanted(setting, one, other) && isWanted(setting, other, one));
}
