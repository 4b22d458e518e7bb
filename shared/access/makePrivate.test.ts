import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AclGrant } from '../settings/documents/access.ts';
import type { PolicyStatement } from '../settings/documents/policy.ts';
import { type AccessStates, glance } from './glance.ts';
import { makePrivate, type PrivatePlan } from './makePrivate.ts';

const NOT_SET = { state: 'not-set' } as const;
const ABSENT = { state: 'absent', kind: 'refused', error: null, since: '2026-01-01T00:00:00.000Z' } as const;

function set<D>(document: D) {
  return { state: 'set' as const, document, foreign: [] };
}

function carriedOut(states: AccessStates, { changes }: PrivatePlan): AccessStates {
  const after = { ...states };
  for (const change of changes) {
    const state = change.document === null ? NOT_SET : set(change.document);
    Object.assign(after, { [change.setting]: state });
  }
  return after;
}

const OPEN: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const NAMED: PolicyStatement = { ...OPEN, Sid: 'Partner', Principal: { AWS: '111122223333' } };
const everyone: AclGrant = {
  Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
};
const owner: AclGrant = { Grantee: { Type: 'CanonicalUser', ID: 'me' }, Permission: 'FULL_CONTROL' };

test('removes what opens the bucket, and keeps the rest', () => {
  const before = {
    Version: '2012-10-17' as const,
    Id: 'p',
    Statement: [OPEN, NAMED, { ...OPEN, Effect: 'Deny' as const }],
  };
  const acl = { Owner: { ID: 'me' }, Grants: [owner, everyone] };
  const plan = makePrivate({ policy: set(before), acl: set(acl), publicAccessBlock: NOT_SET, ownership: ABSENT });
  expect(plan.changes).toEqual([
    { setting: 'policy', expected: before, document: { ...before, Statement: before.Statement.slice(1) } },
    { setting: 'acl', expected: acl, document: { ...acl, Grants: [owner] } },
    {
      setting: 'publicAccessBlock',
      expected: null,
      document: { IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    },
  ]);
  expect(plan.words).toEqual([
    { key: 'removeStatement', values: { statement: '1' } },
    { key: 'removeGrant', values: { permission: 'READ' } },
    { key: 'switchBlockOn' },
  ]);
  expect(plan.hidden).toEqual([]);
});

test('takes everyone out of a statement that names others too', () => {
  const mixed: PolicyStatement = { ...OPEN, Sid: 'Mixed', Principal: { AWS: ['*', '111122223333'] } };
  const { changes, words } = makePrivate({ policy: set({ Statement: mixed }) });
  expect(changes).toMatchObject([{ document: { Statement: [{ ...mixed, Principal: { AWS: ['111122223333'] } }] } }]);
  expect(words).toEqual([{ key: 'narrowStatement', values: { statement: 'Mixed' } }]);
});

test('removes a policy of which nothing would be left, and does without a block where there is none', () => {
  const policy = { Statement: OPEN };
  const plan = makePrivate({ policy: set(policy), acl: ABSENT, publicAccessBlock: ABSENT });
  expect(plan.changes).toEqual([{ setting: 'policy', expected: policy, document: null }]);
  expect(plan.words).toEqual([{ key: 'removePolicy' }]);
});

test('leaves ACLs that are switched off, and says what it cannot see', () => {
  const ownership = set({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] });
  const error = { code: 'access-denied', message: 'refused', retryable: false } as const;
  const plan = makePrivate({ policy: { state: 'denied', error }, acl: set({ Grants: [everyone] }), ownership });
  expect(plan).toEqual({ changes: [], words: [], hidden: ['policy', 'publicAccessBlock'] });
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);

const statement: fc.Arbitrary<PolicyStatement> = fc.record(
  {
    Effect: pick('Allow', 'Deny'),
    Principal: pick<NonNullable<PolicyStatement['Principal']>>(
      '*',
      { AWS: ['*', '111122223333'] },
      { AWS: '*' },
      { AWS: '*', CanonicalUser: 'abc' },
      { AWS: 'arn:aws:iam::111122223333:user/x' },
    ),
    Action: pick<string | string[]>('s3:*', 's3:GetObject', ['s3:PutObject', 's3:ListBucket'], 's3:PutBucketPolicy'),
    Resource: pick<string | string[]>(
      '*',
      'arn:aws:s3:::b',
      ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
      'arn:aws:s3:::b/x/*',
    ),
    Condition: pick<NonNullable<PolicyStatement['Condition']>>(
      { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      { StringLike: { 's3:prefix': ['', 'x/*'] } },
      { Null: { 'aws:PrincipalArn': 'false' } },
      { Unheard: { 'aws:Of': 'x' } },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
);
const grant: fc.Arbitrary<AclGrant> = fc.record({
  Grantee: pick(everyone.Grantee, owner.Grantee, {
    Type: 'Group' as const,
    URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  }),
  Permission: pick('READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'),
});
const anyOf = <S>(...states: fc.Arbitrary<S>[]) => fc.oneof(...states);
const states: fc.Arbitrary<AccessStates> = fc.record({
  policy: anyOf<NonNullable<AccessStates['policy']>>(
    fc.constant(NOT_SET),
    fc.constant(ABSENT),
    fc.array(statement, { minLength: 1, maxLength: 5 }).map((Statement) => set({ Version: '2012-10-17', Statement })),
    statement.map((Statement) => set({ Statement })),
  ),
  acl: anyOf<NonNullable<AccessStates['acl']>>(
    fc.constant(ABSENT),
    fc.array(grant, { maxLength: 4 }).map((Grants) => set({ Owner: { ID: 'me' }, Grants })),
  ),
  publicAccessBlock: pick<NonNullable<AccessStates['publicAccessBlock']>>(
    NOT_SET,
    ABSENT,
    set({ BlockPublicPolicy: true }),
    set({ BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }),
  ),
  ownership: pick<NonNullable<AccessStates['ownership']>>(
    ABSENT,
    set({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }),
    set({ Rules: [{ ObjectOwnership: 'ObjectWriter' }] }),
  ),
});

test('whatever the settings: done, the bucket is private and nothing is left to do', () => {
  fc.assert(
    fc.property(states, (before) => {
      const plan = makePrivate(before);
      const after = carriedOut(before, plan);
      const { read, list, write } = glance(after, 'b', false);
      expect({ read, list, write }).toEqual({ read: 'private', list: 'private', write: 'private' });
      expect(makePrivate(after)).toEqual({ changes: [], words: [], hidden: [] });
      expect(plan.words.length > 0).toBe(plan.changes.length > 0);
    }),
    { numRuns: 500 },
  );
});
