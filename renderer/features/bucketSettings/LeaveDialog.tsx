import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { useLeaveQuestion } from './useLeaveQuestion.ts';

/** Asks before changes that are not saved are left behind. */
export function LeaveDialog({ isChanged }: { isChanged: boolean }) {
  const { t } = useTranslation();
  const { isAsked, leave, stay } = useLeaveQuestion(isChanged);
  return (
    <Dialog
      isOpen={isAsked}
      role="alertdialog"
      onClose={stay}
      title={t('settings.leave.title')}
      footer={
        <DialogButtons
          confirm={
            <Button variant="danger" onPress={leave}>
              {t('settings.leave.discard')}
            </Button>
          }
          cancel={
            <Button autoFocus onPress={stay}>
              {t('settings.leave.stay')}
            </Button>
          }
        />
      }
    >
      {t('settings.leave.text')}
    </Dialog>
  );
}
