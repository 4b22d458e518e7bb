import type { ObjectAclState } from './contract/objectAccess.ts';
import { isPublicAcl } from './objectAcl.ts';
import type { Decision } from './policy/evaluate.ts';
import { documentOf, type SettingState } from './settings/state.ts';

/**
 * What keeps everyone from reading an object, each of them one thing to change: a setting of the bucket, or the object's
 * own ACL (S3 User Guide, "Blocking public access" and "Controlling ownership of objects").
 */
export type Obstacle =
  | { at: 'ownership'; code: 'acls-off' }
  | { at: 'publicAccessBlock'; code: 'acls-ignored' | 'acls-blocked' | 'policy-restricted' | 'policy-blocked' }
  | { at: 'acl'; code: 'acl-private' }
  | { at: 'policy'; code: 'policy-silent' | 'policy-denies' };

/** What is known of an object and its bucket; undefined or `denied` is not known. */
export type PublicFacts = {
  acl: ObjectAclState | undefined;
  ownership: SettingState<'ownership'> | undefined;
  publicAccessBlock: SettingState<'publicAccessBlock'> | undefined;
  /** What the bucket's policy says of everyone reading this object. */
  policy: Decision | undefined;
};

/**
 * The two ways to a public object, and what stands in each; one without obstacles is open. `byAcl` is null where objects
 * have no ACLs. What `both` names must go whichever way is taken.
 */
export type PublicDoors = {
  both: Obstacle[];
  byAcl: Obstacle[] | null;
  byPolicy: Obstacle[];
  /** Those that could not be read: there may be more in the way. */
  unknown: ('acl' | 'ownership' | 'publicAccessBlock' | 'policy')[];
};

function aclObstacles({ acl, ownership, publicAccessBlock }: PublicFacts): Obstacle[] | null {
  if (acl?.state === 'absent') return null;
  const block = documentOf<'publicAccessBlock'>(publicAccessBlock);
  const isOff = documentOf<'ownership'>(ownership)?.Rules[0]?.ObjectOwnership === 'BucketOwnerEnforced';
  const isPublic = acl?.state === 'set' && isPublicAcl(acl.document);
  const found: (Obstacle | false | undefined)[] = [
    isOff && { at: 'ownership', code: 'acls-off' },
    block?.IgnorePublicAcls && { at: 'publicAccessBlock', code: 'acls-ignored' },
    !isPublic && block?.BlockPublicAcls && { at: 'publicAccessBlock', code: 'acls-blocked' },
    acl?.state === 'set' && !isPublic && { at: 'acl', code: 'acl-private' },
  ];
  return found.filter((one) => typeof one === 'object');
}

function policyObstacles({ publicAccessBlock, policy }: PublicFacts): Obstacle[] {
  const block = documentOf<'publicAccessBlock'>(publicAccessBlock);
  const found: (Obstacle | false | undefined)[] = [
    block?.RestrictPublicBuckets && { at: 'publicAccessBlock', code: 'policy-restricted' },
    policy !== 'allow' && block?.BlockPublicPolicy && { at: 'publicAccessBlock', code: 'policy-blocked' },
    policy === 'none' && { at: 'policy', code: 'policy-silent' },
  ];
  return found.filter((one) => typeof one === 'object');
}

/** What would have to change for everyone to read an object. */
export function publicDoors(facts: PublicFacts): PublicDoors {
  const isUnknown = (state: { state: string } | undefined) => state === undefined || state.state === 'denied';
  const unknown: [PublicDoors['unknown'][number], boolean][] = [
    ['acl', isUnknown(facts.acl)],
    ['ownership', isUnknown(facts.ownership)],
    ['publicAccessBlock', isUnknown(facts.publicAccessBlock)],
    ['policy', facts.policy === undefined || facts.policy === 'depends'],
  ];
  return {
    both: facts.policy === 'deny' ? [{ at: 'policy', code: 'policy-denies' }] : [],
    byAcl: aclObstacles(facts),
    byPolicy: policyObstacles(facts),
    unknown: unknown.flatMap(([what, is]) => (is ? [what] : [])),
  };
}
