// biome-ignore-all lint/a11y/useSemanticElements: as in LogRow.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points to a line by aria-activedescendant
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry } from '../../../../shared/watch/state.ts';
import { cx } from '../../../ui/cx.ts';
import { LogRow } from './LogRow.tsx';
import styles from './LogTable.module.css';

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 28;
const OVERSCAN = 8;
/** Rows from the end at which older lines are asked for. */
const NEAR_END = 30;

type Props = {
  /** The newest first; ids fall. */
  lines: readonly LogEntry[];
  rules: ReadonlyMap<string, WatchRule>;
  showsRule: boolean;
  /** There are older lines that are not read yet. */
  hasMore: boolean;
  activeId: number | null;
  /** The table itself, for the focus to come back to. */
  grid: RefObject<HTMLDivElement | null>;
  onActive: (entry: LogEntry) => void;
  onLeave: () => void;
  onOpen: (entry: LogEntry) => void;
  onNearEnd: () => void;
};

/** Where a key leads from the row at `index` (-1: none); null when it is no key of the table. */
function stepTo(key: string, index: number, count: number, page: number): number | null {
  const to: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  const next = to[key];
  return next === undefined ? null : Math.max(0, Math.min(next, count - 1));
}

/**
 * The lines of the log as a grid of which only what is on screen is there. It is one tab stop: the arrows go from line to
 * line, Enter opens the object of a line, Escape leaves it. New lines come on top and move nothing of what is being read.
 */
export function LogTable(props: Props) {
  const { lines, rules, showsRule, hasMore, activeId, grid: scroller, onActive, onLeave, onOpen, onNearEnd } = props;
  const { t } = useTranslation();
  const id = useId();
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= lines.length - NEAR_END) onNearEnd();
  }, [hasMore, last, lines.length, onNearEnd]);

  // What is being read stays where it is while lines come above it.
  const first = useRef<number | null>(null);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = lines[0]?.id ?? null;
    const element = scroller.current;
    if (before === null || !element || element.scrollTop === 0) return;
    const come = lines.findIndex((entry) => entry.id <= before);
    if (come > 0) element.scrollTop += come * ROW_HEIGHT;
  }, [lines, scroller]);

  const active = activeId === null ? -1 : lines.findIndex((entry) => entry.id === activeId);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const activeLine = lines[active];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const next = stepTo(event.key, active, lines.length, page);
    if (next !== null) {
      const entry = lines[next];
      if (entry) onActive(entry);
      rows.scrollToIndex(next);
    } else if (event.key === 'Enter' && activeLine) onOpen(activeLine);
    else if (event.key === 'Escape' && activeLine) onLeave();
    else return;
    event.preventDefault();
  };

  const columns = [
    'time',
    'step',
    ...(showsRule ? (['rule'] as const) : []),
    'file',
    'facts',
    'version',
    'size',
  ] as const;
  const rowId = (entry: LogEntry) => `${id}-${entry.id}`;
  const activeLine = lines[active];
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('watch.log.title')}
      aria-rowcount={hasMore ? -1 : lines.length + 1}
      aria-activedescendant={activeLine && items.some(({ index }) => index === active) ? rowId(activeLine) : undefined}
      className={cx(styles.grid, showsRule && styles.withRule)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          {columns.map((column) => (
            <span key={column} role="columnheader" className={styles[column]}>
              {t(`watch.log.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const entry = lines[index];
          if (!entry) return null;
          return (
            <LogRow
              key={key}
              id={rowId(entry)}
              entry={entry}
              index={index}
              top={start - HEAD_HEIGHT}
              rule={rules.get(entry.ruleId)}
              showsRule={showsRule}
              isActive={index === active}
              onActive={onActive}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}
