import { create } from 'zustand';
import type { Column } from './rows.ts';

const SMALLEST: Record<Column, number> = { name: 160, size: 64, modified: 80, class: 64 };
const LARGEST = 1200;
/** null: the name takes what the others leave. */
const FIRST: Record<Column, number | null> = { name: null, size: 96, modified: 152, class: 116 };

/** How far a press of an arrow key moves a column's edge, in CSS pixels. */
export const WIDTH_STEP = 16;

type ColumnStore = {
  widths: Record<Column, number | null>;
  /** Sets a column's width in CSS pixels, within what is sensible. */
  resize(column: Column, width: number): void;
  reset(column: Column): void;
};

/** The widths of the grid's columns, the same in every place. */
export const useColumns = create<ColumnStore>((set, get) => ({
  widths: FIRST,
  resize(column, width) {
    const within = Math.round(Math.min(Math.max(width, SMALLEST[column]), LARGEST));
    set({ widths: { ...get().widths, [column]: within } });
  },
  reset: (column) => set({ widths: { ...get().widths, [column]: FIRST[column] } }),
}));

/**
 * The columns as `grid-template-columns`, and the CSS pixels they need at least. What is left at the right of a name
 * made narrower by hand stays empty.
 */
export function columnLayout({ name, ...others }: ColumnStore['widths']): { template: string; width: number } {
  const rest = [others.size, others.modified, others.class].map((width) => width ?? 0);
  const first = name === null ? `minmax(${SMALLEST.name}px, 1fr)` : `${name}px`;
  return {
    template: [first, ...rest.map((width) => `${width}px`), ...(name === null ? [] : ['1fr'])].join(' '),
    width: rest.reduce((sum, width) => sum + width, name ?? SMALLEST.name),
  };
}
