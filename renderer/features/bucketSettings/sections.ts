import type { SettingId } from '../../../shared/settings/documents.ts';

/** Whether the policy makes the bucket public is told beside the policy, not as a setting of its own. */
export type ListedSetting = Exclude<SettingId, 'policyStatus'>;
export type SectionId = 'data' | 'access' | 'use' | 'reports' | 'about';

/** The settings in the order and the groups in which the page lists them. */
export const SECTIONS: readonly { id: SectionId; settings: readonly ListedSetting[] }[] = [
  {
    id: 'data',
    settings: ['versioning', 'lifecycle', 'objectLock', 'encryption', 'replication', 'intelligentTiering'],
  },
  { id: 'access', settings: ['policy', 'publicAccessBlock', 'ownership', 'acl', 'cors'] },
  { id: 'use', settings: ['website', 'logging', 'notifications', 'requestPayment', 'accelerate', 'tags'] },
  { id: 'reports', settings: ['inventory', 'analytics', 'metrics'] },
  { id: 'about', settings: ['location'] },
];

export const LISTED_SETTINGS: readonly ListedSetting[] = SECTIONS.flatMap(({ settings }) => settings);
