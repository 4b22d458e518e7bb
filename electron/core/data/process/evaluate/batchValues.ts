import type { Batch, TextColumn } from '../text/table.ts';
import { exactType } from '../types/digits.ts';
import { STYLES } from '../types/styles.ts';
import type { RowsData } from './rowsFunction.ts';
import { styleOrText } from './typedColumns.ts';

type Texts = readonly (string | null)[];

/** The values of a batch for statements. */
export type BatchValues = {
  /** All rows, numbers as DOUBLE. */
  near: RowsData;
  /** Rows with numbers that are near only as DOUBLE, by the type that holds those of the row exactly. */
  exact: ReadonlyMap<string, { rows: readonly number[]; data: RowsData }>;
  /** The columns that are of that type there. */
  numbers: readonly number[];
};

/** The values of these columns; a number of a column's count or more means the text of the column that is so far on. */
export function batchValues(batch: Batch, columns: readonly TextColumn[], wanted: readonly number[]): BatchValues {
  const cells = new Map<number, Texts>();
  const texts = wanted.filter((index) => index >= columns.length);
  const found = batch.texts(texts.map((index) => index - columns.length));
  for (const [position, index] of texts.entries()) cells.set(index, found[position] ?? []);
  const numbers: number[] = [];
  for (const index of wanted) {
    const column = columns[index];
    if (!column) continue;
    cells.set(index, batch.comparable(index, styleOrText(column)));
    if (STYLES[styleOrText(column)].type === 'number') numbers.push(index);
  }
  const near = new Map<number, readonly (string | number | null)[]>(cells);
  for (const index of numbers)
    near.set(
      index,
      (cells.get(index) ?? []).map((cell) => (cell === null ? null : Number(cell))),
    );

  const exact = new Map<string, { rows: readonly number[]; data: RowsData }>();
  for (const [type, rows] of rowsByType(
    batch.rows,
    numbers.map((index) => cells.get(index) ?? []),
  )) {
    const some = [...cells].map(([index, column]) => [index, rows.map((row) => column[row] ?? null)] as const);
    exact.set(type, { rows, data: { rows: rows.length, columns: new Map(some) } });
  }
  return { near: { rows: batch.rows, columns: near }, exact, numbers };
}

/** One type for all numbers of a row, which may be compared with one another. */
function rowsByType(count: number, numbers: readonly Texts[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < count; row += 1) {
    const type = exactType(numbers.map((column) => column[row] ?? null));
    if (type === null) continue;
    const rows = groups.get(type) ?? [];
    rows.push(row);
    groups.set(type, rows);
  }
  return groups;
}
