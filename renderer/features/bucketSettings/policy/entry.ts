import { ScrollText } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const policyEntry: SettingEntry<'policy'> = {
  icon: ScrollText,
  Form: null,
  start: () => ({ Version: '2012-10-17', Statement: [] }),
};
