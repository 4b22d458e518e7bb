import type { Glance } from '../../../../shared/access/glance.ts';
import { ACCESSES, type Access, type Openness } from '../../../../shared/access/policyOpenness.ts';

/** How open a bucket is, in a word; `public` says to what. */
export type Headline = { kind: 'public'; to: readonly Access[] } | { kind: Exclude<Openness, 'public'> };

const NARROWER = ['some-keys', 'depends', 'unknown'] as const;

/** The widest access decides; what is not known is told only where nothing else is open. */
export function headlineOf(glance: Pick<Glance, Access>): Headline {
  const to = ACCESSES.filter((access) => glance[access] === 'public');
  if (to.length > 0) return { kind: 'public', to };
  const kind = NARROWER.find((openness) => ACCESSES.some((access) => glance[access] === openness));
  return { kind: kind ?? 'private' };
}
