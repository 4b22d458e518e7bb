import type { ErrorData } from '../errors.ts';
import type { SettingDocument, SettingId } from './documents.ts';

/**
 * Why a setting is not on a server. `ignored`: the server answers as if it had not been asked for it; `refused`: it says
 * that it has no such thing (NotImplemented, 405 ...), which `error` tells. `since` is an ISO time.
 */
export type Absence = { kind: 'ignored' | 'refused'; error: ErrorData | null; since: string };

/** What is known of one setting of one bucket. */
export type SettingState<S extends SettingId = SettingId> =
  /** `foreign`: elements of the server's document that Stave does not know; saving would lose them. */
  | { state: 'set'; document: SettingDocument<S>; foreign: string[] }
  | { state: 'not-set' }
  | ({ state: 'absent' } & Absence)
  /** These keys may not see it. */
  | { state: 'denied'; error: ErrorData };

/** The document of a state; null when there is none. */
export function documentOf<S extends SettingId>(state: SettingState<S> | undefined): SettingDocument<S> | null {
  return state?.state === 'set' ? state.document : null;
}
