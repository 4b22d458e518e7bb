import { parseOperator } from './conditions.ts';
import { isWideRange } from './ipRanges.ts';
import type { Condition, Statement } from './statements.ts';
import { hasWildcard } from './wildcards.ts';

/** Keys that only a known principal or service has: a visitor without keys cannot meet a fixed value of them. */
const OF_PRINCIPALS = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

/** Keys of the network that a request comes from, and of the encryption key that it must be allowed to use. */
const OF_REQUESTS = new Set([
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

const POSITIVE = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike', 'IpAddress']);

/** True for a value that names somebody: an ARN may hold wildcards, but not in the place of its account. */
function isFixed(value: string): boolean {
  // The user ID of a visitor without keys.
  if (value === 'anonymous') return false;
  if (!value.startsWith('arn:')) return !hasWildcard(value);
  const parts = value.split(':');
  return !hasWildcard(parts.slice(0, 5).join(':')) && (parts[4] !== '' || !hasWildcard(parts[5] ?? ''));
}

function narrows({ operator, key, values }: Condition, keys: ReadonlySet<string>): boolean {
  const { set, name, ifExists } = parseOperator(operator);
  // Both hold too when the request has no such key.
  if (ifExists || set === 'all' || !POSITIVE.has(name)) return false;
  return keys.has(key.toLowerCase()) && values.every(isFixed);
}

function narrowsByAddress({ operator, key, values }: Condition): boolean {
  const { set, name, ifExists } = parseOperator(operator);
  if (ifExists || set === 'all' || name !== 'IpAddress' || key.toLowerCase() !== 'aws:sourceip') return false;
  return !values.some(isWideRange);
}

/** True for an Allow that somebody without keys may get something by, now or under some condition. */
export function opensToEveryone({ effect, who, conditions }: Statement): boolean {
  if (effect !== 'Allow' || who === null) return false;
  const names = who.not || who.values.everyone;
  return names && !conditions.some((condition) => narrows(condition, OF_PRINCIPALS));
}

/**
 * True for a statement that S3 calls public: an Allow for everyone that is not held to fixed principals, accounts,
 * networks, addresses or encryption keys (S3 User Guide, "The meaning of public").
 */
export function isPublic(statement: Statement): boolean {
  if (!opensToEveryone(statement)) return false;
  return !statement.conditions.some((condition) => narrows(condition, OF_REQUESTS) || narrowsByAddress(condition));
}
