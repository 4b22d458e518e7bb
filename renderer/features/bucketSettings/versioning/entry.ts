import { History } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { VersioningForm } from './VersioningForm.tsx';
import { versioningEffect, versioningStatus } from './versioningRules.ts';

export const versioningEntry: SettingEntry<'versioning'> = {
  icon: History,
  Form: VersioningForm,
  start: () => ({}),
  showsNotSet: true,
  changes(t, before, after) {
    const was = versioningStatus(before);
    const is = versioningStatus(after);
    const effect = versioningEffect(was, is);
    if (effect === null) return [];
    return [
      t('settings.change', {
        what: t('settings.versioning.title'),
        before: t(`settings.versioning.name.${was}`),
        after: t(`settings.versioning.name.${is}`),
      }),
      t(`settings.versioning.effect.${effect}`),
    ];
  },
  state: (t, document) => t(`settings.versioning.name.${versioningStatus(document)}`),
};
