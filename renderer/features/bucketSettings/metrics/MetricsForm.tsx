import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AddButtons, FormStack, ItemList, MoreInJson } from '../FormParts.tsx';
import { hasMoreThanPrefix } from '../filterPrefix.ts';
import { newName } from '../newName.ts';
import type { FormProps } from '../settingForm.ts';
import { type ProblemAt, useFieldProblems } from '../useFieldProblems.ts';
import { type Metrics, readMetrics, writeMetrics } from './metricsForm.ts';

const LIST = 'MetricsConfigurationList';

function MetricsCard({
  item,
  onChange,
  onRemove,
  errorAt,
  isDisabled,
}: {
  item: Metrics;
  onChange: (item: Metrics) => void;
  onRemove: () => void;
  errorAt: ProblemAt;
  isDisabled: boolean;
}) {
  const { t } = useTranslation();
  const form = readMetrics(item);
  const name = form.id || t('settings.form.unnamed');
  return (
    <ItemCard
      title={name}
      removeLabel={t('settings.form.remove', { name })}
      onRemove={onRemove}
      isDisabled={isDisabled}
    >
      <FieldRow>
        <TextField
          label={t('settings.form.id')}
          value={form.id}
          onChange={(id) => onChange(writeMetrics(item, { ...form, id }))}
          error={errorAt('Id')}
          isDisabled={isDisabled}
        />
        <TextField
          label={t('settings.form.prefix')}
          value={form.prefix}
          onChange={(prefix) => onChange(writeMetrics(item, { ...form, prefix }))}
          description={t('settings.form.prefixHint')}
          error={errorAt('Filter')}
          isDisabled={isDisabled}
        />
      </FieldRow>
      {hasMoreThanPrefix(item.Filter) && <MoreInJson />}
    </ItemCard>
  );
}

/** What requests are counted of. */
export function MetricsForm({ draft, onChange, problems, isDisabled }: FormProps<'metrics'>) {
  const { t } = useTranslation();
  const errorAt = useFieldProblems(problems);
  const items = draft?.[LIST] ?? [];
  const taken = items.map((item) => item.Id);
  const put = (next: Metrics[]) => onChange(next.length === 0 ? null : { ...draft, [LIST]: next });
  return (
    <FormStack>
      <ItemList items={items}>
        {(item, index) => (
          <MetricsCard
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
            // The name that the AWS console gives it.
            run: () => put([...items, { Id: newName('EntireBucket', taken) }]),
          },
          {
            id: 'prefix',
            label: t('settings.form.onePrefix'),
            run: () => put([...items, { Id: newName('prefix', taken), Filter: { Prefix: 'folder/' } }]),
          },
        ]}
        isDisabled={isDisabled}
      />
    </FormStack>
  );
}
