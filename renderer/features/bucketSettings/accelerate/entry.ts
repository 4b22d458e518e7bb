import { Zap } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const accelerateEntry: SettingEntry<'accelerate'> = {
  icon: Zap,
  Form: null,
  start: () => ({}),
};
