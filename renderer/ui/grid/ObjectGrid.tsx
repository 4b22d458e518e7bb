// biome-ignore-all lint/a11y/useSemanticElements: as in GridRow.tsx
import { type CSSProperties, type PointerEvent, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownRows } from '../../stores/listingState.ts';
import type { Row } from '../../stores/selection.ts';
import { useFormat } from '../useFormat.ts';
import { columnLayout, useColumns } from './columns.ts';
import { GridHeader } from './GridHeader.tsx';
import { GridRow, type RowAction, type RowLook } from './GridRow.tsx';
import styles from './ObjectGrid.module.css';
import { COLUMNS, type Column } from './rows.ts';
import { SkeletonRows } from './SkeletonRows.tsx';
import { ROW_HEIGHT } from './scrollSpace.ts';
import { howOf, isSelected } from './selection.ts';
import { type GridCommands, isCommand, useGridKeys } from './useGridKeys.ts';
import { useRowScroller } from './useRowScroller.ts';
import { useScrollKeeping } from './useScrollKeeping.ts';

export type ObjectGridProps = {
  /** The element that takes the keyboard; for who wants to give it the focus. */
  gridRef: RefObject<HTMLDivElement | null>;
  label: string;
  shown: ShownRows;
  /** Skeleton rows instead of rows. */
  isLoading: boolean;
  commands: GridCommands;
  /** Kept the same as long as they are the same. */
  actions: readonly RowAction[];
  /** Opens a menu at a point of the window, of what is selected when `onRow`, else of the place. */
  onMenu(at: { x: number; y: number }, onRow: boolean): void;
  /** The folder row on which something would be dropped. */
  dropPrefix: string | null;
  /** Changes with the place; then `firstScroll` says where to begin. */
  placeKey: string;
  firstScroll(): number;
  /** Called as the rows move: the offset in CSS pixels of rows, and the last row on screen. Kept the same. */
  onViewport(offset: number, lastRow: number): void;
};

/** Where a menu opened by a key stands right of the row's beginning, in CSS pixels. */
const MENU_INDENT = 40;

