import { KeyRound } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const encryptionEntry: SettingEntry<'encryption'> = {
  icon: KeyRound,
  Form: null,
  start: () => ({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] }),
};
