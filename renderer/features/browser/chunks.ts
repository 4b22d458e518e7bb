import type { Input } from '../../../shared/contract.ts';

/** The most keys, and the most prefixes, one call takes (shared/contract/call.ts, objectTargets). */
const MOST_TARGETS = 20_000;
/** The most files one upload takes (shared/contract/transfers.ts). */
const MOST_GRANTS = 10_000;

export type Targets = Pick<Input<'transfers.delete'>, 'keys' | 'prefixes'>;

function cut<T>(list: readonly T[], most: number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < list.length; from += most) pieces.push(list.slice(from, from + most));
  return pieces;
}

/** Targets in portions that a call takes; none for nothing. */
export function targetChunks({ keys, prefixes }: Targets): Targets[] {
  const byKey = cut(keys, MOST_TARGETS);
  const byPrefix = cut(prefixes, MOST_TARGETS);
  return Array.from({ length: Math.max(byKey.length, byPrefix.length) }, (_, at) => ({
    keys: byKey[at] ?? [],
    prefixes: byPrefix[at] ?? [],
  }));
}

/** Keys in portions that a call takes. */
export const keyChunks = (keys: readonly string[]) => cut(keys, MOST_TARGETS);

/** Grants in portions that a call takes. */
export const grantChunks = (grants: readonly string[]) => cut(grants, MOST_GRANTS);
