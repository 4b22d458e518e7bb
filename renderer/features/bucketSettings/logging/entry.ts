import { NotebookText } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { LoggingForm } from './LoggingForm.tsx';
import { loggingChanges } from './loggingChanges.ts';

export const loggingEntry: SettingEntry<'logging'> = {
  icon: NotebookText,
  Form: LoggingForm,
  start: () => ({}),
  showsNotSet: true,
  changes: loggingChanges,
};
