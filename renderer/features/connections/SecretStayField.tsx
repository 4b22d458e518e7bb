import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import type { FormValues } from './formValues.ts';

/** Where the secret key stays; a system without a keychain leaves no choice and says so. */
export function SecretStayField({ control, canSeal }: { control: Control<FormValues>; canSeal: boolean }) {
  const { t } = useTranslation();
  const { field } = useController({ name: 'stay', control });
  if (!canSeal) return <p className="secondary">{t('connections.noKeychain')}</p>;
  return (
    <RadioGroup
      label={t('connections.stay')}
      value={field.value}
      onChange={field.onChange}
      options={[
        { id: 'keychain', label: t('connections.stayKeychain') },
        { id: 'session', label: t('connections.staySession') },
      ]}
    />
  );
}
