import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCancelled } from '../../../shared/errors.ts';
import { call, on } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './BucketNameDialog.module.css';

type Props = { connectionId: string; bucket: string; onClose: () => void };

/** What is in the bucket, asked for each time anew: what is destroyed must be what is there. */
function useContents(connectionId: string, bucket: string) {
  return useQuery({
    queryKey: queryKeys.bucketContents(connectionId, bucket),
    queryFn: ({ signal }) => call('buckets.contents', { connectionId, bucket }, { signal }),
    gcTime: 0,
    staleTime: 0,
  });
}

/** Deletes the bucket, and can be stopped while it is being emptied. */
function useDeletion({ connectionId, bucket, onClose }: Props) {
  const client = useQueryClient();
  const running = useRef<AbortController | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [removed, setRemoved] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(
    () =>
      on('bucket.emptied', (told) => {
        if (told.connectionId === connectionId && told.bucket === bucket) setRemoved(told.removed);
      }),
    [connectionId, bucket],
  );

  const start = async (contents: boolean) => {
    const controller = new AbortController();
    running.current = controller;
    setFailure(null);
    setRunning(true);
    try {
      await call('buckets.delete', { connectionId, bucket, contents }, { signal: controller.signal });
    } catch (error) {
      if (!isCancelled(error)) setFailure(error);
      setRunning(false);
      return;
    }
    const { place, go } = usePlace.getState();
    if ('connectionId' in place && place.connectionId === connectionId && place.bucket === bucket) {
      go({ view: 'welcome' });
    }
    void client.invalidateQueries({ queryKey: queryKeys.buckets(connectionId) });
    onClose();
  };
  return { start, stop: () => running.current?.abort(), isRunning, removed, failure };
}

/** Says what deleting a bucket destroys. One that is not empty goes only when its name has been typed. */
export function DeleteBucketDialog(props: Props) {
  const { connectionId, bucket, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const contents = useContents(connectionId, bucket);
  const { start, stop, isRunning, removed, failure } = useDeletion(props);
  const [typed, setTyped] = useState('');
  const found = contents.data;
  const isEmpty = found !== undefined && found.versions + found.markers + found.uploads === 0;
  const isSure = found !== undefined && (isEmpty || typed === bucket);
  const close = () => {
    stop();
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={close}
      role="alertdialog"
      title={t('buckets.deleteTitle', { bucket })}
      footer={
        <DialogButtons
          cancel={
            <Button onPress={isRunning ? stop : close} autoFocus>
              {isRunning ? t('buckets.deleteStop') : t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="danger" isDisabled={!isSure} isPending={isRunning} onPress={() => void start(!isEmpty)}>
              {isEmpty || !found ? t('buckets.deleteConfirm') : t('buckets.deleteAllConfirm')}
            </Button>
          }
        />
      }
    >
      <div className={styles.form}>
        {contents.isPending && <ProgressBar label={t('buckets.deleteCounting')} value={null} />}
        {contents.error && <ErrorNotice error={contents.error} onRetry={() => void contents.refetch()} />}
        {isEmpty && <p>{t('buckets.deleteEmpty')}</p>}
        {found && !isEmpty && (
          <>
            <p>{t('buckets.deleteContents', { bytes: format.bytes(found.bytes) })}</p>
            <ul className={styles.facts}>
              <li>
                {t(found.more ? 'buckets.deleteVersionsMore' : 'buckets.deleteVersions', { count: found.versions })}
              </li>
              {found.markers > 0 && <li>{t('buckets.deleteMarkers', { count: found.markers })}</li>}
              {found.uploads > 0 && <li>{t('buckets.deleteUploads', { count: found.uploads })}</li>}
            </ul>
            <TextField
              label={t('buckets.deleteType')}
              value={typed}
              onChange={setTyped}
              isDisabled={isRunning}
              placeholder={bucket}
            />
          </>
        )}
        {isRunning && <ProgressBar label={t('buckets.deleting', { count: removed })} value={null} />}
        {isRunning && <p className="secondary">{t('buckets.deleting', { count: removed })}</p>}
        {failure ? <ErrorNotice error={failure} /> : null}
      </div>
    </Dialog>
  );
}
