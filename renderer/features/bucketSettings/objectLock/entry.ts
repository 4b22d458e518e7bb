import { Lock } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { ObjectLockForm } from './ObjectLockForm.tsx';
import { objectLockChanges } from './objectLockChanges.ts';

export const objectLockEntry: SettingEntry<'objectLock'> = {
  icon: Lock,
  Form: ObjectLockForm,
  start: () => ({ ObjectLockEnabled: 'Enabled' }),
  showsNotSet: true,
  changes: objectLockChanges,
};
