import { Tags } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { TagsForm } from './TagsForm.tsx';

export const tagsEntry: SettingEntry<'tags'> = {
  icon: Tags,
  Form: TagsForm,
  start: () => ({ TagSet: [] }),
  showsNotSet: true,
};
