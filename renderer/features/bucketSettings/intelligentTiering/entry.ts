import { Layers } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const intelligentTieringEntry: SettingEntry<'intelligentTiering'> = {
  icon: Layers,
  Form: null,
  start: () => ({ IntelligentTieringConfigurationList: [] }),
};
