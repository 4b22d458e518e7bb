import { expect, test } from 'vitest';
import { accelerationChoices } from './accelerate/accelerateForm.ts';
import { presetGrants, readGrant } from './acl/aclForm.ts';
import { readEncryption, withAlgorithm, writeEncryption } from './encryption/encryptionForm.ts';
import {
  configurationsOf,
  newConfiguration,
  withConfigurations,
  writeConfiguration,
} from './notifications/notificationsForm.ts';
import { readRetention, writeRetention } from './objectLock/objectLockForm.ts';
import { copyEverything, hasMore, readRule, writeRule } from './replication/replicationForm.ts';
import { isKeptByAws } from './tags/tagsForm.ts';

const everyone = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;

test('canned ACLs leave the owner everything and drop all other grants', () => {
  const Owner = { ID: 'me', DisplayName: 'Me' };
  const Grants = [{ Grantee: everyone, Permission: 'WRITE' as const }];
  const words = (preset: 'private' | 'publicList' | 'publicWrite') =>
    presetGrants(preset, { Owner, Grants }).map((grant) => {
      const { who, permission } = readGrant(grant, Owner);
      return `${who} ${permission}`;
    });
  expect(words('private')).toEqual(['owner FULL_CONTROL']);
  expect(words('publicList')).toEqual(['owner FULL_CONTROL', 'everyone READ']);
  expect(words('publicWrite')).toEqual(['owner FULL_CONTROL', 'everyone READ', 'everyone WRITE']);
});

test('a canned ACL of an owner who is not told keeps the grants of accounts', () => {
  const account = { Grantee: { Type: 'CanonicalUser' as const, ID: 'x' }, Permission: 'FULL_CONTROL' as const };
  expect(presetGrants('private', { Grants: [account, { Grantee: everyone, Permission: 'READ' }] })).toEqual([account]);
});

test('an algorithm without KMS takes the key away', () => {
  const kms = { algorithm: 'aws:kms', keyId: 'k', hasBucketKey: true };
  const document = writeEncryption(null, kms);
  expect(writeEncryption(document, withAlgorithm(kms, 'AES256'))).toEqual({
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
  });
  expect(withAlgorithm(readEncryption(document), 'aws:kms:dsse')).toEqual({
    algorithm: 'aws:kms:dsse',
    keyId: 'k',
    hasBucketKey: false,
  });
});

test('a retention goes from days to years without both', () => {
  const days = writeRetention(null, { mode: 'GOVERNANCE', length: 30, unit: 'Days' });
  const years = writeRetention(days, { mode: 'GOVERNANCE', length: 30, unit: 'Years' });
  expect(years.Rule?.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Years: 30 });
  expect(writeRetention(years, null)).toEqual({ ObjectLockEnabled: 'Enabled' });
  expect(readRetention(null)).toBeNull();
});

test('acceleration that was on once can only be suspended', () => {
  expect(accelerationChoices(null)).toEqual(['never', 'Enabled', 'Suspended']);
  expect(accelerationChoices({ Status: 'Suspended' })).toEqual(['Enabled', 'Suspended']);
});

test('the last notification leaves nothing set, but not what is of another kind', () => {
  const one = withConfigurations(null, 'queue', [newConfiguration('queue')]);
  expect(one).toEqual({ QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: '' }] });
  expect(withConfigurations(one, 'queue', [])).toBeNull();
  const two = withConfigurations(one, 'topic', [newConfiguration('topic')]);
  expect(withConfigurations(two, 'topic', [])).toEqual(one);
  expect(configurationsOf(two, 'function')).toEqual([]);
});

test('a suffix is added beside a prefix that the server spells its own way', () => {
  const before = { Events: ['a'], Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'in/' }] } } };
  expect(writeConfiguration(before, { events: ['a'], prefix: 'out/', suffix: '.png' })).toEqual({
    Events: ['a'],
    Filter: {
      Key: {
        FilterRules: [
          { Name: 'Prefix', Value: 'out/' },
          { Name: 'suffix', Value: '.png' },
        ],
      },
    },
  });
  expect(writeConfiguration(before, { events: ['a'], prefix: '', suffix: '' })).toEqual({ Events: ['a'] });
});

test('a replication rule of either form keeps its form', () => {
  const Destination = { Bucket: 'arn:aws:s3:::copies' };
  const old = { Status: 'Enabled' as const, Prefix: 'a/', Destination };
  expect(writeRule(old, { ...readRule(old), prefix: '' })).toEqual({ ...old, Prefix: '' });
  const rule = copyEverything([{ Priority: 4, Status: 'Disabled', Destination }]);
  expect(rule).toMatchObject({ Priority: 5, Filter: { Prefix: '' }, DeleteMarkerReplication: { Status: 'Disabled' } });
  const narrowed = writeRule(rule, { ...readRule(rule), prefix: 'a/' });
  expect(narrowed.Filter).toEqual({ Prefix: 'a/' });
  expect(writeRule(narrowed, { ...readRule(narrowed), prefix: '' }).Filter).toEqual({ Prefix: '' });
  expect(hasMore(rule)).toBe(false);
  expect(hasMore({ ...rule, Filter: { Tag: { Key: 'a', Value: 'b' } } })).toBe(true);
});

test('tags of AWS are fixed only as the server has them', () => {
  const tag = { Key: 'aws:cloudformation:stack-name', Value: 'photos' };
  expect(isKeptByAws(tag, { TagSet: [tag] })).toBe(true);
  expect(isKeptByAws({ ...tag, Value: 'x' }, { TagSet: [tag] })).toBe(false);
  expect(isKeptByAws(tag, null)).toBe(false);
});
