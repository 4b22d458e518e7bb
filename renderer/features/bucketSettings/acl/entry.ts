import { Users } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const aclEntry: SettingEntry<'acl'> = {
  icon: Users,
  Form: null,
  start: () => ({ Grants: [] }),
};
