import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { settingQuery, versioningOf } from '../../api/settings.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { DeleteVersionDialog } from './DeleteVersionDialog.tsx';
import inspector from './Inspector.module.css';
import { type ObjectRef, versionsQuery } from './objectQueries.ts';
import { useVersionActions } from './useVersionActions.ts';
import { VersionList } from './VersionList.tsx';
import styles from './VersionsTab.module.css';

function NeverVersioned({ connectionId, bucket }: ObjectRef) {
  const { t } = useTranslation();
  const go = usePlace((s) => s.go);
  return (
    <div className={inspector.notice}>
      <p>{t('versions.never')}</p>
      <Button onPress={() => go({ view: 'bucketSettings', connectionId, bucket })}>{t('versions.openSettings')}</Button>
    </div>
  );
}

type VersionsProps = {
  target: ObjectRef;
  /** False while the selection is on the move: nothing is asked of the server. */
  isSettled: boolean;
};

function Timeline({ target, isSettled }: VersionsProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({ ...versionsQuery(target), enabled: isSettled });
  const actions = useVersionActions(target);
  const [asked, setAsked] = useState<ObjectVersion | null>(null);
  const versions = useMemo(() => query.data?.pages.flatMap((page) => page.versions) ?? [], [query.data]);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);
  const error = actions.error ?? query.error;

  return (
    <>
      {(actions.isWorking || isFetching) && (
        <div className={inspector.working}>
          <ProgressBar label={t(actions.isWorking ? 'versions.working' : 'versions.loading')} value={null} />
        </div>
      )}
      {error && (
        <div className={inspector.error}>
          <ErrorNotice error={error} onRetry={query.error ? () => void query.refetch() : undefined} />
        </div>
      )}
      {query.data && versions.length === 0 && <p className={inspector.notice}>{t('versions.none')}</p>}
      {versions.length > 0 && (
        <VersionList
          versions={versions}
          hasMore={hasNextPage}
          loadMore={loadMore}
          actions={actions}
          askDelete={setAsked}
        />
      )}
      <p role="status" className="spoken">
        {actions.done}
      </p>
      {asked && (
        <DeleteVersionDialog
          version={asked}
          versions={versions}
          hasMore={hasNextPage}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            actions.change('delete', asked);
          }}
        />
      )}
    </>
  );
}

/** The Versions tab: every version and delete marker of the object, newest first. */
export function VersionsTab({ target, isSettled }: VersionsProps) {
  // Who may not read the setting sees the versions all the same.
  const versioning = useQuery(settingQuery(target, 'versioning'));
  return (
    <div className={styles.tab}>
      {versioningOf(versioning.data) === 'never' ? (
        <NeverVersioned {...target} />
      ) : (
        <Timeline target={target} isSettled={isSettled} />
      )}
    </div>
  );
}
