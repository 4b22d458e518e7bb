import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Addressing } from '../../../shared/contract/connections.ts';
import { PROVIDERS, providerOf } from '../../../shared/providers.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './ConnectionFields.module.css';
import { FormField, fieldHint } from './FormField.tsx';
import { isPlainHttp, tidyEndpoint } from './formValues.ts';
import { SecretStayField } from './SecretStayField.tsx';
import type { ConnectionForm } from './useConnectionForm.ts';

const PROVIDER_OPTIONS = PROVIDERS.map(({ id, name }) => ({ id, label: name }));

type Props = {
  connection: ConnectionForm;
  canSeal: boolean;
  /** The connection is saved and its secret is known. */
  secretSet: boolean;
  tokenSet: boolean;
  /** The form was opened to have the secret entered. */
  askSecret: boolean;
};

/** All fields of a connection. */
export function ConnectionFields({ connection, canSeal, secretSet, tokenSet, askSecret }: Props) {
  const { t } = useTranslation();
  const { control } = connection.form;
  const provider = useController({ name: 'provider', control }).field.value;
  const region = useController({ name: 'region', control });
  const addressing = useController({ name: 'addressing', control }).field;
  const endpoint = useController({ name: 'endpoint', control }).field.value;
  const addressings: { id: Addressing; label: string }[] = [
    { id: 'path', label: t('connections.path') },
    { id: 'virtual-host', label: t('connections.virtualHost') },
  ];

  return (
    <div className={styles.fields}>
      <Select
        label={t('connections.provider')}
        value={provider}
        onChange={connection.chooseProvider}
        options={PROVIDER_OPTIONS}
      />
      <FormField name="name" control={control} label={t('connections.name')} autoFocus={!askSecret} />
      <FormField
        name="endpoint"
        control={control}
        label={t('connections.endpoint')}
        placeholder={provider === 'aws' ? t('connections.endpointAmazon') : 'https://s3.example.com'}
        tidy={tidyEndpoint}
        warning={isPlainHttp(endpoint) ? t('connections.plainHttp') : undefined}
      />
      <div className={styles.pair}>
        <ComboBox
          label={t('connections.region')}
          value={region.field.value}
          onChange={connection.changeRegion}
          onBlur={region.field.onBlur}
          suggestions={providerOf(provider).regions}
          error={region.fieldState.error && fieldHint('region', region.fieldState.error.message, t)}
        />
        <Select
          label={t('connections.addressing')}
          value={addressing.value}
          onChange={addressing.onChange}
          options={addressings}
        />
      </div>
      <div className={styles.pair}>
        <FormField name="accessKeyId" control={control} label={t('connections.accessKey')} />
        <FormField
          name="secretAccessKey"
          control={control}
          label={t('connections.secretKey')}
          type="password"
          autoFocus={askSecret}
          placeholder={secretSet ? '••••••••' : undefined}
          description={secretSet ? t('connections.secretKept') : askSecret ? t('connections.secretAsked') : undefined}
        />
      </div>
      <FormField
        name="sessionToken"
        control={control}
        label={t('connections.sessionToken')}
        type="password"
        placeholder={tokenSet ? '••••••••' : undefined}
        description={tokenSet ? t('connections.tokenKept') : t('connections.tokenWhat')}
      />
      <SecretStayField control={control} canSeal={canSeal} />
    </div>
  );
}
