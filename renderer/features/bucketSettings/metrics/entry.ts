import { Gauge } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { MetricsForm } from './MetricsForm.tsx';

export const metricsEntry: SettingEntry<'metrics'> = {
  icon: Gauge,
  Form: MetricsForm,
  start: () => ({ MetricsConfigurationList: [] }),
  showsNotSet: true,
};
