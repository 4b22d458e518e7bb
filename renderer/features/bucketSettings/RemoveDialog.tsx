import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';

/** Asks before a setting is taken away, and says what that means. */
export function RemoveDialog({
  isOpen,
  title,
  onClose,
  onConfirm,
}: {
  isOpen: boolean;
  /** What the setting is called. */
  title: string;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      role="alertdialog"
      onClose={onClose}
      title={t('settings.removal.title', { title })}
      footer={
        <DialogButtons
          confirm={
            <Button variant="danger" onPress={onConfirm}>
              {t('settings.removal.confirm')}
            </Button>
          }
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          }
        />
      }
    >
      {t('settings.removal.text')}
    </Dialog>
  );
}
