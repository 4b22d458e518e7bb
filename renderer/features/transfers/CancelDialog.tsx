import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';

/** Asks before several transfers are cancelled. */
export function CancelDialog({
  count,
  onConfirm,
  onClose,
}: {
  count: number;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('transfers.cancelAsk.title', { count })}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('transfers.cancelAsk.keep')}
            </Button>
          }
          confirm={
            <Button
              variant="danger"
              onPress={() => {
                onConfirm();
                onClose();
              }}
            >
              {t('transfers.cancelAsk.confirm', { count })}
            </Button>
          }
        />
      }
    >
      <p>{t('transfers.cancelAsk.text')}</p>
    </Dialog>
  );
}
