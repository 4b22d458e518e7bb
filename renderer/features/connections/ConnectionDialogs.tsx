import { useConnection, useSecretStorage } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { ConnectionFormDialog } from './ConnectionFormDialog.tsx';
import { RemoveConnectionDialog } from './RemoveConnectionDialog.tsx';

/** The dialogs about connections, opened through the dialog store. */
export function ConnectionDialogs() {
  const { dialog, close } = useDialog();
  const id = dialog?.kind === 'connection' || dialog?.kind === 'removeConnection' ? dialog.connectionId : null;
  const connection = useConnection(id);
  const storage = useSecretStorage();

  if (dialog?.kind === 'removeConnection') {
    return connection ? <RemoveConnectionDialog connection={connection} onClose={close} /> : null;
  }
  if (dialog?.kind !== 'connection' || storage.isPending || (id !== null && !connection)) return null;
  return (
    <ConnectionFormDialog
      saved={connection}
      canSeal={storage.data?.encrypted ?? false}
      askSecret={dialog.askSecret ?? false}
      onClose={close}
    />
  );
}
