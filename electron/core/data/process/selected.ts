import { AppError } from '../../../../shared/errors.ts';
import type { DataFile, DataFormat, Selection } from '../../../../shared/watch/data.ts';
import type { Evaluator, RowsDatabase } from './evaluate/evaluator.ts';
import { styleOrText } from './evaluate/typedColumns.ts';
import { type Fit, fittedEvaluator } from './fit.ts';
import { keptColumns } from './keptColumns.ts';
import type { Source } from './source.ts';
import { openTable } from './text/openTable.ts';
import type { TextColumn, TextTable } from './text/table.ts';
import { STYLES } from './types/styles.ts';

export type TextFormat = Exclude<DataFormat, 'parquet'>;

/** A table with what a selection keeps of it. */
export type Selected = {
  table: TextTable;
  columns: readonly TextColumn[];
  /** Null for all. */
  kept: number[] | null;
  /** Null: all rows are kept. */
  evaluator: Evaluator | null;
};

export type SelectInput = {
  rowsDatabase: () => Promise<RowsDatabase>;
  source: Source;
  format: TextFormat;
  selection: Selection;
  fit: Fit;
  /** How much of the file is looked at, bytes. */
  limit: number;
  signal: AbortSignal;
};

/** How a table is told of. */
export const dataFileOf = ({ file }: TextTable, columns: readonly TextColumn[]): DataFile => ({
  ...file,
  columns: columns.map((column) => ({ name: column.name, type: STYLES[styleOrText(column)].type })),
});

const isMissing = (error: unknown): boolean => error instanceof AppError && error.data.code === 'column-missing';

/**
 * Opens a table and what is selected of it. In JSON lines a key may come up first far below: the whole file is looked at
 * before a column is missed, and where all columns have to be known. Throws `column-missing`, `condition-invalid`.
 */
export async function openSelected(input: SelectInput): Promise<Selected> {
  const { source, format, selection, limit, signal } = input;
  const open = (lookAt: 'beginning' | 'whole') =>
    openTable({ source, format, reading: selection.reading, limit, lookAt, signal });
  if (format !== 'jsonl') return select(input, await open('beginning'));
  const needsAll = selection.output !== 'same' && selection.columns === null;
  if (needsAll) return select(input, await open('whole'));
  try {
    return await select(input, await open('beginning'));
  } catch (error) {
    if (!isMissing(error)) throw error;
    return select(input, await open('whole'));
  }
}

async function select(input: SelectInput, table: TextTable): Promise<Selected> {
  const { filter, columns } = input.selection;
  // A file with nothing in it has no columns to miss.
  if (table.columns.length === 0) return { table, columns: [], kept: null, evaluator: null };
  const kept = keptColumns(table.columns, columns);
  if (filter.kind === 'all-rows') return { table, columns: table.columns, kept, evaluator: null };
  return { table, kept, ...(await fittedEvaluator({ ...input, filter }, table)) };
}
