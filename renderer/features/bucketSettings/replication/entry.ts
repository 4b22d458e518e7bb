import { CopyPlus } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { ReplicationForm } from './ReplicationForm.tsx';

export const replicationEntry: SettingEntry<'replication'> = {
  icon: CopyPlus,
  Form: ReplicationForm,
  start: () => ({ Role: '', Rules: [] }),
  showsNotSet: true,
};
