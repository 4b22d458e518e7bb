import { ChartColumn } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const analyticsEntry: SettingEntry<'analytics'> = {
  icon: ChartColumn,
  Form: null,
  start: () => ({ AnalyticsConfigurationList: [] }),
};
