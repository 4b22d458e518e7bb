import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import type { FormProps } from '../settingForm.ts';

const PAYERS = ['BucketOwner', 'Requester'] as const;

/** Who pays for requests. */
export function RequestPaymentForm({ draft, onChange, isDisabled }: FormProps<'requestPayment'>) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      label={t('settings.requestPayment.label')}
      value={draft?.Payer ?? null}
      onChange={(Payer) => onChange({ ...draft, Payer })}
      isDisabled={isDisabled}
      options={PAYERS.map((id) => ({
        id,
        label: t(`settings.requestPayment.option.${id}`),
        description: t(`settings.requestPayment.means.${id}`),
      }))}
    />
  );
}
