// biome-ignore-all lint/a11y/useSemanticElements: as in GridRow.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is the one tab stop and points here by aria-activedescendant
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import { useColumns } from './columns.ts';
import styles from './GridHeader.module.css';
import { COLUMNS, type Column, type Sort } from './rows.ts';

/** The order a click on a column's head asks for: the other way round when it is sorted by already. */
export function sortAfterClick(sort: Sort, column: Column): Sort {
  if (sort.column === column) return { column, descending: !sort.descending };
  // What people look for in sizes and times is at the large and late end.
  return { column, descending: column === 'size' || column === 'modified' };
}

export type GridHeaderProps = {
  id(column: Column): string;
  sort: Sort;
  /** The column the keyboard is at. */
  focused: Column | null;
  onSort(sort: Sort): void;
};

/** The heads of the columns: a click sorts, the right edge resizes. By keys both are the grid's business. */
export function GridHeader({ id, sort, focused, onSort }: GridHeaderProps) {
  const { t } = useTranslation();
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {COLUMNS.map((column, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the grid does the same
          <div
            key={column}
            id={id(column)}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={sort.column === column ? direction : 'none'}
            aria-description={t('grid.headerHint')}
            className={cx(styles.cell, styles[column], focused === column && styles.focused)}
            onClick={() => onSort(sortAfterClick(sort, column))}
          >
            <span className={styles.label}>{t(`grid.column.${column}`)}</span>
            {sort.column === column && (
              <Icon of={sort.descending ? ArrowDown : ArrowUp} size={12} className={styles.arrow} />
            )}
            <Edge column={column} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** A column's right edge: drawn to resize it, double-clicked to give it back its first width. */
function Edge({ column }: { column: Column }) {
  const resize = useColumns((s) => s.resize);
  const reset = useColumns((s) => s.reset);
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const edge = event.currentTarget;
    const from = event.clientX - (edge.parentElement?.clientWidth ?? 0);
    event.preventDefault();
    event.stopPropagation();
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (move) => resize(column, move.clientX - from);
    edge.onlostpointercapture = () => {
      edge.onpointermove = null;
    };
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is only kept from sorting; keys resize in the grid
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys' way is Shift and the arrows on the head
    <span
      className={styles.edge}
      onPointerDown={begin}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => reset(column)}
    />
  );
}
