import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';

/** Stands where a setting will, while it is read. */
export function Skeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('settings.loading')}>
      <div />
      <div />
      <div />
    </div>
  );
}
