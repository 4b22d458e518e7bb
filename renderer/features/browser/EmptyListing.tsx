import { FolderOpen, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ListingPlace, useListing } from '../../stores/listing.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import styles from './EmptyListing.module.css';

/** What stands where no rows do: why, and the next step. */
export function EmptyListing({ place, onChoose }: { place: ListingPlace; onChoose: () => void }) {
  const { t } = useTranslation();
  const { shown, error, refresh, filterBy } = useListing();
  if (shown.matches && shown.table.rows.length > 0) {
    return (
      <div className={styles.over}>
        <EmptyState
          icon={SearchX}
          text={t('browser.empty.filtered', { text: shown.filter })}
          action={<Button onPress={() => filterBy('')}>{t('browser.clearFilter')}</Button>}
        />
      </div>
    );
  }
  if (error !== null) {
    return (
      <div className={styles.over}>
        <div className={styles.error}>
          <ErrorNotice error={error} onRetry={refresh} />
        </div>
      </div>
    );
  }
  return (
    <div className={styles.over}>
      <EmptyState
        icon={FolderOpen}
        text={place.prefix === '' ? t('browser.empty.bucket') : t('browser.empty.folder')}
        action={
          <Button variant="primary" onPress={onChoose}>
            {t('browser.empty.choose')}
          </Button>
        }
      />
    </div>
  );
}
