import { copyFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFile, DataPreview, RowCounts, Selection } from '../../../../../shared/watch/data.ts';
import { checkCondition } from '../../conditions/checkCondition.ts';
import { conditionError } from '../../conditions/conditionError.ts';
import { conditionOf } from '../../conditions/conditionOf.ts';
import { quoteName, quoteText } from '../../conditions/quoting.ts';
import type { FilterResult } from '../../dataEngine.ts';
import { workFiles } from '../../protocol.ts';
import { interruptible } from '../evaluate/database.ts';
import { keptColumns } from '../keptColumns.ts';
import { previewRows, shortCell } from '../previewRows.ts';
import { writeWhole } from '../text/sink.ts';
import { syncedSize } from './cellsToParquet.ts';
import { columnList, type ParquetInput, type ParquetTable, withParquet } from './openParquet.ts';
import { writeOptions } from './writeOptions.ts';

export type ParquetWork = ParquetInput & { selection: Selection; onProgress: (fraction: number | null) => void };

const POLL_MS = 100;
/** A preview counts over so many rows at most. */
const PREVIEW_ROWS = 1_000_000;

/** Runs a statement and tells how far it has come. */
async function withProgress<T>(
  connection: DuckDBConnection,
  { signal, onProgress }: Pick<ParquetWork, 'signal' | 'onProgress'>,
  run: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    onProgress(percentage < 0 ? null : Math.min(1, percentage / 100));
  }, POLL_MS);
  try {
    return await interruptible(connection, signal, run);
  } finally {
    clearInterval(timer);
  }
}

/** The condition as SQL. Throws what is wrong with it. */
async function conditionFor({ connection, columns }: ParquetTable, { filter }: Selection): Promise<string> {
  const problem = await checkCondition(connection, filter, columns);
  if (problem) throw conditionError(problem);
  return conditionOf(filter, columns);
}

/** Counts over the rows, or the first `most` of them. */
async function countsOf(
  { connection, from }: ParquetTable,
  condition: string,
  input: Pick<ParquetWork, 'signal' | 'onProgress'>,
  most = Number.MAX_SAFE_INTEGER,
): Promise<RowCounts> {
  const sql = `SELECT count(*), count(*) FILTER (WHERE holds), count(*) FILTER (WHERE holds IS NULL)
    FROM (SELECT ${condition} AS holds FROM (SELECT * FROM ${from} LIMIT ${most}))`;
  const counted = await withProgress(connection, input, () => connection.runAndReadAll(sql));
  const [rows = 0, kept = 0, undecided = 0] = (counted.getRows()[0] ?? []).map(Number);
  return { rows, kept, undecided, whole: rows < most };
}

export const recogniseParquet = (input: ParquetInput): Promise<DataFile> =>
  withParquet(input, [], async ({ file }) => file);

export const countParquet = (input: ParquetWork): Promise<RowCounts> =>
  withParquet(input, [], async (table) => countsOf(table, await conditionFor(table, input.selection), input));

/** Columns that are read at a time for a preview: DuckDB holds 2,048 rows of each. */
const PREVIEW_COLUMNS = 200;

/** The first rows, each value as DuckDB writes it, and whether the condition holds. */
async function firstRows({ connection, columns, from }: ParquetTable, condition: string): Promise<DataPreview['rows']> {
  const first = `(SELECT * FROM ${from} LIMIT ${previewRows(columns.length)})`;
  const verdicts = await connection.runAndReadAll(`SELECT ${condition} FROM ${first}`);
  const rows = verdicts.getRows().map(([holds]) => ({ cells: [] as (string | null)[], kept: holds === true }));
  for (let at = 0; at < columns.length; at += PREVIEW_COLUMNS) {
    const some = columns.slice(at, at + PREVIEW_COLUMNS).map(({ name }) => `CAST(${quoteName(name)} AS VARCHAR)`);
    const values = await connection.runAndReadAll(`SELECT ${some.join(', ')} FROM ${first}`);
    for (const [row, cells] of values.getRows().entries()) {
      rows[row]?.cells.push(...cells.map((cell) => (cell === null ? null : shortCell(String(cell)))));
    }
  }
  return rows;
}

export const previewParquet = (input: ParquetWork): Promise<DataPreview> =>
  withParquet(input, [], async (table) => {
    const { connection, columns, file } = table;
    const { filter, columns: wanted } = input.selection;
    keptColumns(columns, wanted);
    const problem = await checkCondition(connection, filter, columns);
    const condition = problem ? 'true' : conditionOf(filter, columns);
    const rows = await interruptible(connection, input.signal, () => firstRows(table, condition));
    return { file, rows, counts: problem ? null : await countsOf(table, condition, input, PREVIEW_ROWS), problem };
  });

/** Writes the rows and columns that are selected; where that is all, the file as it is. */
export async function filterParquet(input: ParquetWork & { target: string }): Promise<FilterResult> {
  const { source, target, selection } = input;
  const { part } = workFiles(target);
  return writeWhole(part, target, () =>
    withParquet(input, [part], async (table) => {
      const { connection, from, columns, file } = table;
      const kept = keptColumns(columns, selection.columns);
      const condition = await conditionFor(table, selection);
      if (selection.filter.kind === 'all-rows' && kept === null && selection.output !== 'csv') {
        await copyFile(source.path, part);
      } else {
        const options =
          selection.output === 'csv' ? 'FORMAT csv, HEADER, USE_TMP_FILE false' : writeOptions(columns.length);
        const select = `SELECT ${columnList(table, kept)} FROM ${from} WHERE ${condition}`;
        const copy = `COPY (${select}) TO ${quoteText(part)} (${options})`;
        await withProgress(connection, input, () => connection.run(copy));
      }
      return {
        ...(await countsOf(table, condition, { ...input, onProgress: () => {} })),
        file,
        bytes: await syncedSize(part),
      };
    }),
  );
}
