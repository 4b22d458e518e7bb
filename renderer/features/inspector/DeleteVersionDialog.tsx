import { useTranslation } from 'react-i18next';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { baseName } from '../../../shared/key.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogButtons } from '../../ui/DialogButtons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { visiblePath } from '../../ui/visiblePath.ts';
import { type AfterDelete, afterDelete } from './afterDelete.ts';
import styles from './DeleteVersionDialog.module.css';
import { momentInWords } from './moments.ts';

type Question = {
  version: ObjectVersion;
  /** All versions loaded so far, newest first; `hasMore` when there are older ones. */
  versions: readonly ObjectVersion[];
  hasMore: boolean;
  onCancel: () => void;
  onConfirm: () => void;
};

function useConsequence(after: AfterDelete): string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (after.object !== 'becomesCurrent') return t(`versions.ask.${after.object}`);
  const { modified, size } = after.next;
  const moment = momentInWords(modified, i18n.language);
  return t('versions.ask.becomesCurrent', { moment, size: format.bytes(size) });
}

/** Before a version, or a delete marker, is deleted for ever: which one, how much, and what the object is afterwards. */
export function DeleteVersionDialog({ version, versions, hasMore, onCancel, onConfirm }: Question) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const consequence = useConsequence(afterDelete(versions, version.versionId, hasMore));
  const name = visiblePath(baseName(version.key), t).plain;
  const moment = momentInWords(version.modified, i18n.language);
  const size = format.bytes(version.size);
  const isMarker = version.kind === 'delete-marker';
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onCancel}
      title={t(isMarker ? 'versions.ask.markerTitle' : 'versions.ask.title', { name })}
      footer={
        <DialogButtons
          confirm={
            <Button variant="danger" onPress={onConfirm}>
              {isMarker ? t('versions.ask.confirmMarker') : t('versions.ask.confirm', { size })}
            </Button>
          }
          cancel={
            <Button autoFocus onPress={onCancel}>
              {t('versions.ask.cancel')}
            </Button>
          }
        />
      }
    >
      <p>{t(isMarker ? 'versions.ask.marker' : 'versions.ask.version', { moment, size })}</p>
      <p className={styles.consequence}>{consequence}</p>
    </Dialog>
  );
}