/** The list of objects and folders: virtual rows, one tab stop, all of it by mouse and by keys. */
export function ObjectGrid(props: ObjectGridProps) {
  const { gridRef, shown, commands } = props;
  const { table, view, selection, sort } = shown;
  const { t } = useTranslation();
  const format = useFormat();
  const gridId = useId();
  const windowRef = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState(-1);
  // Before the keyboard has been anywhere it is at the first row.
  const focus = view.length === 0 ? -1 : Math.max(selection.focus, 0);
  const columns = columnLayout(useColumns((s) => s.widths));

  const rows = useRowScroller({
    scroller: gridRef,
    window: windowRef,
    count: view.length,
    keep: focus,
    onViewport: props.onViewport,
  });
  useScrollKeeping({ shown, placeKey: props.placeKey, firstScroll: props.firstScroll, scroller: rows });

  const look: RowLook = useMemo(
    () => ({
      prefix: table.prefix,
      format,
      actions: props.actions,
      words: {
        empty: t('grid.emptyName'),
        folderItself: t('grid.folderItself'),
        folder: t('grid.folder'),
        deleted: t('grid.deleted'),
      },
    }),
    [table.prefix, format, props.actions, t],
  );

  const rowId = (index: number) => `${gridId}row${index}`;
  const headId = (column: Column) => `${gridId}${column}`;
  const openMenuAtFocus = () => {
    const onRow = selection.focus >= 0;
    if (onRow && !isSelected(selection, focus)) commands.select({ do: 'at', index: focus, how: 'only' });
    const box = (onRow ? document.getElementById(rowId(focus)) : gridRef.current)?.getBoundingClientRect();
    if (box) props.onMenu({ x: box.left + MENU_INDENT, y: box.top + ROW_HEIGHT }, onRow);
  };
  const keys = useGridKeys({
    shown,
    commands,
    page: rows.page,
    show: rows.show,
    openMenu: openMenuAtFocus,
    drawnWidth: (column) => document.getElementById(headId(column))?.clientWidth ?? 0,
  });

  const press = (event: PointerEvent) => {
    gridRef.current?.removeAttribute('data-by-keys');
    keys.leaveHead();
    const index = indexAt(event.target);
    if (index < 0) {
      if (isBesideRows(event)) commands.select({ do: 'none' });
      return;
    }
    const how = howOf({ ctrl: isCommand(event), shift: event.shiftKey }, 'pointer');
    // A press on one of several selected rows may begin something with all of them (the menu, a drag).
    const keepsAll = how === 'only' && isSelected(selection, index);
    if (event.button === 0 && !keepsAll) commands.select({ do: 'at', index, how });
    if (event.button === 2 && !isSelected(selection, index)) commands.select({ do: 'at', index, how: 'only' });
  };
  const release = (event: React.MouseEvent) => {
    const index = indexAt(event.target);
    const isPlain = !event.shiftKey && !isCommand(event);
    if (index >= 0 && isPlain && isSelected(selection, index)) commands.select({ do: 'at', index, how: 'only' });
  };

  const active = keys.headAt ? headId(keys.headAt) : focus >= 0 ? rowId(focus) : undefined;
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={view.length + 1}
      aria-colcount={COLUMNS.length}
      aria-multiselectable
      aria-busy={props.isLoading}
      aria-activedescendant={active}
      className={styles.grid}
      style={{ '--columns': columns.template, '--columns-width': `${columns.width}px` } as CSSProperties}
      onKeyDown={(event) => {
        event.currentTarget.setAttribute('data-by-keys', '');
        keys.onKeyDown(event);
      }}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) event.currentTarget.setAttribute('data-by-keys', '');
      }}
      onPointerDown={press}
      onClick={release}
      onDoubleClick={(event) => {
        const row = rowAt(shown, indexAt(event.target));
        if (row) commands.open(row);
      }}
      onPointerOver={(event) => setHovered(indexAt(event.target))}
      onPointerLeave={() => setHovered(-1)}
      onContextMenu={(event) => {
        event.preventDefault();
        // The menu key has been answered as a key.
        if (event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === '') return;
        props.onMenu({ x: event.clientX, y: event.clientY }, indexAt(event.target) >= 0);
      }}
    >
      <GridHeader id={headId} sort={sort} focused={keys.headAt} onSort={commands.sort} />
      <div role="rowgroup" className={styles.body} style={{ height: rows.height }}>
        <div ref={windowRef} role="presentation" style={{ transform: `translateY(${rows.windowTop}px)` }}>
          {rows.indexes.map((index) => {
            const row = rowAt(shown, index);
            if (!row) return null;
            return (
              <GridRow
                key={rows.slotOf(index)}
                row={row}
                id={rowId(index)}
                index={index}
                top={rows.topOf(index)}
                look={look}
                isSelected={isSelected(selection, index)}
                isFocused={index === focus && !keys.headAt}
                isHovered={index === hovered}
                isDropTarget={row.kind === 'folder' && row.prefix === props.dropPrefix}
                isAside={rows.isAside(index)}
              />
            );
          })}
        </div>
      </div>
      {props.isLoading && <SkeletonRows />}
    </div>
  );
}

function rowAt({ table, view }: ShownRows, index: number): Row | null {
  return table.rows[view[index] ?? -1] ?? null;
}

/** The place of the row an event happened in, or -1. */
export function indexAt(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-index]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.index) : -1;
}

/** True in the empty part of the grid: neither at the heads of the columns nor on a scroll bar. */
function isBesideRows({ target, currentTarget, clientX, clientY }: PointerEvent): boolean {
  if (target instanceof Element && target.closest('[role=columnheader]')) return false;
  const { left, top } = currentTarget.getBoundingClientRect();
  return clientX < left + currentTarget.clientWidth && clientY < top + currentTarget.clientHeight;
}
