import { useTranslation } from 'react-i18next';
import { brokenBucketNameRule } from '../../../shared/bucketName.ts';
import { useConnection } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { BucketNameDialog } from './BucketNameDialog.tsx';
import { DeleteBucketDialog } from './DeleteBucketDialog.tsx';

/** The dialogs that make a bucket, open one by its name or delete one, opened through the dialog store. */
export function BucketDialogs() {
  const { t } = useTranslation();
  const { dialog, close } = useDialog();
  const isOurs = dialog?.kind === 'createBucket' || dialog?.kind === 'openBucket' || dialog?.kind === 'deleteBucket';
  const connection = useConnection(isOurs ? dialog.connectionId : null);
  if (!isOurs || !connection) return null;

  if (dialog.kind === 'deleteBucket') {
    return <DeleteBucketDialog connectionId={connection.id} bucket={dialog.bucket} onClose={close} />;
  }
  if (dialog.kind === 'openBucket') {
    return (
      <BucketNameDialog
        connectionId={connection.id}
        channel="buckets.open"
        title={t('buckets.openTitle', { connection: connection.name })}
        hint={t('buckets.openHint')}
        confirmLabel={t('buckets.openConfirm')}
        problemOf={() => null}
        onClose={close}
      />
    );
  }
  return (
    <BucketNameDialog
      connectionId={connection.id}
      channel="buckets.create"
      title={t('buckets.createTitle', { connection: connection.name })}
      hint={t('buckets.rules')}
      confirmLabel={t('buckets.create')}
      problemOf={(name) => {
        const rule = brokenBucketNameRule(name);
        return rule ? t(`buckets.rule-${rule}`) : null;
      }}
      onClose={close}
    />
  );
}
