import type { ErrorCode, ErrorData } from '../../../../shared/errors.ts';

/** The pauses (ms) after the first, second ... failure; after the last of them only the user's word helps. */
export const PAUSES_MS: readonly number[] = [10_000, 30_000, 120_000, 600_000, 1_800_000];

/** What no pause mends: another condition, another file, another template, or the user's own wish. */
const FOR_THE_USER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'cancelled',
  'condition-invalid',
  'column-missing',
  'data-malformed',
  'data-encoding',
  'data-too-large',
  'key-template-invalid',
  'local-name-invalid',
]);

/** How long (ms) a file rests after so many failures in a row, the last of which was this; null: until the user has looked. */
export function pauseAfter(error: ErrorData, failures: number): number | null {
  if (FOR_THE_USER.has(error.code)) return null;
  return PAUSES_MS[failures - 1] ?? null;
}
