import { useTranslation } from 'react-i18next';
import type { SettingStates } from '../../../../shared/settings/compareSettings.ts';
import { inCopyOrder } from '../../../../shared/settings/copySettings.ts';
import type { WritableSettingId } from '../../../../shared/settings/documents.ts';
import type { BucketRef } from '../../../api/settings.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import styles from './ComparePage.module.css';

/** Says what will be put into the other bucket, and what will be taken away there. */
export function CopyDialog({
  settings,
  from,
  to,
  onClose,
  onConfirm,
}: {
  settings: readonly WritableSettingId[];
  from: { place: BucketRef; states: SettingStates };
  to: string;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t('settings.compare.copyTitle', { bucket: to })}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="primary" onPress={onConfirm}>
              {t('settings.compare.copyConfirm', { count: settings.length })}
            </Button>
          }
        />
      }
    >
      <p>{t('settings.compare.copyText', { bucket: from.place.bucket })}</p>
      <ul className={styles.facts}>
        {inCopyOrder(settings).map((setting) => {
          const isRemoval = from.states[setting]?.state !== 'set';
          const title = t(`settings.${setting}.title`);
          return <li key={setting}>{isRemoval ? t('settings.compare.willRemove', { title }) : title}</li>;
        })}
      </ul>
    </Dialog>
  );
}
