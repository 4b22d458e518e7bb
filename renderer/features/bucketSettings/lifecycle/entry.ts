import { Timer } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const lifecycleEntry: SettingEntry<'lifecycle'> = {
  icon: Timer,
  Form: null,
  start: () => ({ Rules: [] }),
};
