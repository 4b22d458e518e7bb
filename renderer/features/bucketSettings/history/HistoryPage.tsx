import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SettingChange } from '../../../../shared/contract/settings.ts';
import { AppError } from '../../../../shared/errors.ts';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { PageFrame } from '../PageFrame.tsx';
import { Skeleton } from '../Skeleton.tsx';
import { ChangeItem } from './ChangeItem.tsx';
import styles from './HistoryPage.module.css';
import { RollBackDialog } from './RollBackDialog.tsx';
import { useRollBack } from './useRollBack.ts';

function useChanges({ connectionId, bucket }: BucketRef) {
  return useQuery({
    queryKey: queryKeys.settingChanges(connectionId, bucket),
    queryFn: ({ signal }) => call('settings.changes', { connectionId, bucket }, { signal }),
  });
}

function ChangeList({ place, changes }: { place: BucketRef; changes: readonly SettingChange[] }) {
  const { t } = useTranslation();
  const rollBack = useRollBack(place);
  const asked = changes.find(({ id }) => id === rollBack.changeId);
  const hasChangedSince = rollBack.error instanceof AppError && rollBack.error.data.code === 'setting-changed';
  return (
    <>
      {rollBack.error && !hasChangedSince && <ErrorNotice error={rollBack.error} />}
      <ul className={styles.list} aria-label={t('settings.history.title')}>
        {changes.map((change) => (
          <ChangeItem
            key={change.id}
            change={change}
            isPending={rollBack.isPending && change.id === rollBack.changeId}
            isDisabled={rollBack.isPending}
            onRollBack={() => rollBack.run(change.id, false)}
          />
        ))}
      </ul>
      {hasChangedSince && asked && (
        <RollBackDialog
          title={t(`settings.${asked.setting}.title`)}
          onClose={rollBack.forget}
          onConfirm={() => rollBack.run(asked.id, true)}
        />
      )}
    </>
  );
}

/** What Stave has changed in this bucket, newest first, each with the way back. */
export function HistoryPage(place: BucketRef) {
  const { t } = useTranslation();
  const changes = useChanges(place);
  return (
    <PageFrame title={t('settings.history.title')} what={t('settings.history.what')}>
      {changes.isPending && <Skeleton />}
      {changes.error && <ErrorNotice error={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.data?.length === 0 && <EmptyState icon={History} text={t('settings.history.empty')} />}
      {changes.data && changes.data.length > 0 && <ChangeList place={place} changes={changes.data} />}
    </PageFrame>
  );
}
