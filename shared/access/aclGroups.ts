import type { AclGrant } from '../settings/documents/access.ts';
import type { Access } from './policyOpenness.ts';

/** `authenticated`: everybody with an account at the provider, not only the bucket's own. */
export type AclGroup = 'everyone' | 'authenticated';

/** S3 User Guide, "Access control list (ACL) overview", "Amazon S3 predefined groups". */
const GROUPS: Record<string, AclGroup> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everyone',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'authenticated',
};

/** The group of strangers that a grant is for; null for any other grant. */
export function groupOf({ Grantee }: AclGrant): AclGroup | null {
  const uri = Grantee.URI;
  return uri !== undefined && Object.hasOwn(GROUPS, uri) ? (GROUPS[uri] ?? null) : null;
}

/** What a permission on a bucket opens. Who may change the ACL may give the rest to itself. */
export const OPENED_BY: Record<AclGrant['Permission'], readonly Access[]> = {
  READ: ['list'],
  WRITE: ['write'],
  READ_ACP: [],
  WRITE_ACP: ['write'],
  FULL_CONTROL: ['list', 'write'],
};
