import { CopyPlus } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const replicationEntry: SettingEntry<'replication'> = {
  icon: CopyPlus,
  Form: null,
  start: () => ({ Role: '', Rules: [] }),
};
