import { expect, test } from 'vitest';
import type { ObjectAclState } from './contract/objectAccess.ts';
import { type PublicFacts, publicDoors } from './publicDoors.ts';
import type { PublicAccessBlockDocument } from './settings/documents/access.ts';

const Grantee = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;
const acl = (...Grants: { Grantee: typeof Grantee; Permission: 'READ' }[]): ObjectAclState => ({
  state: 'set',
  document: { Owner: { ID: 'me' }, Grants },
});
const isPublic = acl({ Grantee, Permission: 'READ' });
const error = { code: 'access-denied', message: '', retryable: false } as const;
const since = '2026-11-21T12:00:00.000Z';

const facts: PublicFacts = {
  acl: acl(),
  ownership: { state: 'not-set' },
  publicAccessBlock: { state: 'not-set' },
  policy: 'none',
};
const block = (document: PublicAccessBlockDocument): Pick<PublicFacts, 'publicAccessBlock'> => ({
  publicAccessBlock: { state: 'set', document, foreign: [] },
});

test('a private object: its ACL, or a policy that says nothing of it', () => {
  expect(publicDoors(facts)).toEqual({
    both: [],
    byAcl: [{ at: 'acl', code: 'acl-private' }],
    byPolicy: [{ at: 'policy', code: 'policy-silent' }],
    unknown: [],
  });
});

test('an open door has nothing in it', () => {
  expect(publicDoors({ ...facts, acl: isPublic }).byAcl).toEqual([]);
  expect(publicDoors({ ...facts, policy: 'allow' }).byPolicy).toEqual([]);
});

test('a denial in the policy closes both', () => {
  const doors = publicDoors({ ...facts, acl: isPublic, policy: 'deny' });
  expect(doors.both).toEqual([{ at: 'policy', code: 'policy-denies' }]);
});

test('ACLs that are off do not count, whatever they say', () => {
  const document = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] };
  const off = publicDoors({ ...facts, acl: isPublic, ownership: { state: 'set', document, foreign: [] } });
  expect(off.byAcl).toEqual([{ at: 'ownership', code: 'acls-off' }]);
});

test('each part of the public access block stands in its own way', () => {
  const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  const codes = (given: PublicFacts) => {
    const { byAcl, byPolicy } = publicDoors(given);
    return [byAcl, byPolicy].map((list) => list?.map(({ code }) => code));
  };
  expect(codes({ ...facts, ...block(all) })).toEqual([
    ['acls-ignored', 'acls-blocked', 'acl-private'],
    ['policy-restricted', 'policy-blocked', 'policy-silent'],
  ]);
  expect(codes({ ...facts, ...block(all), acl: isPublic, policy: 'allow' })).toEqual([
    ['acls-ignored'],
    ['policy-restricted'],
  ]);
  expect(codes({ ...facts, ...block({ BlockPublicAcls: true, BlockPublicPolicy: true }) })).toEqual([
    ['acls-blocked', 'acl-private'],
    ['policy-blocked', 'policy-silent'],
  ]);
});

test('a server without ACLs leaves one way', () => {
  const absent = { state: 'absent', kind: 'ignored', error: null, since } as const;
  expect(publicDoors({ ...facts, acl: absent, ownership: absent }).byAcl).toBeNull();
});

test('what could not be read is said', () => {
  const denied = { state: 'denied', error } as const;
  expect(publicDoors({ acl: denied, ownership: undefined, publicAccessBlock: denied, policy: 'depends' })).toEqual({
    both: [],
    byAcl: [],
    byPolicy: [],
    unknown: ['acl', 'ownership', 'publicAccessBlock', 'policy'],
  });
});
