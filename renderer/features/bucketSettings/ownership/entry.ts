import { UserCheck } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { OwnershipForm } from './OwnershipForm.tsx';
import { readOwnership } from './ownershipForm.ts';

export const ownershipEntry: SettingEntry<'ownership'> = {
  icon: UserCheck,
  Form: OwnershipForm,
  start: () => ({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }),
  changes: (t, _before, after) => [t(`settings.ownership.effect.${readOwnership(after) ?? 'removed'}`)],
};
