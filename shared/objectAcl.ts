import { type AclGroup, groupOf } from './access/aclGroups.ts';
import type { AclDocument, AclGrant } from './settings/documents/access.ts';

/** Who a grant is for: the owner, a group of strangers, or somebody with a `name`. */
export type AclWho = { who: 'owner' | AclGroup } | { who: 'account' | 'group'; name: string };

/** What the grants of an object let one of them do. */
export type AclEntry = { grantee: AclWho; permissions: AclGrant['Permission'][] };

function whoOf(grant: AclGrant, owner: string | undefined): AclWho {
  const { Grantee } = grant;
  const group = groupOf(grant);
  if (group !== null) return { who: group };
  if (Grantee.Type === 'Group') return { who: 'group', name: Grantee.URI ?? '' };
  if (Grantee.ID !== undefined && Grantee.ID === owner) return { who: 'owner' };
  return { who: 'account', name: Grantee.DisplayName || Grantee.EmailAddress || Grantee.ID || '' };
}

/** An ACL as a list of who may what, each of them once: the owner, then the others in the order of the document. */
export function aclEntries({ Owner, Grants }: AclDocument): AclEntry[] {
  const entries = new Map<string, AclEntry>();
  for (const grant of Grants) {
    const grantee = whoOf(grant, Owner?.ID);
    const id = JSON.stringify([grantee, grant.Grantee.ID]);
    const entry = entries.get(id) ?? { grantee, permissions: [] };
    if (!entry.permissions.includes(grant.Permission)) entry.permissions.push(grant.Permission);
    entries.set(id, entry);
  }
  const isOwner = ({ grantee }: AclEntry) => Number(grantee.who === 'owner');
  return [...entries.values()].sort((a, b) => isOwner(b) - isOwner(a));
}

/** Whether everyone may read the object by its ACL. */
export function isPublicAcl(acl: AclDocument): boolean {
  return aclEntries(acl).some(
    ({ grantee, permissions }) =>
      grantee.who === 'everyone' && permissions.some((one) => one === 'READ' || one === 'FULL_CONTROL'),
  );
}

/** Whether it says nothing: a server that has no ACLs may answer with a form that is not filled in. */
export function namesNobody({ Owner, Grants }: AclDocument): boolean {
  return !Owner?.ID && Grants.every(({ Grantee }) => !Grantee.ID && !Grantee.URI && !Grantee.EmailAddress);
}
