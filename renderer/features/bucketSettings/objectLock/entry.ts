import { Lock } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const objectLockEntry: SettingEntry<'objectLock'> = {
  icon: Lock,
  Form: null,
  start: () => ({ ObjectLockEnabled: 'Enabled' }),
};
