import type { PolicyDocument } from '../settings/documents/policy.ts';
import { actionWords } from './actionWords.ts';
import { parseS3Arn } from './arns.ts';
import { conditionWords } from './conditionWords.ts';
import { type Principals, type Some, type Statement, statementsOf } from './statements.ts';
import { hasWildcard } from './wildcards.ts';

export const WHO_WORDS = [
  'everyone',
  'nobody',
  'account',
  'user',
  'role',
  'session',
  'canonicalUser',
  'federated',
  'service',
  'principal',
] as const;

export const WHERE_WORDS = [
  'everything',
  'bucket',
  'allObjects',
  'below',
  'object',
  'pattern',
  'otherBucket',
  'resource',
  'nothing',
] as const;

/** A phrase: its text is `settings.policy.words.<of>.<key>` with the values. */
export type Words<K extends string> = { key: K; values?: Record<string, string> };
export type WhoWords = Words<(typeof WHO_WORDS)[number]>;
export type WhereWords = Words<(typeof WHERE_WORDS)[number]>;
export type { WhatWords } from './actionWords.ts';
export type { ConditionWords } from './conditionWords.ts';

/** What a statement does, phrase by phrase. A list with `not` means: all but these. */
export type StatementWords = {
  index: number;
  sid: string | null;
  effect: Statement['effect'];
  who: { not: boolean; words: WhoWords[] };
  what: ReturnType<typeof actionWords>;
  where: { not: boolean; words: WhereWords[] };
  /** All of them must hold. */
  conditions: ReturnType<typeof conditionWords>[];
};

const KINDS = { user: 'user', role: 'role', 'assumed-role': 'session' } as const;

function namedPrincipal(name: string): WhoWords {
  const [, service, account = '', rest = ''] = /^arn:[^:]*:(iam|sts):[^:]*:([^:]*):(.*)$/s.exec(name) ?? [];
  if (/^\d{12}$/.test(name)) return { key: 'account', values: { account: name } };
  if (service === 'iam' && rest === 'root') return { key: 'account', values: { account } };
  const [kind = '', ...path] = rest.split('/');
  if ((kind === 'user' || kind === 'role' || kind === 'assumed-role') && path.length > 0) {
    return { key: KINDS[kind], values: { name: path.join('/'), account } };
  }
  return { key: 'principal', values: { name } };
}

function whoWords(who: Some<Principals> | null): StatementWords['who'] {
  if (who === null) return { not: false, words: [{ key: 'nobody' }] };
  const { everyone, aws, canonical, federated, services } = who.values;
  const words: WhoWords[] = [
    ...(everyone ? [{ key: 'everyone' } as const] : []),
    ...aws.map(namedPrincipal),
    ...canonical.map((id): WhoWords => ({ key: 'canonicalUser', values: { id } })),
    ...federated.map((provider): WhoWords => ({ key: 'federated', values: { provider } })),
    ...services.map((service): WhoWords => ({ key: 'service', values: { service } })),
  ];
  return { not: who.not, words: words.length === 0 ? [{ key: 'nobody' }] : words };
}

/** The text of a pattern that stands for itself, with `${*}` as `*`. */
function plain(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

function placeWords(resource: string, bucket: string): WhereWords {
  if (resource === '*') return { key: 'everything' };
  const arn = parseS3Arn(resource);
  if (arn === null) return { key: 'resource', values: { resource } };
  if (arn.bucket !== bucket) {
    return hasWildcard(arn.bucket)
      ? { key: 'resource', values: { resource } }
      : { key: 'otherBucket', values: { bucket: arn.bucket, resource } };
  }
  if (arn.key === null) return { key: 'bucket' };
  if (arn.key === '*') return { key: 'allObjects' };
  if (!hasWildcard(arn.key)) return { key: 'object', values: { key: plain(arn.key) } };
  const prefix = arn.key.replace(/\*+$/, '');
  return hasWildcard(prefix) || prefix === arn.key
    ? { key: 'pattern', values: { pattern: arn.key } }
    : { key: 'below', values: { prefix: plain(prefix) } };
}

function whereWords(resources: Statement['resources'], bucket: string): StatementWords['where'] {
  if (resources === null || resources.values.length === 0) return { not: false, words: [{ key: 'nothing' }] };
  const words = resources.values.map((resource) => placeWords(resource, bucket));
  const has = (key: WhereWords['key']) => words.some((word) => word.key === key);
  const isAll = has('everything') || (has('bucket') && has('allObjects'));
  if (!isAll) return { not: resources.not, words };
  const others = words.filter(({ key }) => key === 'otherBucket' || key === 'resource');
  return { not: resources.not, words: [{ key: 'everything' }, ...others] };
}

/** The policy of a bucket in words, statement by statement. */
export function policyWords(policy: PolicyDocument | null, bucket: string): StatementWords[] {
  return statementsOf(policy).map((statement) => ({
    index: statement.index,
    sid: statement.sid,
    effect: statement.effect,
    who: whoWords(statement.who),
    what: actionWords(statement.actions),
    where: whereWords(statement.resources, bucket),
    conditions: statement.conditions.map(conditionWords),
  }));
}
