import { Zap } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { AccelerateForm } from './AccelerateForm.tsx';
import { readAcceleration } from './accelerateForm.ts';

export const accelerateEntry: SettingEntry<'accelerate'> = {
  icon: Zap,
  Form: AccelerateForm,
  start: () => ({}),
  showsNotSet: true,
  changes: (t, _before, after) => [t(`settings.accelerate.effect.${readAcceleration(after)}`)],
};
