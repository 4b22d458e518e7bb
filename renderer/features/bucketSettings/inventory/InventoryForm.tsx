import { useTranslation } from 'react-i18next';
import { Note } from '../../../ui/FormParts.tsx';
import { ConfigurationList } from '../ConfigurationList.tsx';
import type { FormProps } from '../settingForm.ts';
import { InventoryCard } from './InventoryCard.tsx';
import { newInventory } from './inventoryForm.ts';

const LIST = 'InventoryConfigurationList';

/** The inventories of a bucket. */
export function InventoryForm({ draft, onChange, problems, isDisabled }: FormProps<'inventory'>) {
  const { t } = useTranslation();
  const items = draft?.[LIST] ?? [];
  return (
    <ConfigurationList
      list={LIST}
      items={items}
      onChange={(next) => onChange(next && { ...draft, [LIST]: next })}
      Card={InventoryCard}
      templates={[
        {
          id: 'weekly',
          label: t('settings.inventory.weekly'),
          name: 'weekly',
          make: (id) => newInventory(id, 'Weekly', 'Current'),
        },
        {
          id: 'daily',
          label: t('settings.inventory.daily'),
          name: 'daily',
          make: (id) => newInventory(id, 'Daily', 'All'),
        },
      ]}
      problems={problems}
      isDisabled={isDisabled}
    >
      {items.length > 0 && <Note>{t('settings.inventory.note')}</Note>}
    </ConfigurationList>
  );
}
