import { expect, test } from 'vitest';
import { aclEntries, isPublicAcl, namesNobody } from './objectAcl.ts';
import type { AclDocument, AclGrant } from './settings/documents/access.ts';

const Owner = { ID: 'me', DisplayName: 'Me' };
const grant = (Grantee: AclGrant['Grantee'], Permission: AclGrant['Permission']): AclGrant => ({ Grantee, Permission });
const mine = grant({ Type: 'CanonicalUser', ...Owner }, 'FULL_CONTROL');
const group = (name: string) => ({ Type: 'Group', URI: `http://acs.amazonaws.com/groups/${name}` }) as const;
const document: AclDocument = {
  Owner,
  Grants: [
    grant(group('global/AllUsers'), 'READ'),
    mine,
    grant(group('global/AuthenticatedUsers'), 'READ_ACP'),
    grant({ Type: 'CanonicalUser', ID: 'other' }, 'READ'),
    grant({ Type: 'CanonicalUser', ID: 'third', DisplayName: 'Third' }, 'WRITE_ACP'),
    grant({ Type: 'CanonicalUser', ID: 'other' }, 'READ_ACP'),
    grant(group('s3/Unknown'), 'READ'),
  ],
};

test('who may what, each of them once', () => {
  expect(aclEntries(document)).toEqual([
    { grantee: { who: 'owner' }, permissions: ['FULL_CONTROL'] },
    { grantee: { who: 'everyone' }, permissions: ['READ'] },
    { grantee: { who: 'authenticated' }, permissions: ['READ_ACP'] },
    { grantee: { who: 'account', name: 'other' }, permissions: ['READ', 'READ_ACP'] },
    { grantee: { who: 'account', name: 'Third' }, permissions: ['WRITE_ACP'] },
    { grantee: { who: 'group', name: 'http://acs.amazonaws.com/groups/s3/Unknown' }, permissions: ['READ'] },
  ]);
});

test('public is what everyone may read, not what everyone may ask about', () => {
  expect(isPublicAcl(document)).toBe(true);
  expect(isPublicAcl({ Owner, Grants: [grant(group('global/AllUsers'), 'FULL_CONTROL')] })).toBe(true);
  expect(isPublicAcl({ Owner, Grants: [grant(group('global/AllUsers'), 'READ_ACP')] })).toBe(false);
  expect(isPublicAcl({ Owner, Grants: [mine, grant(group('global/AuthenticatedUsers'), 'READ')] })).toBe(false);
});

test('an ACL that names nobody is none', () => {
  const empty = { Owner: { ID: '', DisplayName: '' }, Grants: [grant({ Type: 'CanonicalUser' }, 'FULL_CONTROL')] };
  expect(namesNobody(empty)).toBe(true);
  expect(namesNobody({ Owner, Grants: [] })).toBe(false);
  expect(namesNobody({ Grants: [mine] })).toBe(false);
});
