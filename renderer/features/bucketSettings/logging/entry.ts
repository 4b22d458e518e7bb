import { NotebookText } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const loggingEntry: SettingEntry<'logging'> = {
  icon: NotebookText,
  Form: null,
  start: () => ({}),
};
