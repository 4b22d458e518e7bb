import { ShieldBan } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { PublicAccessBlockForm } from './PublicAccessBlockForm.tsx';
import { publicAccessBlockChanges } from './publicAccessBlockChanges.ts';
import { allBlocks } from './publicAccessBlockForm.ts';

export const publicAccessBlockEntry: SettingEntry<'publicAccessBlock'> = {
  icon: ShieldBan,
  Form: PublicAccessBlockForm,
  start: () => allBlocks(true),
  showsNotSet: true,
  changes: publicAccessBlockChanges,
};
