import { retargetPolicy } from '../access/retarget.ts';
import type { AclDocument } from './documents/access.ts';
import type { PolicyDocument } from './documents/policy.ts';
import { SETTING_IDS, type SettingDocument, type SettingId, type WritableSettingId } from './documents.ts';

/** The bucket that a document comes from or goes to. `owner`: the canonical ID of the account it belongs to, as its ACL tells. */
export type CopyPlace = { bucket: string; owner?: string | undefined };

/** What a bucket owns itself stays its own: its owner's grants go to the owner of the other bucket. */
function aclFor(acl: AclDocument, from: CopyPlace, to: CopyPlace): AclDocument {
  if (from.owner === undefined || to.owner === undefined) return acl;
  const grants = acl.Grants.map((grant) => {
    if (grant.Grantee.ID !== from.owner) return grant;
    const { DisplayName: _, ...grantee } = grant.Grantee;
    return { ...grant, Grantee: { ...grantee, ID: to.owner } };
  });
  return { Owner: { ID: to.owner }, Grants: grants };
}

/**
 * The document as it means the same in another bucket: a policy names that bucket, an ACL its owner. MFA delete does not
 * go along: it can only be set with a one-time code (S3 User Guide, "Configuring MFA delete").
 */
export function documentFor<S extends SettingId>(
  setting: S,
  document: SettingDocument<S>,
  from: CopyPlace,
  to: CopyPlace,
): SettingDocument<S> {
  const adapt: { [Id in SettingId]?: (value: never) => unknown } = {
    policy: (value: PolicyDocument) => retargetPolicy(value, from.bucket, to.bucket),
    acl: (value: AclDocument) => aclFor(value, from, to),
    versioning: ({ Status }: SettingDocument<'versioning'>) => (Status === undefined ? {} : { Status }),
  };
  const own = adapt[setting];
  // Each of the functions above answers with a document of the setting it was given one of.
  return own ? (own(document as never) as SettingDocument<S>) : document;
}

/**
 * The order in which settings are put into a bucket: those that others need come first (versioning before replication
 * and object lock; what blocks public access before what is public).
 */
const FIRST: readonly WritableSettingId[] = ['versioning', 'objectLock', 'publicAccessBlock', 'ownership', 'acl'];

/** The settings in the order in which they are to be put. */
export function inCopyOrder(settings: readonly WritableSettingId[]): WritableSettingId[] {
  const place = (setting: WritableSettingId) => {
    const first = FIRST.indexOf(setting);
    return first === -1 ? FIRST.length + SETTING_IDS.indexOf(setting) : first;
  };
  return settings.toSorted((a, b) => place(a) - place(b));
}
