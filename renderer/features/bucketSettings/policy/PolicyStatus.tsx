import { useQuery } from '@tanstack/react-query';
import { Globe, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { documentOf } from '../../../../shared/settings/state.ts';
import { type BucketRef, settingQuery } from '../../../api/settings.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './PolicyForm.module.css';

/** What the server itself calls the policy that is saved; nothing where it does not tell. */
export function PolicyStatus({ place }: { place: BucketRef }) {
  const { t } = useTranslation();
  const isPublic = documentOf<'policyStatus'>(useQuery(settingQuery(place, 'policyStatus')).data)?.IsPublic;
  if (isPublic === undefined) return null;
  return (
    <p className={styles.status}>
      <Icon of={isPublic ? Globe : Lock} className={isPublic ? styles.public : styles.quiet} />
      {t(isPublic ? 'settings.policy.isPublic' : 'settings.policy.isNotPublic')}
    </p>
  );
}
