import { Tags } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const tagsEntry: SettingEntry<'tags'> = {
  icon: Tags,
  Form: null,
  start: () => ({ TagSet: [] }),
};
