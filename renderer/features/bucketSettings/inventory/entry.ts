import { ClipboardList } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';
import { InventoryForm } from './InventoryForm.tsx';

export const inventoryEntry: SettingEntry<'inventory'> = {
  icon: ClipboardList,
  Form: InventoryForm,
  start: () => ({ InventoryConfigurationList: [] }),
  showsNotSet: true,
};
