import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';

/** Asks before a rollback goes over a change that somebody has made since. */
export function RollBackDialog({
  title,
  onClose,
  onConfirm,
}: {
  title: string;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t('settings.history.sinceTitle', { title })}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="danger" onPress={onConfirm}>
              {t('settings.history.rollBackAnyway')}
            </Button>
          }
        />
      }
    >
      {t('settings.history.sinceText')}
    </Dialog>
  );
}
