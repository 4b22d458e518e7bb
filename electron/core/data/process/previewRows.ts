/** Cells, rows and characters of a cell that a preview shows. */
const CELLS = 20_000;
const MOST_ROWS = 100;
const LEAST_ROWS = 10;
const CELL_LENGTH = 200;

/** How many of the first rows a preview has. */
export const previewRows = (columns: number): number =>
  Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(CELLS / Math.max(1, columns))));

/** The beginning of a cell, its last character whole. */
export function shortCell(cell: string): string {
  if (cell.length <= CELL_LENGTH) return cell;
  const last = cell.charCodeAt(CELL_LENGTH - 1);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  return cell.slice(0, isHalf ? CELL_LENGTH - 1 : CELL_LENGTH);
}
