import { sameRules } from '../lifecycle/sameRules.ts';
import { normalPolicy } from '../policy/normalPolicy.ts';
import { DOCUMENTS, type SettingDocument, type SettingId } from './documents.ts';
import { isAsSent } from './isAsSent.ts';
import { sameDocument } from './sameDocument.ts';

type IsSame<S extends SettingId> = (wanted: SettingDocument<S>, found: SettingDocument<S>) => boolean;

/** Settings whose documents servers write in other words than they were sent; isAsSent for all others. */
const IN_OTHER_WORDS: { [S in SettingId]?: IsSame<S> } = {
  policy: (wanted, found) => isAsSent(normalPolicy(wanted), normalPolicy(found)),
  lifecycle: (wanted, found) =>
    sameRules(wanted, found) &&
    [undefined, found.TransitionDefaultMinimumObjectSize].includes(wanted.TransitionDefaultMinimumObjectSize),
};

/** Servers may answer with what breaks the schema, and the page may expect anything. */
function fits<S extends SettingId>(setting: S, document: unknown): document is SettingDocument<S> {
  return DOCUMENTS[setting].safeParse(document).success;
}

/** Whether what was found says all that was wanted; null for "not set". */
export function isWanted<S extends SettingId>(setting: S, wanted: unknown, found: unknown): boolean {
  const isSame: IsSame<S> = IN_OTHER_WORDS[setting] ?? isAsSent;
  return fits(setting, wanted) && fits(setting, found) ? isSame(wanted, found) : isAsSent(wanted, found);
}

/** Whether two documents say the same, in whatever order and words; null for "not set". */
export function sayTheSame<S extends SettingId>(setting: S, one: unknown, other: unknown): boolean {
  return sameDocument(one, other) || (isWanted(setting, one, other) && isWanted(setting, other, one));
}
