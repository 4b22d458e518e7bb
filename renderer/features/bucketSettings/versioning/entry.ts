import { History } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const versioningEntry: SettingEntry<'versioning'> = {
  icon: History,
  Form: null,
  start: () => ({}),
};
