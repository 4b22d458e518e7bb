import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import type { SettingDocument, WritableSettingId } from '../../../shared/settings/documents.ts';
import { accelerateEntry } from './accelerate/entry.ts';
import { aclEntry } from './acl/entry.ts';
import { encryptionEntry } from './encryption/entry.ts';
import { loggingEntry } from './logging/entry.ts';
import { objectLockEntry } from './objectLock/entry.ts';
import { ownershipEntry } from './ownership/entry.ts';
import { publicAccessBlockEntry } from './publicAccessBlock/entry.ts';
import { requestPaymentEntry } from './requestPayment/entry.ts';
import type { SettingEntry } from './settingForm.ts';

const { t } = createTexts('en');
const { t: inRussian } = createTexts('ru');

const PLACE = { connectionId: 'c', bucket: 'photos' };

type Document<S extends WritableSettingId> = SettingDocument<S> | null;

function changes<S extends WritableSettingId>(entry: SettingEntry<S>, before: Document<S>, after: Document<S>): string {
  if (!entry.changes) throw new Error('this setting has no sentences of its own');
  return entry.changes(t, before, after, PLACE).join(' ');
}

test('each block is told as it is switched on or off', () => {
  expect(changes(publicAccessBlockEntry, null, { BlockPublicPolicy: true, IgnorePublicAcls: false })).toBe(
    'A policy that would open the bucket to everyone can no longer be saved.',
  );
  expect(changes(publicAccessBlockEntry, { BlockPublicPolicy: true, IgnorePublicAcls: true }, null)).toBe(
    'Public ACLs will count: what they open will be open to everyone. A public policy can be saved.',
  );
});

test('ownership tells what becomes of ACLs', () => {
  const rule = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] };
  expect(changes(ownershipEntry, null, rule)).toMatch(/^ACLs will no longer count/);
  expect(changes(ownershipEntry, rule, null)).toMatch(/^What the server does by default/);
});

test('grants that come and go are told by name', () => {
  const Owner = { ID: 'me' };
  const mine = { Grantee: { Type: 'CanonicalUser' as const, ID: 'me' }, Permission: 'FULL_CONTROL' as const };
  const everyone = {
    Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
    Permission: 'READ' as const,
  };
  const other = { Grantee: { Type: 'CanonicalUser' as const, ID: '79a5' }, Permission: 'WRITE' as const };
  expect(changes(aclEntry, { Owner, Grants: [mine, other] }, { Owner, Grants: [everyone, mine] })).toBe(
    'Granted — Everyone: List objects No longer granted — 79a5: Write and delete objects',
  );
});

test('encryption tells the algorithm, the key, and what it does not touch', () => {
  const kms = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k1' };
  const stays = 'Objects that are there already stay as they are.';
  expect(changes(encryptionEntry, null, { Rules: [{ ApplyServerSideEncryptionByDefault: kms }] })).toBe(
    `New objects will be encrypted with SSE-KMS and the key k1 when the upload does not say otherwise. ${stays}`,
  );
  expect(changes(encryptionEntry, { Rules: [{ ApplyServerSideEncryptionByDefault: kms }] }, null)).toBe(
    'New objects will be encrypted as the server does it by default.',
  );
});

test('object lock tells the time in days or years', () => {
  const lock = (DefaultRetention: object) =>
    ({ ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } }) as SettingDocument<'objectLock'>;
  expect(changes(objectLockEntry, null, lock({ Mode: 'GOVERNANCE', Days: 1 }))).toMatch(/locked for 1 day;/);
  expect(changes(objectLockEntry, null, lock({ Mode: 'COMPLIANCE', Years: 7 }))).toMatch(
    /locked for 7 years, for everyone/,
  );
  expect(changes(objectLockEntry, lock({ Mode: 'COMPLIANCE', Years: 7 }), { ObjectLockEnabled: 'Enabled' })).toMatch(
    /^New versions will no longer be locked/,
  );
  expect(objectLockEntry.changes?.(inRussian, null, lock({ Mode: 'COMPLIANCE', Years: 5 }), PLACE)[0]).toMatch(
    /: 5 лет\./,
  );
});

test('logging tells where it goes', () => {
  const log = { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'photos/' } };
  expect(changes(loggingEntry, null, log)).toMatch(/^Who asked for what will be written to logs\/photos\//);
  expect(changes(loggingEntry, log, null)).toMatch(/^Requests will no longer be logged/);
});

test('who pays, and whether it is accelerated', () => {
  expect(changes(requestPaymentEntry, { Payer: 'BucketOwner' }, { Payer: 'Requester' })).toMatch(/^Who asks will pay/);
  expect(changes(accelerateEntry, null, { Status: 'Enabled' })).toMatch(/^The accelerated endpoint will answer/);
  expect(changes(accelerateEntry, { Status: 'Enabled' }, { Status: 'Suspended' })).toMatch(/will no longer answer/);
});

test('what goes beyond the sentences is told by its values', () => {
  const how = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  const blocked = { ...how, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } };
  expect(changes(encryptionEntry, { Rules: [how] }, { Rules: [blocked] })).toMatch(/BlockedEncryptionTypes.*SSE-C/);
  expect(changes(encryptionEntry, { Rules: [how] }, { Rules: [blocked] })).not.toMatch(/will be encrypted/);
  const log = { TargetBucket: 'logs', TargetPrefix: '' };
  const dated = { ...log, TargetObjectKeyFormat: { PartitionedPrefix: {} } };
  expect(changes(loggingEntry, { LoggingEnabled: log }, { LoggingEnabled: dated })).toMatch(/TargetObjectKeyFormat/);
  expect(changes(publicAccessBlockEntry, {}, { BlockPublicAcls: false })).toMatch(/BlockPublicAcls.*false/);
  const grant = { Grantee: { Type: 'Group' as const, URI: 'x' }, Permission: 'READ' as const };
  expect(changes(aclEntry, { Owner: { ID: 'a' }, Grants: [grant] }, { Owner: { ID: 'b' }, Grants: [grant] })).toMatch(
    /"b"/,
  );
});
