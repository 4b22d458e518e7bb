import { KeyRound } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { EncryptionForm } from './EncryptionForm.tsx';
import { encryptionChanges } from './encryptionChanges.ts';

export const encryptionEntry: SettingEntry<'encryption'> = {
  icon: KeyRound,
  Form: EncryptionForm,
  start: () => ({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] }),
  changes: encryptionChanges,
};
