import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { S3_ACTIONS } from '../../../../shared/policy/actions.ts';
import { TokenField } from '../../../ui/TokenField.tsx';

/** What a statement speaks of, by the names of S3's actions; each suggestion says what it is for. */
export function ActionField(props: {
  value: readonly string[];
  onChange: (actions: string[]) => void;
  isDisabled: boolean;
}) {
  const { t } = useTranslation();
  const suggestions = useMemo(
    () => [
      { id: 's3:*', label: `s3:* · ${t('settings.policy.words.anything.Allow')}` },
      ...S3_ACTIONS.map(({ name, group }) => ({
        id: name,
        label: `${name} · ${t(`settings.policy.words.what.${group}`)}`,
      })),
    ],
    [t],
  );
  return (
    <TokenField
      {...props}
      label={t('settings.policy.actions')}
      suggestions={suggestions}
      removeLabel={(action) => t('settings.policy.removeAction', { action })}
      placeholder={t('settings.policy.addAction')}
    />
  );
}
