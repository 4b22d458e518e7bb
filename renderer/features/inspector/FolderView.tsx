import { Download, Folder, Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { s3Uri } from '../../../shared/key.ts';
import { visibleEntryName } from '../../../shared/visibleName.ts';
import { call } from '../../api/client.ts';
import { useDialog } from '../../stores/dialog.ts';
import { usePlace } from '../../stores/place.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { NameText } from '../../ui/grid/NameText.tsx';
import { nameWords } from '../../ui/visiblePath.ts';
import { Facts, PathText } from './Facts.tsx';
import styles from './Inspector.module.css';
import { InspectorHead } from './InspectorHead.tsx';
import { useDownload } from './useDownload.ts';

type FolderProps = {
  connectionId: string;
  bucket: string;
  /** The prefix that is being shown, which downloaded names are relative to. */
  base: string;
  prefix: string;
};

/** A selected folder: its prefix, its address, and what can be done with it. */
export function FolderView({ connectionId, bucket, base, prefix }: FolderProps) {
  const { t } = useTranslation();
  const go = usePlace((s) => s.go);
  const openDialog = useDialog((s) => s.open);
  const download = useDownload((target: string, folder) =>
    call('transfers.download', { connectionId, bucket, keys: [], prefixes: [target], base, folder: folder.grant }),
  );
  return (
    <>
      <InspectorHead
        icon={Folder}
        title={<NameText className={styles.name} segments={visibleEntryName(prefix, base, nameWords(t)).segments} />}
      >
        {t('inspector.folder')}
      </InspectorHead>
      <div className={styles.buttons}>
        <Button onPress={() => go({ view: 'bucket', connectionId, bucket, prefix })}>{t('inspector.open')}</Button>
        <Button icon={Download} isDisabled={download.isPending} onPress={() => download.mutate(prefix)}>
          {t('inspector.download')}
        </Button>
        <Button
          icon={Share2}
          onPress={() => openDialog({ kind: 'share', target: { connectionId, bucket, key: prefix, isFolder: true } })}
        >
          {t('objectAccess.shareFolder')}
        </Button>
      </div>
      {download.error && (
        <div className={styles.error}>
          <ErrorNotice error={download.error} />
        </div>
      )}
      <Facts
        facts={[
          { label: t('inspector.prefix'), value: prefix, shown: <PathText path={prefix} />, isCopyable: true },
          {
            label: t('inspector.address'),
            value: s3Uri(bucket, prefix),
            shown: <PathText path={s3Uri(bucket, prefix)} />,
            isCopyable: true,
          },
        ]}
      />
    </>
  );
}
