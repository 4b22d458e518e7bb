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
  changes: (t, before, after) => lifecycleChanges(t, usePreferences.getState().preferences.language, before, after),
  keptOtherwise: (t, sent, kept) => rulesKeptOtherwise(t, usePreferences.getState().preferences.language, sent, kept),
  Below: Forecast,
};
