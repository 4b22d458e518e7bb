import { UserCheck } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const ownershipEntry: SettingEntry<'ownership'> = {
  icon: UserCheck,
  Form: null,
  start: () => ({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }),
};
