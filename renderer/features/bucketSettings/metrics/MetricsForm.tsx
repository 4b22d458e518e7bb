import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { ItemCard } from '../../../ui/ItemCard.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { type ConfigurationCardProps, ConfigurationList } from '../ConfigurationList.tsx';
import { MoreInJson } from '../FormParts.tsx';
import { hasMoreThanPrefix } from '../filterPrefix.ts';
import type { FormProps } from '../settingForm.ts';
import { type Metrics, readMetrics, writeMetrics } from './metricsForm.ts';

const LIST = 'MetricsConfigurationList';

function MetricsCard({ item, onChange, onRemove, errorAt, isDisabled }: ConfigurationCardProps<Metrics>) {
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
  return (
    <ConfigurationList
      list={LIST}
      items={draft?.[LIST] ?? []}
      onChange={(items) => onChange(items && { ...draft, [LIST]: items })}
      Card={MetricsCard}
      templates={[
        // The name that the AWS console gives it.
        { id: 'whole', label: t('settings.form.wholeBucket'), name: 'EntireBucket', make: (Id) => ({ Id }) },
        {
          id: 'prefix',
          label: t('settings.form.onePrefix'),
          name: 'prefix',
          make: (Id) => ({ Id, Filter: { Prefix: 'folder/' } }),
        },
      ]}
      problems={problems}
      isDisabled={isDisabled}
    />
  );
}
