import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import type { FormProps } from '../settingForm.ts';
import { OWNERSHIPS, readOwnership, writeOwnership } from './ownershipForm.ts';

/** Who owns what others upload. */
export function OwnershipForm({ draft, onChange, isDisabled }: FormProps<'ownership'>) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      label={t('settings.ownership.label')}
      value={readOwnership(draft)}
      onChange={(ownership) => onChange(writeOwnership(draft, ownership))}
      isDisabled={isDisabled}
      options={OWNERSHIPS.map((id) => ({
        id,
        label: t(`settings.ownership.option.${id}`),
        description: t(`settings.ownership.means.${id}`),
      }))}
    />
  );
}
