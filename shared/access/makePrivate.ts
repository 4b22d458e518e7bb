import { opensToEveryone } from '../policy/openness.ts';
import { statementsOf } from '../policy/statements.ts';
import type { AclDocument, PublicAccessBlockDocument } from '../settings/documents/access.ts';
import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';
import { documentOf } from '../settings/state.ts';
import { groupOf } from './aclGroups.ts';
import type { AccessStates } from './glance.ts';

/** A setting that is put; `null` takes it away. `expected` is what it was planned from. */
export type PrivateChange =
  | { setting: 'policy'; expected: PolicyDocument; document: PolicyDocument | null }
  | { setting: 'acl'; expected: AclDocument; document: AclDocument }
  | { setting: 'publicAccessBlock'; expected: PublicAccessBlockDocument | null; document: PublicAccessBlockDocument };

export const PRIVATE_WORDS = [
  'removePolicy',
  'removeStatement',
  'narrowStatement',
  'removeGrant',
  'removeGrantOfAccounts',
  'switchBlockOn',
] as const;

/**
 * One thing that will be done; values: `statement` (its Sid, or its number from 1 on), `permission` of a grant. The text
 * is `settings.access.private.<key>`.
 */
export type PrivateWords = { key: (typeof PRIVATE_WORDS)[number]; values?: Record<string, string> };

/** What makes a bucket private, in the order in which to do it. `hidden`: settings that may open it and cannot be seen. */
export type PrivatePlan = {
  changes: PrivateChange[];
  words: PrivateWords[];
  hidden: ('policy' | 'acl' | 'publicAccessBlock')[];
};

type Step = { changes: PrivateChange[]; words: PrivateWords[] };

const NOTHING: Step = { changes: [], words: [] };

/** The statement for those whom it names beside everyone; null when there are none. */
function forTheNamed(statement: PolicyStatement): PolicyStatement | null {
  const { Principal } = statement;
  if (Principal === undefined || typeof Principal === 'string') return null;
  const { AWS, ...others } = Principal;
  const named = [AWS ?? []].flat().filter((one) => one !== '*');
  if (named.length === 0 && Object.keys(others).length === 0) return null;
  return { ...statement, Principal: named.length === 0 ? others : { AWS: named, ...others } };
}

function closePolicy(policy: PolicyDocument | null): Step {
  if (policy === null) return NOTHING;
  const normal = statementsOf(policy);
  const words: PrivateWords[] = [];
  const statements = [policy.Statement].flat().flatMap((statement, index) => {
    const known = normal[index];
    if (known === undefined || !opensToEveryone(known)) return [statement];
    const rest = forTheNamed(statement);
    const values = { statement: statement.Sid ?? String(index + 1) };
    words.push({ key: rest === null ? 'removeStatement' : 'narrowStatement', values });
    return rest === null ? [] : [rest];
  });
  if (words.length === 0) return NOTHING;
  if (statements.length === 0) {
    return { changes: [{ setting: 'policy', expected: policy, document: null }], words: [{ key: 'removePolicy' }] };
  }
  const document = { ...policy, Statement: statements };
  return { changes: [{ setting: 'policy', expected: policy, document }], words };
}

function closeAcl({ acl, ownership }: AccessStates): Step {
  const document = documentOf<'acl'>(acl);
  // ACLs that are switched off open nothing, and cannot be changed.
  const isOff = documentOf<'ownership'>(ownership)?.Rules[0]?.ObjectOwnership === 'BucketOwnerEnforced';
  if (document === null || isOff) return NOTHING;
  const open = document.Grants.filter((grant) => groupOf(grant) !== null);
  if (open.length === 0) return NOTHING;
  const Grants = document.Grants.filter((grant) => groupOf(grant) === null);
  return {
    changes: [{ setting: 'acl', expected: document, document: { ...document, Grants } }],
    words: open.map((grant) => ({
      key: groupOf(grant) === 'everyone' ? 'removeGrant' : 'removeGrantOfAccounts',
      values: { permission: grant.Permission },
    })),
  };
}

/**
 * What overrides public policies and ACLs, and keeps public policies out. BlockPublicAcls stays as it is: it adds nothing
 * where public ACLs are ignored, and with it Ceph's gateway (16) refuses every upload, its owner's too.
 */
const OVERRIDING = {
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const satisfies PublicAccessBlockDocument;

function switchBlockOn({ publicAccessBlock }: AccessStates): Step {
  if (publicAccessBlock?.state !== 'set' && publicAccessBlock?.state !== 'not-set') return NOTHING;
  const expected = documentOf<'publicAccessBlock'>(publicAccessBlock);
  if (expected?.IgnorePublicAcls && expected.BlockPublicPolicy && expected.RestrictPublicBuckets) return NOTHING;
  return {
    changes: [{ setting: 'publicAccessBlock', expected, document: { ...expected, ...OVERRIDING } }],
    words: [{ key: 'switchBlockOn' }],
  };
}

/**
 * What makes a bucket private: Allow statements for everyone go, and grants to everyone or to all accounts; what others
 * are given by name stays. Where the server has a public access block, it is switched on last. Nothing is left to do
 * once it is done.
 */
export function makePrivate(states: AccessStates): PrivatePlan {
  const steps = [closePolicy(documentOf<'policy'>(states.policy)), closeAcl(states), switchBlockOn(states)];
  const hidden = (['policy', 'acl', 'publicAccessBlock'] as const).filter((setting) => {
    const state = states[setting];
    return state === undefined || state.state === 'denied';
  });
  return {
    changes: steps.flatMap(({ changes }) => changes),
    words: steps.flatMap(({ words }) => words),
    hidden,
  };
}
