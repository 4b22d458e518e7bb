import { parseOperator } from './conditions.ts';
import type { Condition } from './statements.ts';
import type { Words } from './words.ts';

export const CONDITION_WORDS = [
  'https',
  'http',
  'fromAddress',
  'notFromAddress',
  'fromNetwork',
  'prefix',
  'referer',
  'ofAccount',
  'ofOrganization',
  'withMfa',
  'withoutMfa',
  'encryptedBy',
  'withAcl',
  'before',
  'after',
  'raw',
] as const;

/** `raw` carries `operator`, `condition` and `values`; the others `values`, several joined by commas. */
export type ConditionWords = Words<(typeof CONDITION_WORDS)[number]>;

const BY_KEY: Record<string, Partial<Record<string, ConditionWords['key']>>> = {
  'aws:sourceip': { IpAddress: 'fromAddress', NotIpAddress: 'notFromAddress' },
  'aws:sourcevpc': { StringEquals: 'fromNetwork' },
  'aws:sourcevpce': { StringEquals: 'fromNetwork' },
  's3:prefix': { StringEquals: 'prefix', StringLike: 'prefix' },
  'aws:referer': { StringEquals: 'referer', StringLike: 'referer' },
  'aws:principalaccount': { StringEquals: 'ofAccount' },
  'aws:sourceaccount': { StringEquals: 'ofAccount' },
  'aws:principalorgid': { StringEquals: 'ofOrganization' },
  's3:x-amz-server-side-encryption': { StringEquals: 'encryptedBy' },
  's3:x-amz-acl': { StringEquals: 'withAcl' },
  'aws:currenttime': {
    DateLessThan: 'before',
    DateLessThanEquals: 'before',
    DateGreaterThan: 'after',
    DateGreaterThanEquals: 'after',
  },
};

const BY_TRUTH: Record<string, { true: ConditionWords['key']; false: ConditionWords['key'] }> = {
  'aws:securetransport': { true: 'https', false: 'http' },
  'aws:multifactorauthpresent': { true: 'withMfa', false: 'withoutMfa' },
};

/** A condition in words; one that there are none for comes as it stands. */
export function conditionWords({ operator, key, values }: Condition): ConditionWords {
  const raw: ConditionWords = { key: 'raw', values: { operator, condition: key, values: values.join(', ') } };
  const { set, name, ifExists } = parseOperator(operator);
  const truths = BY_TRUTH[key.toLowerCase()];
  const wanted = values.length === 1 ? values[0]?.toLowerCase() : undefined;
  if (truths && name === 'Bool' && set === null && (wanted === 'true' || wanted === 'false')) {
    // With IfExists they say the same for these two, but for requests that have no such key.
    return ifExists && key.toLowerCase() !== 'aws:securetransport' ? raw : { key: truths[wanted] };
  }
  const word = set === null && !ifExists ? BY_KEY[key.toLowerCase()]?.[name] : undefined;
  return word === undefined ? raw : { key: word, values: { values: values.join(', ') } };
}
