import { ShieldBan } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const publicAccessBlockEntry: SettingEntry<'publicAccessBlock'> = {
  icon: ShieldBan,
  Form: null,
  start: () => ({
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  }),
};
