import { ChevronRight, Ellipsis } from 'lucide-react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { BucketRows } from './BucketRows.tsx';
import styles from './ConnectionTree.module.css';
import type { OpenMenu } from './ConnectionTree.tsx';
import { treeKey } from './treeIds.ts';
import { useTreeActions } from './useTreeActions.ts';

type Props = { connection: ConnectionSummary; isExpanded: boolean; openMenu: OpenMenu };

/** A connection's row, and its buckets. They are asked for once it is open. */
export function ConnectionBranch({ connection, isExpanded, openMenu }: Props) {
  const { t } = useTranslation();
  const { expanded, set } = useExpanded();
  const { connectionItems } = useTreeActions();
  const { id, name } = connection;

  return (
    <TreeItem
      id={treeKey({ kind: 'connection', connectionId: id })}
      textValue={name}
      className={cx(styles.row)}
      hasChildItems
      onAction={() => set(isExpanded ? [...expanded].filter((one) => one !== id) : [...expanded, id])}
      onContextMenu={(event) => openMenu(event, name, connectionItems(connection))}
    >
      <TreeItemContent>
        <Button slot="chevron" className={cx(styles.chevron)}>
          <Icon of={ChevronRight} size={14} />
        </Button>
        <span className={cx(styles.name, 'ellipsis')} title={name}>
          {name}
        </span>
        <span className={styles.actions}>
          <MenuButton isSmall icon={Ellipsis} label={t('common.moreActions')} items={connectionItems(connection)} />
        </span>
      </TreeItemContent>
      <BucketRows connection={connection} isShown={isExpanded} openMenu={openMenu} />
    </TreeItem>
  );
}
