import type { TFunction } from 'i18next';
import type { SettingChange } from '../../../../shared/contract/settings.ts';
import { DOCUMENTS, type SettingDocument, type WritableSettingId } from '../../../../shared/settings/documents.ts';
import { changeLines } from '../changeLines.ts';
import { ENTRIES } from '../registry.ts';

/** What was written down may be of an older Stave, or what a server said: only what fits its schema is told in words. */
function fits<S extends WritableSettingId>(setting: S, document: object | null): document is SettingDocument<S> | null {
  return document === null || DOCUMENTS[setting].safeParse(document).success;
}

function sentences<S extends WritableSettingId>(t: TFunction, setting: S, change: SettingChange): string[] {
  const { before, after, connectionId, bucket } = change;
  const { changes, tellsPast } = ENTRIES[setting];
  if (!changes || !tellsPast || !fits(setting, before) || !fits(setting, after)) return [];
  return changes(t, before, after, { connectionId, bucket });
}

/** What a change has done: in the setting's own sentences where it has such, else the values that differ. */
export function pastLines(t: TFunction, change: SettingChange): string[] {
  const own = sentences(t, change.setting, change);
  return own.length > 0 ? own : changeLines(t, change.before, change.after);
}
