import { type MouseEvent, useState } from 'react';
import { Tree } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/contract/connections.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { cx } from '../../ui/cx.ts';
import { ContextMenu, type MenuItem } from '../../ui/Menu.tsx';
import { ConnectionBranch } from './ConnectionBranch.tsx';
import styles from './ConnectionTree.module.css';
import { connectionOfKey, treeKey } from './treeIds.ts';

/** Opens the context menu of a row where it was asked for: at the pointer, or below the row for the keyboard. */
export type OpenMenu = (event: MouseEvent, label: string, items: MenuItem[]) => void;

/** `at` null: closed; the rest stays, as the menu still fades out. */
type OpenedMenu = { at: { x: number; y: number } | null; label: string; items: MenuItem[] };

/** The connections and, below those that are open, their buckets. */
export function ConnectionTree({ connections }: { connections: readonly ConnectionSummary[] }) {
  const { t } = useTranslation();
  const { expanded, set } = useExpanded();
  const [menu, setMenu] = useState<OpenedMenu | null>(null);

  const openMenu: OpenMenu = (event, label, items) => {
    event.preventDefault();
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    // A context menu asked for by a key comes without a button pressed.
    const at = event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.bottom };
    setMenu({ at, label, items });
  };

  return (
    <>
      <Tree
        className={cx(styles.tree)}
        aria-label={t('sidebar.connections')}
        expandedKeys={[...expanded].map((connectionId) => treeKey({ kind: 'connection', connectionId }))}
        onExpandedChange={(keys) => set([...keys].flatMap((key) => connectionOfKey(String(key)) ?? []))}
      >
        {connections.map((connection) => (
          <ConnectionBranch
            key={connection.id}
            connection={connection}
            isExpanded={expanded.has(connection.id)}
            openMenu={openMenu}
          />
        ))}
      </Tree>
      {menu && <ContextMenu {...menu} onClose={() => setMenu({ ...menu, at: null })} />}
    </>
  );
}
