import { Globe } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { CorsForm } from './CorsForm.tsx';

export const corsEntry: SettingEntry<'cors'> = {
  icon: Globe,
  Form: CorsForm,
  start: () => ({ CORSRules: [] }),
  showsNotSet: true,
};
