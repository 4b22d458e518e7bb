import { PanelTop } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { WebsiteForm } from './WebsiteForm.tsx';
import { serving } from './websiteForm.ts';

export const websiteEntry: SettingEntry<'website'> = {
  icon: PanelTop,
  Form: WebsiteForm,
  start: serving,
  showsNotSet: true,
};
