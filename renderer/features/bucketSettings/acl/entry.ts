import { Users } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { AclForm } from './AclForm.tsx';
import { aclChanges } from './aclChanges.ts';

export const aclEntry: SettingEntry<'acl'> = {
  icon: Users,
  Form: AclForm,
  start: () => ({ Grants: [] }),
  changes: aclChanges,
};
