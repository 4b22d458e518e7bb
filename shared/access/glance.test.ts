import { describe, expect, test } from 'vitest';
import { TEMPLATES, type TemplateId } from '../policy/templates.ts';
import type { AclGrant } from '../settings/documents/access.ts';
import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';
import { type AccessStates, glance } from './glance.ts';

const NOT_SET = { state: 'not-set' } as const;
const DENIED = {
  state: 'denied',
  error: { code: 'access-denied', message: 'GetBucketPolicy: AccessDenied (HTTP 403)', retryable: false },
} as const;
const ABSENT = { state: 'absent', kind: 'ignored', error: null, since: '2026-01-01T00:00:00.000Z' } as const;
const PRIVATE = { read: 'private', list: 'private', write: 'private' };

function set<D>(document: D) {
  return { state: 'set' as const, document, foreign: [] };
}

function grants(...all: [group: string | null, permission: AclGrant['Permission']][]) {
  return set({
    Owner: { ID: 'me' },
    Grants: all.map(([group, Permission]): AclGrant => {
      const uri = `http://acs.amazonaws.com/groups/global/${group}`;
      return {
        Grantee: group === null ? { Type: 'CanonicalUser', ID: 'me' } : { Type: 'Group', URI: uri },
        Permission,
      };
    }),
  });
}

const BLANK: AccessStates = {
  policy: NOT_SET,
  policyStatus: NOT_SET,
  acl: grants([null, 'FULL_CONTROL']),
  publicAccessBlock: NOT_SET,
  ownership: NOT_SET,
};

function seen(states: AccessStates, isAmazon = true) {
  const { read, list, write } = glance({ ...BLANK, ...states }, 'b', isAmazon);
  return { read, list, write };
}

function because(states: AccessStates) {
  return glance({ ...BLANK, ...states }, 'b', true).because;
}

function policyOf(...Statement: PolicyStatement[]) {
  return set<PolicyDocument>({ Version: '2012-10-17', Statement });
}

function template(id: TemplateId) {
  const params = { prefix: 'photos/', account: '111122223333', access: 'read-write' } as const;
  const document = TEMPLATES.find((one) => one.id === id)?.document('b', params);
  return document ? set(document) : NOT_SET;
}

const OPEN: PolicyStatement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
};
const READ: PolicyStatement = { ...OPEN, Sid: 'Read', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };

test.each<[TemplateId, ReturnType<typeof seen>]>([
  ['private', { read: 'private', list: 'private', write: 'private' }],
  ['public-read', { read: 'public', list: 'private', write: 'private' }],
  ['public-prefix', { read: 'some-keys', list: 'some-keys', write: 'private' }],
  ['account', { read: 'private', list: 'private', write: 'private' }],
  ['https-only', { read: 'private', list: 'private', write: 'private' }],
  ['no-deletion', { read: 'private', list: 'private', write: 'private' }],
])('the template %s', (id, expected) => {
  expect(seen({ policy: template(id) })).toEqual(expected);
});

