import { Receipt } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const requestPaymentEntry: SettingEntry<'requestPayment'> = {
  icon: Receipt,
  Form: null,
  start: () => ({ Payer: 'BucketOwner' }),
};
