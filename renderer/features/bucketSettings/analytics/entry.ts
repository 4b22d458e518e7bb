import { ChartColumn } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { AnalyticsForm } from './AnalyticsForm.tsx';

export const analyticsEntry: SettingEntry<'analytics'> = {
  icon: ChartColumn,
  Form: AnalyticsForm,
  start: () => ({ AnalyticsConfigurationList: [] }),
  showsNotSet: true,
};
