import { Bell } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { NotificationsForm } from './NotificationsForm.tsx';

export const notificationsEntry: SettingEntry<'notifications'> = {
  icon: Bell,
  Form: NotificationsForm,
  start: () => ({}),
  showsNotSet: true,
};
