import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { DialogButtons } from './DialogButtons.tsx';
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
      title={t('common.leave.title')}
      footer={
        <DialogButtons
          confirm={
            <Button variant="danger" onPress={leave}>
              {t('common.leave.discard')}
            </Button>
          }
          cancel={
            <Button autoFocus onPress={stay}>
              {t('common.leave.stay')}
            </Button>
          }
        />
      }
    >
      {t('common.leave.text')}
    </Dialog>
  );
}