describe('a policy', () => {
  test('that allows everything is open in every way, and says by which statement', () => {
    expect(seen({ policy: policyOf(OPEN) })).toEqual({ read: 'public', list: 'public', write: 'public' });
    const closed: PolicyStatement = { ...READ, Sid: 'Mine', Principal: { AWS: '111122223333' } };
    expect(because({ policy: policyOf(closed, READ) })).toEqual([
      { kind: 'statement', index: 1, sid: 'Read', opens: { read: 'public' } },
    ]);
  });

  test('that denies again what it allows is private', () => {
    expect(seen({ policy: policyOf(OPEN, { ...OPEN, Effect: 'Deny' }) })).toEqual(PRIVATE);
    const deniesBelow: PolicyStatement = { ...READ, Effect: 'Deny', Resource: 'arn:aws:s3:::b/secret/*' };
    expect(seen({ policy: policyOf(READ, deniesBelow) })).toEqual({ ...PRIVATE, read: 'public' });
  });

  test('with conditions depends on them', () => {
    const held = (Condition: NonNullable<PolicyStatement['Condition']>) =>
      seen({ policy: policyOf({ ...READ, Condition }) });
    expect(held({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })).toEqual({ ...PRIVATE, read: 'depends' });
    expect(held({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).toEqual(PRIVATE);
    // Anyone's account, but an account.
    expect(held({ Null: { 'aws:PrincipalArn': 'false' } })).toEqual({ ...PRIVATE, read: 'depends' });
  });

  test('with a Deny under conditions opens no more than what it allows', () => {
    const https: PolicyStatement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/secret/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const read: PolicyStatement = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/*',
    };
    expect(seen({ policy: policyOf(read, https) })).toEqual({ ...PRIVATE, read: 'public' });
  });

  test('that lets anyone change it lets anyone write', () => {
    const taken: PolicyStatement = { ...OPEN, Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::b' };
    expect(seen({ policy: policyOf(taken) })).toEqual({ ...PRIVATE, write: 'public' });
  });

  test('for single keys opens some', () => {
    const site: PolicyStatement = { ...READ, Resource: ['arn:aws:s3:::b/index.html', 'arn:aws:s3:::b/*.css'] };
    expect(seen({ policy: policyOf(site) })).toEqual({ ...PRIVATE, read: 'some-keys' });
  });

  test('that cannot be seen is unknown, unless the server says more', () => {
    const unknown = { read: 'unknown', list: 'unknown', write: 'unknown' };
    expect(seen({ policy: DENIED })).toEqual(unknown);
    expect(because({ policy: undefined })).toEqual([{ kind: 'unknown', setting: 'policy' }]);
    expect(seen({ policy: DENIED, policyStatus: set({ IsPublic: false }) })).toEqual(PRIVATE);
    expect(seen({ policy: DENIED, policyStatus: set({ IsPublic: true }) })).toEqual(unknown);
    expect(because({ policy: DENIED, policyStatus: set({ IsPublic: true }) })).toEqual([
      { kind: 'hidden-public-policy' },
    ]);
  });

  test('on a server without policies is none', () => {
    expect(seen({ policy: ABSENT })).toEqual(PRIVATE);
  });
});

describe('the public access block', () => {
  test('does nothing to a policy that is there by keeping new ones out', () => {
    const publicAccessBlock = set({ BlockPublicPolicy: true, BlockPublicAcls: true });
    expect(seen({ policy: policyOf(READ), acl: grants(['AllUsers', 'READ']), publicAccessBlock })).toEqual({
      read: 'public',
      list: 'public',
      write: 'private',
    });
  });

  test('overrides a public policy', () => {
    const publicAccessBlock = set({ RestrictPublicBuckets: true });
    expect(seen({ policy: policyOf(OPEN), publicAccessBlock })).toEqual(PRIVATE);
    expect(because({ policy: policyOf(OPEN), publicAccessBlock })).toEqual([
      { kind: 'overridden', what: 'policy', by: 'RestrictPublicBuckets', sure: true },
    ]);
    const office = { ...READ, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
    // Held to an address it is none that S3 calls public.
    expect(seen({ policy: policyOf(office), publicAccessBlock })).toEqual({ ...PRIVATE, read: 'depends' });
  });

  test('is not relied on where the server is not Amazon', () => {
    const states = { ...BLANK, policy: policyOf(READ), publicAccessBlock: set({ RestrictPublicBuckets: true }) };
    expect(seen(states, false)).toEqual({ ...PRIVATE, read: 'unknown' });
    expect(glance(states, 'b', false).because).toEqual([
      { kind: 'statement', index: 0, sid: 'Read', opens: { read: 'public' } },
      { kind: 'overridden', what: 'policy', by: 'RestrictPublicBuckets', sure: false },
    ]);
    expect(seen({ ...states, policy: DENIED, policyStatus: set({ IsPublic: true }) }, false).read).toBe('unknown');
    expect(seen({ ...states, policy: DENIED, policyStatus: set({ IsPublic: true }) }).read).toBe('private');
  });

  test('overrides ACLs', () => {
    const states = { acl: grants(['AllUsers', 'FULL_CONTROL']), publicAccessBlock: set({ IgnorePublicAcls: true }) };
    expect(seen(states)).toEqual(PRIVATE);
    expect(because(states)).toEqual([{ kind: 'overridden', what: 'acl', by: 'IgnorePublicAcls', sure: true }]);
  });

  test('that cannot be seen may make it private after all', () => {
    expect(because({ policy: policyOf(READ), publicAccessBlock: DENIED })).toContainEqual({
      kind: 'unknown',
      setting: 'publicAccessBlock',
    });
  });
});

describe('an ACL', () => {
  test('opens by its grants to groups', () => {
    const everyone = grants([null, 'FULL_CONTROL'], ['AllUsers', 'READ'], ['AuthenticatedUsers', 'WRITE']);
    expect(seen({ acl: everyone })).toEqual({ read: 'private', list: 'public', write: 'depends' });
    expect(because({ acl: everyone })).toEqual([
      { kind: 'grant', group: 'everyone', permission: 'READ', opens: ['list'] },
      { kind: 'grant', group: 'authenticated', permission: 'WRITE', opens: ['write'] },
    ]);
    expect(seen({ acl: grants(['AllUsers', 'WRITE_ACP'], ['AllUsers', 'READ_ACP']) })).toEqual({
      ...PRIVATE,
      write: 'public',
    });
    expect(seen({ acl: grants(['LogDelivery', 'WRITE']) })).toEqual(PRIVATE);
  });

  test('counts for nothing where the owner owns all', () => {
    const ownership = set({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] });
    expect(seen({ acl: grants(['AllUsers', 'READ']), ownership })).toEqual(PRIVATE);
    expect(seen({ acl: DENIED, ownership })).toEqual(PRIVATE);
    expect(glance({ ...BLANK, ownership }, 'b', true).objectsMayDiffer).toBe(false);
    expect(glance(BLANK, 'b', true).objectsMayDiffer).toBe(true);
  });

  test('that cannot be seen leaves listing and writing unknown', () => {
    expect(seen({ acl: DENIED })).toEqual({ read: 'private', list: 'unknown', write: 'unknown' });
    expect(seen({ acl: DENIED, policy: policyOf(OPEN) })).toEqual({ read: 'public', list: 'public', write: 'public' });
  });
});

test.each(['s3:PutLifecycleConfiguration', 's3:PutReplicationConfiguration', 's3:DeleteBucket'])(
  'who may do %s may destroy or take what is in the bucket',
  (Action) => {
    const policy = policyOf({ ...OPEN, Action, Resource: 'arn:aws:s3:::b' });
    expect(seen({ policy })).toEqual({ ...PRIVATE, write: 'public' });
  },
);
