import type { TFunction } from 'i18next';
import type { AclDocument } from '../../../../shared/settings/documents/access.ts';
import { sentencesAndRest } from '../sentencesAndRest.ts';
import { isNamed, readGrant } from './aclForm.ts';

/** Every grant in words. */
function sentences(t: TFunction, document: AclDocument | null): string[] {
  return (document?.Grants ?? []).map((grant) => {
    const { who, name, permission } = readGrant(grant, document?.Owner);
    const grantee = (isNamed(who) && name) || t(`settings.acl.who.${who}`);
    return t('settings.acl.grant', { who: grantee, what: t(`settings.acl.permission.${permission}`) });
  });
}

/** What grants come and go. */
export function aclChanges(t: TFunction, before: AclDocument | null, after: AclDocument | null): string[] {
  const [was, is] = [sentences(t, before), sentences(t, after)];
  const lines = [
    ...is.filter((grant) => !was.includes(grant)).map((grant) => t('settings.acl.added', { grant })),
    ...was.filter((grant) => !is.includes(grant)).map((grant) => t('settings.acl.removed', { grant })),
  ];
  return after === null
    ? lines
    : sentencesAndRest(t, lines, { before, told: { ...before, Grants: after.Grants }, after });
}
