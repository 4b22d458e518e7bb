import { useTranslation } from 'react-i18next';
import { AddButtons, FormStack, ItemList, Note } from '../FormParts.tsx';
import { newName } from '../newName.ts';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { TieringCard } from './TieringCard.tsx';
import { newTiering, type Tiering } from './tieringForm.ts';

const LIST = 'IntelligentTieringConfigurationList';

/** Which objects of the class go to the archive tiers. */
export function IntelligentTieringForm({ draft, onChange, problems, isDisabled }: FormProps<'intelligentTiering'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const items = draft?.[LIST] ?? [];
  const taken = items.map((item) => item.Id);
  const put = (next: Tiering[]) => onChange(next.length === 0 ? null : { ...draft, [LIST]: next });
  return (
    <FormStack>
      <ItemList items={items}>
        {(item, index) => (
          <TieringCard
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
            id: 'archive',
            label: t('settings.intelligentTiering.toArchive'),
            run: () => put([...items, newTiering(newName('archive', taken), ['ARCHIVE_ACCESS'])]),
          },
          {
            id: 'both',
            label: t('settings.intelligentTiering.toBoth'),
            run: () =>
              put([...items, newTiering(newName('archive', taken), ['ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS'])]),
          },
        ]}
        isDisabled={isDisabled}
      />
      <Note>{t('settings.intelligentTiering.note')}</Note>
    </FormStack>
  );
}
