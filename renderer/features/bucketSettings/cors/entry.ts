import { Globe } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const corsEntry: SettingEntry<'cors'> = {
  icon: Globe,
  Form: null,
  start: () => ({ CORSRules: [] }),
};
