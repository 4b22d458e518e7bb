import { useTranslation } from 'react-i18next';
import { ConfigurationList } from '../ConfigurationList.tsx';
import type { FormProps } from '../settingForm.ts';
import { AnalysisCard } from './AnalysisCard.tsx';

const LIST = 'AnalyticsConfigurationList';

/** What is watched for cheaper storage. */
export function AnalyticsForm({ draft, onChange, problems, isDisabled }: FormProps<'analytics'>) {
  const { t } = useTranslation();
  return (
    <ConfigurationList
      list={LIST}
      items={draft?.[LIST] ?? []}
      onChange={(items) => onChange(items && { ...draft, [LIST]: items })}
      Card={AnalysisCard}
      templates={[
        {
          id: 'whole',
          label: t('settings.form.wholeBucket'),
          name: 'whole-bucket',
          make: (Id) => ({ Id, StorageClassAnalysis: {} }),
        },
        {
          id: 'prefix',
          label: t('settings.form.onePrefix'),
          name: 'prefix',
          make: (Id) => ({ Id, Filter: { Prefix: 'folder/' }, StorageClassAnalysis: {} }),
        },
      ]}
      problems={problems}
      isDisabled={isDisabled}
    />
  );
}
