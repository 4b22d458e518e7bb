import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { call } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import styles from './Dialogs.module.css';

/** Asks before a rule is removed, and says what is forgotten and what stays. */
export function RemoveRuleDialog({ rule, onClose }: { rule: WatchRule; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useMutation({
    mutationFn: () => call('watch.remove', { ruleId: rule.id }),
    onSuccess: onClose,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('watch.page.remove.title', { name: rule.name })}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
              {t('watch.page.remove.confirm')}
            </Button>
          }
        />
      }
    >
      <div className={styles.stack}>
        <p>{t('watch.page.remove.text')}</p>
        <p>{t('watch.page.remove.stays')}</p>
        {remove.error && <ErrorNotice error={remove.error} connectionId={null} />}
      </div>
    </Dialog>
  );
}
