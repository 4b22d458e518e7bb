import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import styles from './HistoryTools.module.css';

function ClearDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const clear = useMutation({
    mutationFn: () => call('transfers.clearHistory', {}),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: queryKeys.allHistory });
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('transfers.history.clearTitle')}
      footer={
        <DialogButtons
          cancel={
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="danger" isPending={clear.isPending} onPress={() => clear.mutate()}>
              {t('transfers.history.clearConfirm')}
            </Button>
          }
        />
      }
    >
      <p>{t('transfers.history.clearText')}</p>
      {clear.error && <ErrorNotice error={clear.error} connectionId={null} />}
    </Dialog>
  );
}

/** Searches the history and clears it, in the dock's head. */
export function HistoryTools({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <div className={styles.field}>
        <SearchInput
          isSmall
          label={t('transfers.history.search')}
          clearLabel={t('transfers.history.clearSearch')}
          value={search}
          onChange={onSearch}
        />
      </div>
      <IconButton isSmall icon={Trash2} label={t('transfers.history.clear')} onPress={() => setAsking(true)} />
      {isAsking && <ClearDialog onClose={() => setAsking(false)} />}
    </>
  );
}
