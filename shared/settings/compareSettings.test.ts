import { expect, test } from 'vitest';
import { compareSettings, type SettingStates } from './compareSettings.ts';
import { documentFor, inCopyOrder } from './copySettings.ts';
import type { AclDocument } from './documents/access.ts';
import type { PolicyDocument } from './documents/policy.ts';

const set = <D>(document: D) => ({ state: 'set' as const, document, foreign: [] });
const unset = { state: 'not-set' } as const;

const policyOf = (bucket: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
});
const aclOf = (owner: string): AclDocument => ({
  Owner: { ID: owner, DisplayName: `${owner}'s name` },
  Grants: [{ Grantee: { Type: 'CanonicalUser', ID: owner }, Permission: 'FULL_CONTROL' }],
});

const differing = (left: SettingStates, right: SettingStates) =>
  compareSettings({ bucket: 'left', states: left }, { bucket: 'right', states: right })
    .filter(({ standing }) => standing !== 'same' && standing !== 'none' && standing !== 'unknown')
    .map(({ setting, standing }) => [setting, standing]);

test('exactly the settings that differ', () => {
  const left: SettingStates = {
    versioning: set({ Status: 'Enabled' }),
    tags: set({
      TagSet: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
    cors: unset,
    requestPayment: set({ Payer: 'BucketOwner' }),
    accelerate: unset,
  };
  const right: SettingStates = {
    versioning: set({ Status: 'Suspended' }),
    tags: set({
      TagSet: [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
    }),
    cors: set({ CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] }),
    requestPayment: set({ Payer: 'BucketOwner' }),
    accelerate: unset,
  };
  expect(differing(left, right)).toEqual([
    ['versioning', 'differs'],
    ['cors', 'only-right'],
  ]);
  expect(differing(left, left)).toEqual([]);
});

test('a policy that names its own bucket, and an ACL of its own owner, are the same', () => {
  const states = (bucket: string): SettingStates => ({
    policy: set(policyOf(bucket)),
    acl: set(aclOf(`${bucket}-owner`)),
  });
  expect(differing(states('left'), states('right'))).toEqual([]);
  expect(differing(states('left'), states('left'))).toEqual([['policy', 'differs']]);
});

test('what could not be read is not called a difference', () => {
  const denied = { state: 'denied', error: { code: 'access-denied', message: '', retryable: false } } as const;
  const [first] = compareSettings(
    { bucket: 'left', states: { versioning: denied } },
    { bucket: 'right', states: { versioning: set({ Status: 'Enabled' }) } },
  );
  expect(first).toMatchObject({ setting: 'versioning', standing: 'unknown' });
});

test('the same in other words is the same', () => {
  const rule = { ID: 'a', Status: 'Enabled' as const, Expiration: { Days: 1 } };
  const statement = { Effect: 'Allow' as const, Action: 's3:GetObject', Resource: '*' };
  expect(
    differing(
      {
        lifecycle: set({ Rules: [{ ...rule, Prefix: 'tmp/' }] }),
        policy: set({ Statement: { ...statement, Principal: { AWS: '123456789012' } } }),
      },
      {
        lifecycle: set({ Rules: [{ ...rule, Filter: { Prefix: 'tmp/' } }] }),
        policy: set({ Statement: [{ ...statement, Principal: { AWS: ['arn:aws:iam::123456789012:root'] } }] }),
      },
    ),
  ).toEqual([]);
});

test('a document goes to another bucket with the meaning it has', () => {
  const from = { bucket: 'left', owner: 'one' };
  const to = { bucket: 'right', owner: 'two' };
  expect(documentFor('policy', policyOf('left'), from, to)).toEqual(policyOf('right'));
  expect(documentFor('acl', aclOf('one'), from, to)).toEqual({
    Owner: { ID: 'two' },
    Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'two' }, Permission: 'FULL_CONTROL' }],
  });
  expect(documentFor('versioning', { Status: 'Enabled', MFADelete: 'Enabled' }, from, to)).toEqual({
    Status: 'Enabled',
  });
});

test('what others need is put first', () => {
  expect(inCopyOrder(['policy', 'replication', 'acl', 'versioning'])).toEqual([
    'versioning',
    'acl',
    'replication',
    'policy',
  ]);
});
