import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseName } from '../../../../shared/key.ts';
import { type ShareTarget, useDialog } from '../../../stores/dialog.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DialogButtons } from '../../../ui/DialogButtons.tsx';
import { type TabItem, Tabs } from '../../../ui/Tabs.tsx';
import { visiblePath } from '../../../ui/visiblePath.ts';
import { DownloadLink } from './DownloadLink.tsx';
import styles from './Share.module.css';
import { UploadForm } from './UploadForm.tsx';
import { UploadLink } from './UploadLink.tsx';

type Kind = 'download' | 'upload' | 'form';

function Kinds({ target }: { target: ShareTarget }) {
  const { t } = useTranslation();
  const isVersion = target.versionId !== undefined;
  const [kind, setKind] = useState<Kind>(target.isFolder ? 'form' : 'download');
  const items: TabItem<Kind>[] = [
    ...(target.isFolder
      ? []
      : [{ id: 'download' as const, label: t('objectAccess.download'), content: <DownloadLink target={target} /> }]),
    // Nobody can write an old version.
    ...(isVersion
      ? []
      : [
          { id: 'upload' as const, label: t('objectAccess.upload'), content: <UploadLink target={target} /> },
          { id: 'form' as const, label: t('objectAccess.form'), content: <UploadForm target={target} /> },
        ]),
  ];
  return (
    <div className={styles.tabs}>
      <Tabs label={t('objectAccess.kinds')} selected={kind} onSelect={setKind} items={items} />
    </div>
  );
}

/** Links and forms for others, made from the connection's keys; opened through the dialog store. */
export function ShareDialog() {
  const { t } = useTranslation();
  const { dialog, close } = useDialog();
  if (dialog?.kind !== 'share') return null;
  const { target } = dialog;
  const name = visiblePath(baseName(target.key) || target.bucket, t).plain;
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('objectAccess.shareTitle', { name })}
      width={520}
      footer={<DialogButtons confirm={<Button onPress={close}>{t('common.close')}</Button>} />}
    >
      <Kinds target={target} />
    </Dialog>
  );
}
