import { Receipt } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { RequestPaymentForm } from './RequestPaymentForm.tsx';

export const requestPaymentEntry: SettingEntry<'requestPayment'> = {
  icon: Receipt,
  Form: RequestPaymentForm,
  start: () => ({ Payer: 'BucketOwner' }),
  changes: (t, _before, after) => [t(`settings.requestPayment.effect.${after?.Payer ?? 'BucketOwner'}`)],
};
