import { FolderSearch, Pencil, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { TreeItem, TreeItemContent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { useBuckets } from '../../api/connections.ts';
import { useDialog } from '../../stores/dialog.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAppError } from '../../ui/useAppError.ts';
import { BucketRow } from './BucketRow.tsx';
import styles from './ConnectionTree.module.css';
import type { OpenMenu } from './ConnectionTree.tsx';
import { treeKey } from './treeIds.ts';

/** What other keys or another address can put right. */
const OF_CONNECTION: readonly ErrorCode[] = [
  'invalid-credentials',
  'network-unreachable',
  'network-refused',
  'not-s3',
  'tls',
];

const SKELETON_WIDTHS = ['60%', '75%', '50%'];

type NoteProps = { connectionId: string; text: string; className?: string | undefined; children: ReactNode };

function Note({ connectionId, text, className, children }: NoteProps) {
  return (
    <TreeItem id={treeKey({ kind: 'note', connectionId })} textValue={text} className={cx(styles.note, className)}>
      <TreeItemContent>
        <div className={styles.noteWords}>{children}</div>
      </TreeItemContent>
    </TreeItem>
  );
}

type Props = { connection: ConnectionSummary; isShown: boolean; openMenu: OpenMenu };

/**
 * The rows below a connection: its buckets, or why there are none. While the connection is closed they are there but
 * not shown: only a row that has rows below it can be opened by the keyboard.
 */
export function BucketRows({ connection, isShown, openMenu }: Props) {
  const { t } = useTranslation();
  const { id } = connection;
  const { data, error, refetch } = useBuckets(id, isShown);
  const open = useDialog((s) => s.open);
  const toError = useAppError();

  if (error) {
    const { text, data: failure } = toError(error);
    return (
      <Note connectionId={id} text={text}>
        <ErrorNotice
          error={error}
          connectionId={id}
          onRetry={() => void refetch()}
          action={
            OF_CONNECTION.includes(failure.code) && (
              <Button isSmall icon={Pencil} onPress={() => open({ kind: 'connection', connectionId: id })}>
                {t('connections.editAction')}
              </Button>
            )
          }
        />
      </Note>
    );
  }
  if (!data) {
    return (
      <Note connectionId={id} text={t('sidebar.loading')} className={styles.loading}>
        {SKELETON_WIDTHS.map((width) => (
          <span key={width} className={styles.skeleton} style={{ width }} />
        ))}
      </Note>
    );
  }
  return (
    <>
      {data.buckets.map((bucket) => (
        <BucketRow key={bucket.name} connectionId={id} bucket={bucket} openMenu={openMenu} />
      ))}
      {data.listDenied && (
        <Note connectionId={id} text={t('sidebar.listDenied')}>
          <p className="secondary">{t('sidebar.listDenied')}</p>
          <Button isSmall icon={FolderSearch} onPress={() => open({ kind: 'openBucket', connectionId: id })}>
            {t('buckets.openByName')}
          </Button>
        </Note>
      )}
      {!data.listDenied && data.buckets.length === 0 && (
        <Note connectionId={id} text={t('sidebar.noBuckets')}>
          <p className="secondary">{t('sidebar.noBuckets')}</p>
          <Button isSmall icon={Plus} onPress={() => open({ kind: 'createBucket', connectionId: id })}>
            {t('buckets.createAction')}
          </Button>
        </Note>
      )}
    </>
  );
}
