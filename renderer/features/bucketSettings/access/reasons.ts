import type { TFunction } from 'i18next';
import type { AccessReason, AccessSetting } from '../../../../shared/access/glance.ts';
import type { Language } from '../../../../shared/contract/app.ts';
import type { PolicyDocument } from '../../../../shared/settings/documents/policy.ts';
import { policySentences } from '../policySentences.ts';
import type { ListedSetting } from '../sections.ts';

/** A reason in words, and the setting in which it can be changed. */
export type ReasonText = { id: string; text: string; setting: ListedSetting };

const OVERRIDES = {
  RestrictPublicBuckets: 'publicAccessBlock',
  IgnorePublicAcls: 'publicAccessBlock',
  BucketOwnerEnforced: 'ownership',
} as const satisfies Record<string, ListedSetting>;

/** What is public or not by the server's own word stands in the panel of the policy. */
function panelOf(setting: AccessSetting): ListedSetting {
  return setting === 'policyStatus' ? 'policy' : setting;
}

/** Why access is as it is, in words. */
export function reasonText(
  t: TFunction,
  language: Language,
  reason: AccessReason,
  policy: PolicyDocument | null,
  bucket: string,
): ReasonText {
  if (reason.kind === 'statement') {
    const text = policySentences(t, language, policy, bucket)[reason.index] ?? '';
    return {
      id: `statement ${reason.index}`,
      text: t('settings.access.because.statement', { text }),
      setting: 'policy',
    };
  }
  if (reason.kind === 'grant') {
    const text = t(`settings.access.because.grant.${reason.group}`, { permission: reason.permission });
    return { id: `grant ${reason.group} ${reason.permission}`, text, setting: 'acl' };
  }
  if (reason.kind === 'overridden') {
    const text = t(
      reason.sure ? `settings.access.because.overridden.${reason.by}` : 'settings.access.because.doubtful',
    );
    return { id: `overridden ${reason.by} ${reason.what}`, text, setting: OVERRIDES[reason.by] };
  }
  if (reason.kind === 'hidden-public-policy') {
    return { id: reason.kind, text: t('settings.access.because.hidden'), setting: 'policy' };
  }
  const setting = panelOf(reason.setting);
  const text = t('settings.access.because.unknown', { title: t(`settings.${setting}.title`) });
  return { id: `unknown ${setting}`, text, setting };
}
