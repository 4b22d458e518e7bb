import { isPublic } from '../policy/openness.ts';
import { statementsOf } from '../policy/statements.ts';
import type { AclGrant } from '../settings/documents/access.ts';
import { documentOf, type SettingState } from '../settings/state.ts';
import { type AclGroup, groupOf, OPENED_BY } from './aclGroups.ts';
import {
  ACCESSES,
  type Access,
  type OpeningStatement,
  type Openness,
  openingStatements,
  widest,
} from './policyOpenness.ts';

export const ACCESS_SETTINGS = ['policy', 'policyStatus', 'acl', 'publicAccessBlock', 'ownership'] as const;
export type AccessSetting = (typeof ACCESS_SETTINGS)[number];

/** The settings that access depends on; one that could not be read is left out. */
export type AccessStates = { [S in AccessSetting]?: SettingState<S> | undefined };

/** Why access is as it is. `index` is that of the statement in the policy. */
export type AccessReason =
  | ({ kind: 'statement' } & OpeningStatement)
  | { kind: 'grant'; group: AclGroup; permission: AclGrant['Permission']; opens: readonly Access[] }
  /** Opens nothing as long as `by` overrides it. `sure` false: not every server that has the setting obeys it. */
  | {
      kind: 'overridden';
      what: 'policy' | 'acl';
      by: 'RestrictPublicBuckets' | 'IgnorePublicAcls' | 'BucketOwnerEnforced';
      sure: boolean;
    }
  /** The policy cannot be seen, and the server says that it is a public one. */
  | { kind: 'hidden-public-policy' }
  | { kind: 'unknown'; setting: AccessSetting };

/** Who can get at a bucket without being let in by name. */
export type Glance = {
  read: Openness;
  list: Openness;
  write: Openness;
  because: AccessReason[];
  /** Single objects may be public by ACLs of their own: nothing here overrides those. */
  objectsMayDiffer: boolean;
};

type Finding = { opens: Partial<Record<Access, Openness>>; because: AccessReason[] };

const NOTHING: Finding = { opens: {}, because: [] };

function everywhere(openness: Openness): Finding['opens'] {
  return Object.fromEntries(ACCESSES.map((access) => [access, openness]));
}

function isKnown<S extends AccessSetting>(state: SettingState<S> | undefined): state is SettingState<S> {
  return state !== undefined && state.state !== 'denied';
}

/**
 * A public policy under RestrictPublicBuckets. Ceph's gateway (16) keeps the setting and lets everyone in all the same:
 * only of Amazon it is sure that nobody gets in.
 */
function restricted(opens: Finding['opens'], isAmazon: boolean): Finding {
  const doubted = Object.entries(opens).map(([access, openness]) => [access, openness && DOUBTED[openness]]);
  return {
    opens: isAmazon ? {} : Object.fromEntries(doubted),
    because: [{ kind: 'overridden', what: 'policy', by: 'RestrictPublicBuckets', sure: isAmazon }],
  };
}

const DOUBTED: Record<Openness, Openness> = {
  private: 'private',
  unknown: 'unknown',
  depends: 'unknown',
  'some-keys': 'unknown',
  public: 'unknown',
};

/** Without the policy itself, what the server says of it. */
function byHiddenPolicy({ policyStatus, publicAccessBlock }: AccessStates, isAmazon: boolean): Finding {
  const isPublicPolicy = documentOf<'policyStatus'>(policyStatus)?.IsPublic;
  const opens = everywhere('unknown');
  if (isPublicPolicy === undefined) return { opens, because: [{ kind: 'unknown', setting: 'policy' }] };
  if (!isPublicPolicy) return NOTHING;
  if (documentOf<'publicAccessBlock'>(publicAccessBlock)?.RestrictPublicBuckets) return restricted(opens, isAmazon);
  return { opens, because: [{ kind: 'hidden-public-policy' }] };
}

/**
 * RestrictPublicBuckets takes effect for policies that S3 calls public, and leaves them to the bucket's own account and
 * to services; BlockPublicPolicy only keeps new ones from being put (S3 User Guide, "Blocking public access").
 */
function byPolicy(states: AccessStates, bucket: string, isAmazon: boolean): Finding {
  const { policy, publicAccessBlock } = states;
  if (!isKnown(policy)) return byHiddenPolicy(states, isAmazon);
  const statements = statementsOf(documentOf<'policy'>(policy));
  const opening = openingStatements(statements, bucket);
  if (opening.length === 0) return NOTHING;
  const widestOf = (access: Access) => widest(opening.map((one) => one.opens[access] ?? 'private'));
  const opens = Object.fromEntries(ACCESSES.map((access) => [access, widestOf(access)]));
  const isRestricted = documentOf<'publicAccessBlock'>(publicAccessBlock)?.RestrictPublicBuckets === true;
  const because = opening.map((statement): AccessReason => ({ kind: 'statement', ...statement }));
  if (!isRestricted || !statements.some(isPublic)) return { opens, because };
  const finding = restricted(opens, isAmazon);
  return isAmazon ? finding : { ...finding, because: [...because, ...finding.because] };
}

function aclOverride({ ownership, publicAccessBlock }: AccessStates) {
  if (documentOf<'ownership'>(ownership)?.Rules[0]?.ObjectOwnership === 'BucketOwnerEnforced')
    return 'BucketOwnerEnforced';
  return documentOf<'publicAccessBlock'>(publicAccessBlock)?.IgnorePublicAcls ? 'IgnorePublicAcls' : null;
}

function byAcl(states: AccessStates): Finding {
  const by = aclOverride(states);
  if (!isKnown(states.acl)) {
    if (by !== null) return NOTHING;
    return { opens: { list: 'unknown', write: 'unknown' }, because: [{ kind: 'unknown', setting: 'acl' }] };
  }
  const grants = (documentOf<'acl'>(states.acl)?.Grants ?? []).flatMap((grant) => {
    const group = groupOf(grant);
    return group === null ? [] : [{ group, permission: grant.Permission, opens: OPENED_BY[grant.Permission] }];
  });
  if (grants.length === 0) return NOTHING;
  if (by !== null) return { opens: {}, because: [{ kind: 'overridden', what: 'acl', by, sure: true }] };
  const opens = ACCESSES.map((access) => {
    const giving = grants.filter((grant) => grant.opens.includes(access));
    return [access, widest(giving.map(({ group }) => (group === 'everyone' ? 'public' : 'depends')))];
  });
  return { opens: Object.fromEntries(opens), because: grants.map((grant) => ({ kind: 'grant', ...grant })) };
}

/**
 * How open a bucket is, and what makes it so, as far as its settings tell. `isAmazon`: the server is Amazon's own, which
 * does what its settings say.
 */
export function glance(states: AccessStates, bucket: string, isAmazon = false): Glance {
  const findings = [byPolicy(states, bucket, isAmazon), byAcl(states)];
  const { acl, publicAccessBlock } = states;
  const because = findings.flatMap((finding) => finding.because);
  // What opens the bucket may be overridden by what cannot be seen.
  const isOpen = because.some(({ kind }) => kind === 'statement' || kind === 'grant');
  if (isOpen && !isKnown(publicAccessBlock)) because.push({ kind: 'unknown', setting: 'publicAccessBlock' });
  const of = (access: Access) => widest(findings.map(({ opens }) => opens[access] ?? 'private'));
  return {
    read: of('read'),
    list: of('list'),
    write: of('write'),
    because,
    objectsMayDiffer: acl?.state !== 'absent' && aclOverride(states) === null,
  };
}
