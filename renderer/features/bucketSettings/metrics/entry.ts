import { Gauge } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const metricsEntry: SettingEntry<'metrics'> = {
  icon: Gauge,
  Form: null,
  start: () => ({ MetricsConfigurationList: [] }),
};
