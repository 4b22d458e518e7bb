import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

/** Asks before a connection is forgotten; says that the server is not touched. */
export function RemoveConnectionDialog({
  connection,
  onClose,
}: {
  connection: ConnectionSummary;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const forgetPlaces = usePlace((s) => s.forget);
  const [failure, setFailure] = useState<unknown>(null);

  const remove = async () => {
    try {
      await call('connections.remove', { id: connection.id });
    } catch (error) {
      setFailure(error);
      return;
    }
    client.removeQueries({ queryKey: queryKeys.buckets(connection.id) });
    void client.invalidateQueries({ queryKey: queryKeys.connections });
    forgetPlaces(connection.id);
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t('connections.removeTitle', { name: connection.name })}
      footer={
        <DialogButtons
          cancel={
            <Button onPress={onClose} autoFocus>
              {t('common.cancel')}
            </Button>
          }
          confirm={
            <Button variant="danger" onPress={() => void remove()}>
              {t('connections.removeConfirm')}
            </Button>
          }
        />
      }
    >
      <p>{t('connections.removeText')}</p>
      {failure ? <ErrorNotice error={failure} connectionId={null} /> : null}
    </Dialog>
  );
}
