import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './BucketNameDialog.module.css';

type Props = {
  connectionId: string;
  channel: 'buckets.create' | 'buckets.open';
  title: string;
  hint: string;
  confirmLabel: string;
  /** What is wrong with a name, told while it is typed. */
  problemOf: (name: string) => string | null;
  onClose: () => void;
};

/** Asks for a bucket's name, does what was asked and goes to the bucket. */
export function BucketNameDialog({ connectionId, channel, title, hint, confirmLabel, problemOf, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [isSent, setSent] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const bucket = name.trim();
  const problem = bucket === '' ? null : problemOf(bucket);
  // Too short is no mistake while one still types.
  const shown = problem && (isSent || bucket.length > 2 || /[^a-z0-9.-]/.test(bucket)) ? problem : undefined;

  const submit = async () => {
    setSent(true);
    if (bucket === '' || problem) return;
    setFailure(null);
    setRunning(true);
    try {
      await call(channel, { connectionId, bucket });
    } catch (error) {
      setFailure(error);
      setRunning(false);
      return;
    }
    void client.invalidateQueries({ queryKey: queryKeys.buckets(connectionId) });
    useExpanded.getState().expand(connectionId);
    usePlace.getState().go({ view: 'bucket', connectionId, bucket, prefix: '' });
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <DialogButtons
          cancel={<Button onPress={onClose}>{t('common.cancel')}</Button>}
          confirm={
            <Button variant="primary" type="submit" form={formId} isDisabled={bucket === ''} isPending={isRunning}>
              {confirmLabel}
            </Button>
          }
        />
      }
    >
      <form
        id={formId}
        noValidate
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          autoFocus
          label={t('buckets.name')}
          value={name}
          onChange={(value) => {
            setName(value);
            setFailure(null);
          }}
          description={hint}
          error={shown}
        />
        {isRunning && <ProgressBar label={title} value={null} />}
        {failure ? <ErrorNotice error={failure} connectionId={null} /> : null}
      </form>
    </Dialog>
  );
}
