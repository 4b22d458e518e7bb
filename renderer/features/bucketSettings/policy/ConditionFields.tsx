import { useTranslation } from 'react-i18next';
import { FieldRow } from '../../../ui/FieldRow.tsx';
import { LinesField } from '../../../ui/LinesField.tsx';
import { Select } from '../../../ui/Select.tsx';
import type { ConditionForm, Transport } from './conditions.ts';

/** When a statement counts: over which connections, and from which addresses. */
export function ConditionFields(props: {
  form: ConditionForm;
  onChange: (form: ConditionForm) => void;
  isDisabled: boolean;
}) {
  const { form, onChange, isDisabled } = props;
  const { t } = useTranslation();
  const transports: Transport[] = ['any', 'https', 'http', ...(form.transport === 'other' ? ['other' as const] : [])];
  return (
    <>
      <Select
        label={t('settings.policy.transport')}
        value={form.transport}
        onChange={(transport) => onChange({ ...form, transport })}
        options={transports.map((id) => ({ id, label: t(`settings.policy.transportIs.${id}`) }))}
        isDisabled={isDisabled}
      />
      <FieldRow>
        {form.addresses && (
          <LinesField
            label={t('settings.policy.addresses')}
            value={form.addresses}
            onChange={(addresses) => onChange({ ...form, addresses })}
            placeholder="192.0.2.0/24"
            rows={2}
            isDisabled={isDisabled}
          />
        )}
        {form.otherAddresses && (
          <LinesField
            label={t('settings.policy.otherAddresses')}
            value={form.otherAddresses}
            onChange={(otherAddresses) => onChange({ ...form, otherAddresses })}
            placeholder="192.0.2.0/24"
            rows={2}
            isDisabled={isDisabled}
          />
        )}
      </FieldRow>
    </>
  );
}
