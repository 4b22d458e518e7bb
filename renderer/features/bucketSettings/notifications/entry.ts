import { Bell } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const notificationsEntry: SettingEntry<'notifications'> = {
  icon: Bell,
  Form: null,
  start: () => ({}),
};
