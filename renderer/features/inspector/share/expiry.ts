import { LONGEST_EXPIRY_SECONDS, type SigningKeys } from '../../../../shared/contract/objectAccess.ts';

/** Seconds of the lifetimes that are offered, in the order of the list. */
export const LIFETIMES = { '15min': 900, '1h': 3600, '1d': 86_400, '7d': LONGEST_EXPIRY_SECONDS } as const;
export type LifetimeChoice = keyof typeof LIFETIMES | 'own';

/** A lifetime as it is chosen; `own` in seconds, null while nothing is entered. */
export type Lifetime = { choice: LifetimeChoice; own: number | null };

export const HOUR: Lifetime = { choice: '1h', own: 2 * 3600 };

/** Seconds; null when the user's own is missing or S3 does not sign for so long. */
export function secondsOf({ choice, own }: Lifetime): number | null {
  if (choice !== 'own') return LIFETIMES[choice];
  return own !== null && own >= 1 && own <= LONGEST_EXPIRY_SECONDS ? own : null;
}

/** What the keys mean for a link that ends at `expiresAt` (ISO): they may end first, at a known time or at an unknown. */
export function endOfKeys({ temporary, expireAt }: SigningKeys, expiresAt: string): 'sooner' | 'unknown' | null {
  if (!temporary) return null;
  if (expireAt === null) return 'unknown';
  return Date.parse(expireAt) < Date.parse(expiresAt) ? 'sooner' : null;
}
