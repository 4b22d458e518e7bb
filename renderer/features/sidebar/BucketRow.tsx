import { Cylinder, Ellipsis } from 'lucide-react';
import { TreeItem, TreeItemContent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BucketSummary } from '../../../shared/contract/buckets.ts';
import { usePlace } from '../../stores/place.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import styles from './ConnectionTree.module.css';
import type { OpenMenu } from './ConnectionTree.tsx';
import { treeKey } from './treeIds.ts';
import { useTreeActions } from './useTreeActions.ts';

type Props = { connectionId: string; bucket: BucketSummary; openMenu: OpenMenu };

/** A bucket's row; marked while the centre of the window shows that bucket. */
export function BucketRow({ connectionId, bucket, openMenu }: Props) {
  const { t } = useTranslation();
  const { openBucket, bucketItems } = useTreeActions();
  const isCurrent = usePlace(
    ({ place }) => 'connectionId' in place && place.connectionId === connectionId && place.bucket === bucket.name,
  );

  return (
    <TreeItem
      id={treeKey({ kind: 'bucket', connectionId, bucket: bucket.name })}
      textValue={bucket.name}
      className={cx(styles.row, styles.bucket, isCurrent && styles.current)}
      {...(isCurrent ? { 'aria-current': 'location' as const } : {})}
      onAction={() => openBucket(connectionId, bucket.name)}
      onContextMenu={(event) => openMenu(event, bucket.name, bucketItems(connectionId, bucket))}
    >
      <TreeItemContent>
        <Icon of={Cylinder} className={styles.icon} />
        <span className={cx(styles.name, 'ellipsis')} title={bucket.name}>
          {bucket.name}
        </span>
        <span className={styles.actions}>
          <MenuButton
            isSmall
            icon={Ellipsis}
            label={t('common.moreActions')}
            items={bucketItems(connectionId, bucket)}
          />
        </span>
      </TreeItemContent>
    </TreeItem>
  );
}
