import { useIsFetching } from '@tanstack/react-query';
import { Plus, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConnections } from '../../api/connections.ts';
import { queryKeys } from '../../api/query.ts';
import { useDialog } from '../../stores/dialog.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { BucketDialogs } from './BucketDialogs.tsx';
import { ConnectionTree } from './ConnectionTree.tsx';
import styles from './Sidebar.module.css';
import { TransfersItem } from './TransfersItem.tsx';
import { WatchItem } from './WatchItem.tsx';

/** The left pane: the connections with their buckets, and the places of work. */
export function Sidebar() {
  const { t } = useTranslation();
  const open = useDialog((s) => s.open);
  const connections = useConnections();
  const isLoading = useIsFetching({ queryKey: queryKeys.allBuckets }) > 0;

  return (
    <nav className={styles.sidebar} aria-label={t('sidebar.label')}>
      {isLoading && (
        <div className={styles.progress}>
          <ProgressBar label={t('sidebar.loadingBuckets')} value={null} />
        </div>
      )}
      <header className={styles.head}>
        <h2 className="sectionHead">{t('sidebar.connections')}</h2>
        <IconButton
          isSmall
          icon={Plus}
          label={t('connections.new')}
          onPress={() => open({ kind: 'connection', connectionId: null })}
        />
      </header>
      <div className={styles.tree}>
        {connections.error ? (
          <div className={styles.failure}>
            <ErrorNotice error={connections.error} onRetry={() => void connections.refetch()} />
          </div>
        ) : (
          <ConnectionTree connections={connections.data ?? []} />
        )}
      </div>
      <header className={cx(styles.head, styles.work)}>
        <h2 className="sectionHead">{t('sidebar.work')}</h2>
      </header>
      <TransfersItem />
      <WatchItem />
      <footer className={styles.foot}>
        <IconButton icon={Settings} label={t('sidebar.preferences')} onPress={() => open({ kind: 'preferences' })} />
      </footer>
      <BucketDialogs />
    </nav>
  );
}
