import { ScrollText } from 'lucide-react';
import { usePreferences } from '../../../stores/preferences.ts';
import type { SettingEntry } from '../settingForm.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyTrial } from './PolicyTrial.tsx';
import { policyChanges } from './policyChanges.ts';

export const policyEntry: SettingEntry<'policy'> = {
  icon: ScrollText,
  Form: PolicyForm,
  start: () => ({ Version: '2012-10-17', Statement: [] }),
  showsNotSet: true,
  changes: (t, before, after, { bucket }) =>
    policyChanges(t, usePreferences.getState().preferences.language, bucket, before, after),
  tellsPast: true,
  Below: PolicyTrial,
};
