import type { Check } from '../checks.ts';
import type { AclGrant } from '../documents/access.ts';
import { doubtful } from './found.ts';
import { granteeProblems } from './grantees.ts';

/** Everyone, and everyone who has an AWS account (S3 User Guide, "Amazon S3 predefined groups"). */
const OPEN_GROUPS = [
  'http://acs.amazonaws.com/groups/global/AllUsers',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
];

/** WRITE lets them overwrite and delete, WRITE_ACP take the bucket over ("What permissions can I grant?"). */
function letsStrangersWrite({ Grantee, Permission }: AclGrant): boolean {
  const isOpen = OPEN_GROUPS.some((group) => group === Grantee.URI);
  return Grantee.Type === 'Group' && isOpen && ['WRITE', 'WRITE_ACP', 'FULL_CONTROL'].includes(Permission);
}

export const checkAcl: Check<'acl'> = ({ Grants }) =>
  Grants.flatMap((grant, index) => [
    ...granteeProblems(grant.Grantee, ['Grants', index, 'Grantee']),
    ...(letsStrangersWrite(grant) ? [doubtful('strangers-write', ['Grants', index, 'Permission'])] : []),
  ]);
