import { ClipboardList } from 'lucide-react';
import type { SettingEntry } from '../settingForm.ts';

export const inventoryEntry: SettingEntry<'inventory'> = {
  icon: ClipboardList,
  Form: null,
  start: () => ({ InventoryConfigurationList: [] }),
};
