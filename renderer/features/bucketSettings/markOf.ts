import { isWritable, type SettingId } from '../../../shared/settings/documents.ts';
import type { Absence, SettingState } from '../../../shared/settings/state.ts';

/** `set`: something is set; `absent`: not on this server; null: nothing is set, or nothing is known. */
export type Mark = 'set' | 'absent' | null;

/** How the list marks a setting. What its own answer says goes before what is known of the server. */
export function markOf(setting: SettingId, state: SettingState | undefined, absence: Absence | undefined): Mark {
  if (state === undefined) return absence ? 'absent' : null;
  if (state.state === 'absent') return 'absent';
  // What can only be read is always there, and an empty document sets nothing.
  const isSet = state.state === 'set' && isWritable(setting) && Object.keys(state.document).length > 0;
  return isSet ? 'set' : null;
}
