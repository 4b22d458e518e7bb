import { Layers } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { IntelligentTieringForm } from './IntelligentTieringForm.tsx';

export const intelligentTieringEntry: SettingEntry<'intelligentTiering'> = {
  icon: Layers,
  Form: IntelligentTieringForm,
  start: () => ({ IntelligentTieringConfigurationList: [] }),
  showsNotSet: true,
};
