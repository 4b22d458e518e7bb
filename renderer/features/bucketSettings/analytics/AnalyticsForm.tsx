import { useTranslation } from 'react-i18next';
import { AddButtons, FormStack, ItemList } from '../FormParts.tsx';
import { newName } from '../newName.ts';
import type { FormProps } from '../settingForm.ts';
import { useFieldProblems } from '../useFieldProblems.ts';
import { AnalysisCard } from './AnalysisCard.tsx';
import type { Analysis } from './analyticsForm.ts';

const LIST = 'AnalyticsConfigurationList';

/** What is watched for cheaper storage. */
export function AnalyticsForm({ draft, onChange, problems, isDisabled }: FormProps<'analytics'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const items = draft?.[LIST] ?? [];
  const taken = items.map((item) => item.Id);
  const put = (next: Analysis[]) => onChange(next.length === 0 ? null : { ...draft, [LIST]: next });
  return (
    <FormStack>
      <ItemList items={items}>
        {(item, index) => (
          <AnalysisCard
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
            id: 'whole',
            label: t('settings.form.wholeBucket'),
            run: () => put([...items, { Id: newName('whole-bucket', taken), StorageClassAnalysis: {} }]),
          },
          {
            id: 'prefix',
            label: t('settings.form.onePrefix'),
            run: () =>
              put([
                ...items,
                { Id: newName('prefix', taken), Filter: { Prefix: 'folder/' }, StorageClassAnalysis: {} },
              ]),
          },
        ]}
        isDisabled={isDisabled}
      />
    </FormStack>
  );
}
