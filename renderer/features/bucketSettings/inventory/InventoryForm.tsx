import { useTranslation } from 'react-i18next';
import { AddButtons, FormStack, ItemList, Note } from '../FormParts.tsx';
import { newName } from '../newName.ts';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { InventoryCard } from './InventoryCard.tsx';
import { type Inventory, newInventory } from './inventoryForm.ts';

const LIST = 'InventoryConfigurationList';

/** The inventories of a bucket. */
export function InventoryForm({ draft, onChange, problems, isDisabled }: FormProps<'inventory'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const items = draft?.[LIST] ?? [];
  const taken = items.map((item) => item.Id);
  const put = (next: Inventory[]) => onChange(next.length === 0 ? null : { ...draft, [LIST]: next });
  return (
    <FormStack>
      <ItemList items={items}>
        {(item, index) => (
          <InventoryCard
            item={item}
            onChange={(next) => put(items.with(index, next))}
            onRemove={() => put(items.toSpliced(index, 1))}
            errorAt={(...path) => errorAt(LIST, index, ...path)}
            isDisabled={isDisabled}
          />
        )}
      </ItemList>
      <AddButtons
        isEmpty={items.length === 0}
        choices={[
          {
            id: 'weekly',
            label: t('settings.inventory.weekly'),
            run: () => put([...items, newInventory(newName('weekly', taken), 'Weekly', 'Current')]),
          },
          {
            id: 'daily',
            label: t('settings.inventory.daily'),
            run: () => put([...items, newInventory(newName('daily', taken), 'Daily', 'All')]),
          },
        ]}
        isDisabled={isDisabled}
      />
      {items.length > 0 && <Note>{t('settings.inventory.note')}</Note>}
    </FormStack>
  );
}
