import { Timer } from 'lucide-react';
import { usePreferences } from '../../../stores/preferences.ts';
import type { SettingEntry } from '../settingForm.ts';
import { Forecast } from './Forecast.tsx';
import { LifecycleForm } from './LifecycleForm.tsx';
import { lifecycleChanges, rulesKeptOtherwise } from './ruleChanges.ts';

export const lifecycleEntry: SettingEntry<'lifecycle'> = {
  icon: Timer,
  Form: LifecycleForm,
  start: () => ({ Rules: [] }),
  showsNotSet: true,
  changes: (t, before, after, { versioning }) =>
    lifecycleChanges(t, usePreferences.getState().preferences.language, before, after, versioning),
  tellsPast: true,
  keptOtherwise: (t, sent, kept, { versioning }) =>
    rulesKeptOtherwise(t, usePreferences.getState().preferences.language, sent, kept, versioning),
  Below: Forecast,
};
