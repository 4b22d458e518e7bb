import type { AclDocument, AclGrant } from '../../../../shared/settings/documents/access.ts';
import type { Grantee } from '../../../../shared/settings/documents/common.ts';

export const PERMISSIONS = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] as const;

/** S3 User Guide, "Amazon S3 predefined groups". */
const GROUPS = {
  everyone: 'http://acs.amazonaws.com/groups/global/AllUsers',
  signedIn: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logs: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
} as const;
type KnownGroup = keyof typeof GROUPS;
const KNOWN_GROUPS = ['everyone', 'signedIn', 'logs'] as const satisfies readonly KnownGroup[];

/** `account`: by its canonical ID; `email`: an account by its address; `group`: one by its URI. */
export type Who = 'owner' | KnownGroup | 'account' | 'email' | 'group';
export const WHOS: readonly Who[] = ['owner', ...KNOWN_GROUPS, 'account', 'email', 'group'];

/** `name` is the canonical ID, the e-mail address or the URI; '' where who it is says it all. */
export type GrantForm = { who: Who; name: string; permission: AclGrant['Permission'] };

type Owner = AclDocument['Owner'];

/** Whether who is granted something has to be named. */
export function isNamed(who: Who): who is 'account' | 'email' | 'group' {
  return who === 'account' || who === 'email' || who === 'group';
}

/** The property of the grantee that names it. */
export const NAME_PROPERTY = { account: 'ID', email: 'EmailAddress', group: 'URI' } as const;

export function readGrant({ Grantee, Permission }: AclGrant, owner: Owner): GrantForm {
  const permission = Permission;
  if (Grantee.Type === 'AmazonCustomerByEmail') return { who: 'email', name: Grantee.EmailAddress ?? '', permission };
  if (Grantee.Type === 'CanonicalUser') {
    if (Grantee.ID && Grantee.ID === owner?.ID) return { who: 'owner', name: '', permission };
    return { who: 'account', name: Grantee.ID ?? '', permission };
  }
  const known = KNOWN_GROUPS.find((group) => GROUPS[group] === Grantee.URI);
  return known ? { who: known, name: '', permission } : { who: 'group', name: Grantee.URI ?? '', permission };
}

function granteeOf({ who, name }: GrantForm, owner: Owner): Grantee {
  switch (who) {
    case 'owner':
      return { Type: 'CanonicalUser', ...owner };
    case 'account':
      return { Type: 'CanonicalUser', ...(name ? { ID: name } : {}) };
    case 'email':
      return { Type: 'AmazonCustomerByEmail', ...(name ? { EmailAddress: name } : {}) };
    case 'group':
      return { Type: 'Group', ...(name ? { URI: name } : {}) };
    case 'everyone':
    case 'signedIn':
    case 'logs':
      return { Type: 'Group', URI: GROUPS[who] };
  }
}

/** The grant as the form has it; a grantee that is still the same keeps what else is said of it, as its display name. */
export function writeGrant(grant: AclGrant, form: GrantForm, owner: Owner): AclGrant {
  const before = readGrant(grant, owner);
  const isSame = before.who === form.who && before.name === form.name;
  return { Grantee: isSame ? grant.Grantee : granteeOf(form, owner), Permission: form.permission };
}

export function newGrant(form: GrantForm, owner: Owner): AclGrant {
  return { Grantee: granteeOf(form, owner), Permission: form.permission };
}

export const PRESETS = ['private', 'publicList', 'publicWrite'] as const;
export type Preset = (typeof PRESETS)[number];

/** What S3's canned ACLs of these kinds grant besides the owner's own (S3 User Guide, "Canned ACL"). */
const PUBLIC: Record<Preset, readonly AclGrant['Permission'][]> = {
  private: [],
  publicList: ['READ'],
  publicWrite: ['READ', 'WRITE'],
};

/** The grants of a canned ACL. Where the owner is not known, those of accounts stay. */
export function presetGrants(preset: Preset, document: AclDocument): AclGrant[] {
  const owner = document.Owner;
  const own = owner?.ID
    ? [newGrant({ who: 'owner', name: '', permission: 'FULL_CONTROL' }, owner)]
    : document.Grants.filter(({ Grantee }) => Grantee.Type === 'CanonicalUser');
  const open = PUBLIC[preset].map((permission) => newGrant({ who: 'everyone', name: '', permission }, owner));
  return [...own, ...open];
}
