import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './JobRows.module.css';
import { useRowFocus } from './useRowFocus.ts';

const ROW_HEIGHT = 28;
const OVERSCAN = 6;
/** Rows from the end at which more are asked for. */
const NEAR_END = 20;

/** What a row is told of its place among the others. */
export type RowPlace = {
  index: number;
  count: number;
  /** CSS pixels from the top of all rows. */
  top: number;
  /** The one row whose buttons the Tab key reaches. */
  isCurrent: boolean;
  /** Measures the row: opened ones are higher. */
  measure: (element: HTMLLIElement | null) => void;
};

type Props = {
  label: string;
  ids: readonly string[];
  renderRow: (id: string, place: RowPlace) => ReactNode;
  /** True when the key meant something for that row. */
  onRowKey?: ((id: string, event: KeyboardEvent) => boolean) | undefined;
  onRowMenu?: ((id: string, event: MouseEvent) => void) | undefined;
  onRowPointerDown?: ((id: string, event: PointerEvent<HTMLElement>) => void) | undefined;
  /** CSS pixels from the top of all rows: where to draw the line at which a dragged row would go. */
  gapAt?: number | null | undefined;
  /** The last rows are near. */
  onNearEnd?: (() => void) | undefined;
};

function rowIdOf(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row-id]') : null;
  return row?.dataset.rowId ?? null;
}

/** A list of lines that may be opened. Only those on screen are there; one of them is the list's tab stop. */
export function JobRows({ label, ids, renderRow, onRowKey, onRowMenu, onRowPointerDown, gapAt, onNearEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const focus = useRowFocus(ids, list, (index) => rows.scrollToIndex(index));
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => ids[index] ?? index,
    overscan: OVERSCAN,
    // The row that has the focus stays there however far one scrolls.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focus.index < 0 || shown.includes(focus.index) ? shown : [...shown, focus.index].sort((a, b) => a - b);
    },
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    if (last >= ids.length - NEAR_END) onNearEnd?.();
  }, [last, ids.length, onNearEnd]);

  const onKeyDown = (event: KeyboardEvent) => {
    const id = rowIdOf(event.target);
    if (id === null || !(onRowKey?.(id, event) || focus.onKey(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={scroller} className={styles.scroller} data-scroller>
      <div className={styles.space}>
        <ul
          ref={list}
          aria-label={label}
          style={{ height: rows.getTotalSize() }}
          data-alt-arrows={onRowKey !== undefined || undefined}
          onKeyDown={onKeyDown}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
          onContextMenu={(event) => {
            const id = rowIdOf(event.target);
            if (id !== null) onRowMenu?.(id, event);
          }}
          // On the way down: the rows' buttons keep a press to themselves.
          onPointerDownCapture={(event) => {
            const id = rowIdOf(event.target);
            if (id !== null) onRowPointerDown?.(id, event);
          }}
        >
          {items.map(({ index, start }) => {
            const id = ids[index];
            if (id === undefined) return null;
            return renderRow(id, {
              index,
              count: ids.length,
              top: start,
              isCurrent: index === focus.index,
              measure: rows.measureElement,
            });
          })}
        </ul>
        {gapAt !== null && gapAt !== undefined && <div className={styles.gap} style={{ top: gapAt }} />}
      </div>
    </div>
  );
}
