import { useTranslation } from 'react-i18next';
import { ConfigurationCard } from '../ConfigurationCard.tsx';
import { type ConfigurationCardProps, ConfigurationList } from '../ConfigurationList.tsx';
import { hasMoreThanPrefix } from '../filterPrefix.ts';
import type { FormProps } from '../settingForm.ts';
import { type Metrics, readMetrics, writeMetrics } from './metricsForm.ts';

const LIST = 'MetricsConfigurationList';

function MetricsCard({ item, onChange, onRemove, errorAt, isDisabled }: ConfigurationCardProps<Metrics>) {
  const { t } = useTranslation();
  const form = readMetrics(item);
  const change = (part: Partial<typeof form>) => onChange(writeMetrics(item, { ...form, ...part }));
  return (
    <ConfigurationCard
      form={form}
      onChange={change}
      onRemove={onRemove}
      errorAt={errorAt}
      isDisabled={isDisabled}
      prefixHint={t('settings.form.prefixHint')}
      hasMore={hasMoreThanPrefix(item.Filter)}
    />
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
