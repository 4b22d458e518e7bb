import { PanelTop } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const websiteEntry: SettingEntry<'website'> = {
  icon: PanelTop,
  Form: null,
  start: () => ({ IndexDocument: { Suffix: 'index.html' } }),
};
