import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { ContextMenu } from '../../ui/Menu.tsx';
import { sharesMinute } from './moments.ts';
import type { VersionActions } from './useVersionActions.ts';
import { VersionRow } from './VersionRow.tsx';
import styles from './VersionsTab.module.css';
import { versionButtons, versionMenu } from './versionItems.ts';

const ROW_HEIGHT = 46;
/** So many rows before the end the next page is asked for. */
const AHEAD = 50;

export type VersionListProps = {
  versions: readonly ObjectVersion[];
  hasMore: boolean;
  loadMore: () => void;
  actions: VersionActions;
  askDelete: (version: ObjectVersion) => void;
};

/** The timeline: only the rows in sight are there, older pages come as one scrolls. */
export function VersionList({ versions, hasMore, loadMore, actions, askDelete }: VersionListProps) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [activeIndex, setActiveIndex] = useState(0);
  const focusWanted = useRef(false);
  const hasFocus = useRef(false);
  const [menu, setMenu] = useState<{ version: ObjectVersion; at: { x: number; y: number } } | null>(null);
  const withSeconds = useMemo(() => sharesMinute(versions.map((version) => version.modified)), [versions]);
  const active = Math.min(activeIndex, versions.length - 1);

  const virtualizer = useVirtualizer({
    count: versions.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    // The row with the focus stays, or the focus would be lost by scrolling it out of sight.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].toSorted((a, b) => a - b),
  });
  const rows = virtualizer.getVirtualItems();
  const lastIndex = virtualizer.range?.endIndex ?? 0;

  useEffect(() => {
    if (hasMore && lastIndex >= versions.length - AHEAD) loadMore();
  }, [hasMore, lastIndex, versions.length, loadMore]);

  // When the row with the focus is deleted, the one in its place takes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be run when the versions have changed
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focusWanted.current = true;
  }, [versions]);

  // A row that Home or End asks for is there only after the list has been drawn anew.
  useEffect(() => {
    if (!focusWanted.current) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    row?.focus({ preventScroll: true });
    focusWanted.current = row === null;
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const last = versions.length - 1;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target = new Map([
      ['ArrowUp', active - 1],
      ['ArrowDown', active + 1],
      ['PageUp', active - page],
      ['PageDown', active + page],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(last, target));
    focusWanted.current = true;
    setActiveIndex(index);
    virtualizer.scrollToIndex(index);
  };

  const buttonsOf = (version: ObjectVersion) => versionButtons(version, actions, askDelete, t);
  return (
    <div ref={scroll} className={styles.scroll}>
      <ul
        ref={list}
        className={styles.list}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('versions.label')}
        onKeyDown={onKeyDown}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={(event) => {
          hasFocus.current = event.currentTarget.contains(event.relatedTarget);
        }}
      >
        {rows.map(({ index, start }) => {
          const version = versions[index];
          if (!version) return null;
          const count = hasMore ? -1 : versions.length;
          return (
            <VersionRow
              key={version.versionId}
              version={version}
              withSeconds={withSeconds[index] ?? false}
              position={{ index, count, offset: start, isLast: !hasMore && index === versions.length - 1 }}
              isTabStop={index === active}
              isMenuOpen={menu?.version === version}
              buttons={buttonsOf(version)}
              onFocus={() => setActiveIndex(index)}
              onMenu={(at) => setMenu({ version, at })}
            />
          );
        })}
      </ul>
      <ContextMenu
        at={menu?.at ?? null}
        onClose={() => setMenu(null)}
        label={t('versions.actions')}
        items={menu ? versionMenu(buttonsOf(menu.version), menu.version, actions, t) : []}
      />
    </div>
  );
}
