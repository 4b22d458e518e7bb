import { useTranslation } from 'react-i18next';
import { Note } from '../../../ui/FormParts.tsx';
import { ConfigurationList } from '../ConfigurationList.tsx';
import type { FormProps } from '../settingForm.ts';
import { TieringCard } from './TieringCard.tsx';
import { newTiering } from './tieringForm.ts';

const LIST = 'IntelligentTieringConfigurationList';

/** Which objects of the class go to the archive tiers. */
export function IntelligentTieringForm({ draft, onChange, problems, isDisabled }: FormProps<'intelligentTiering'>) {
  const { t } = useTranslation();
  return (
    <ConfigurationList
      list={LIST}
      items={draft?.[LIST] ?? []}
      onChange={(items) => onChange(items && { ...draft, [LIST]: items })}
      Card={TieringCard}
      templates={[
        {
          id: 'archive',
          label: t('settings.intelligentTiering.toArchive'),
          name: 'archive',
          make: (id) => newTiering(id, ['ARCHIVE_ACCESS']),
        },
        {
          id: 'both',
          label: t('settings.intelligentTiering.toBoth'),
          name: 'archive',
          make: (id) => newTiering(id, ['ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS']),
        },
      ]}
      problems={problems}
      isDisabled={isDisabled}
    >
      <Note>{t('settings.intelligentTiering.note')}</Note>
    </ConfigurationList>
  );
}
