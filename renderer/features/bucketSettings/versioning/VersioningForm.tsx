import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import type { FormProps } from '../settingForm.ts';
import styles from './VersioningForm.module.css';
import { versioningOptions, versioningStatus, withStatus } from './versioningRules.ts';

/** Never enabled, enabled or suspended; and whether MFA delete is on, which only its own command can change. */
export function VersioningForm({ draft, onChange, server, isDisabled }: FormProps<'versioning'>) {
  const { t } = useTranslation();
  const mfa = server?.MFADelete;
  return (
    <div className={styles.form}>
      {mfa === 'Enabled' && (
        <p className={styles.mfa}>
          <Icon of={TriangleAlert} className={styles.warning} />
          {t('settings.versioning.mfa')}
        </p>
      )}
      <RadioGroup
        label={t('settings.versioning.state')}
        value={versioningStatus(draft)}
        onChange={(status) => onChange(withStatus(draft, status))}
        isDisabled={isDisabled}
        options={versioningOptions(versioningStatus(server)).map((status) => ({
          id: status,
          label: t(`settings.versioning.option.${status}`),
          description: t(`settings.versioning.means.${status}`),
        }))}
      />
      {mfa !== 'Enabled' && <p className="secondary">{t('settings.versioning.mfaOff')}</p>}
    </div>
  );
}
