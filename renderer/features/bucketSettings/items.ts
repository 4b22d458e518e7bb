import { type LucideIcon, MapPin } from 'lucide-react';
import { PAGES, type SettingsPage } from './pages.ts';
import { ENTRIES } from './registry.ts';
import { type ListedSetting, SECTIONS, type SectionId } from './sections.ts';

export type ItemId = SettingsPage['id'] | ListedSetting;
export type Item = { id: ItemId; icon: LucideIcon };
type ItemGroup = { id: 'overview' | SectionId; items: readonly Item[] };

function itemOf(id: ListedSetting): Item {
  return { id, icon: id === 'location' ? MapPin : ENTRIES[id].icon };
}

const pages: ItemGroup = { id: 'overview', items: PAGES };

/** All that can be opened: the pages about the bucket as a whole, then its settings. */
export const ITEM_GROUPS: readonly ItemGroup[] = [
  ...(PAGES.length > 0 ? [pages] : []),
  ...SECTIONS.map(({ id, settings }) => ({ id, items: settings.map(itemOf) })),
];

/** What opens first. */
export const FIRST_ITEM: ItemId = PAGES[0]?.id ?? 'versioning';
