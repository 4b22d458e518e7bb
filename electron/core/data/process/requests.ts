import { appError } from '../../../../shared/errors.ts';
import type { ColumnType, DataFile } from '../../../../shared/watch/data.ts';
import { checkCondition } from '../conditions/checkCondition.ts';
import type { Order, Work } from '../protocol.ts';
import { CONDITION_MEMORY, interruptible, openDatabase } from './evaluate/database.ts';
import type { RowsDatabase } from './evaluate/evaluator.ts';
import { createRowsFunction } from './evaluate/rowsFunction.ts';
import { filterText } from './filterText.ts';
import { countParquet, filterParquet, previewParquet, recogniseParquet } from './parquet/parquetWork.ts';
import { passOver } from './passOver.ts';
import { PREVIEW_BYTES, previewText } from './previewText.ts';
import { dataFileOf, openSelected } from './selected.ts';
import { formatOf, withSource } from './source.ts';
import { openTable } from './text/openTable.ts';

type Context = { signal: AbortSignal; onProgress: (fraction: number | null) => void };
type Input<K extends keyof Work> = Work[K]['input'];
type Answer<K extends keyof Work> = Promise<Work[K]['output']>;

/** The types conditions are checked with where there is no file. */
const SQL_TYPES: Record<ColumnType, string> = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  other: 'VARCHAR',
};

async function openRowsDatabase(): Promise<RowsDatabase> {
  const rowsFunction = createRowsFunction();
  return { database: await openDatabase([], CONDITION_MEMORY, rowsFunction.register), rowsFunction };
}

/** Does what the process is asked, one thing at a time. */
export function createRequests() {
  let opened: Promise<RowsDatabase> | undefined;

  /** The database that conditions are evaluated in: it reaches no file, and serves for all files of text. */
  function rowsDatabase(): Promise<RowsDatabase> {
    opened ??= openRowsDatabase();
    return opened;
  }

  async function recognise({ path, reading }: Input<'recognise'>, { signal }: Context): Promise<DataFile | null> {
    const format = formatOf(path, reading);
    if (!format) return null;
    return withSource(path, async (source) => {
      if (format === 'parquet') return recogniseParquet({ source, signal });
      const limit = PREVIEW_BYTES;
      const table = await openTable({ source, format, reading, limit, lookAt: 'beginning', signal });
      return dataFileOf(table, table.columns);
    });
  }

  async function preview({ path, selection }: Input<'preview'>, context: Context): Answer<'preview'> {
    const format = formatOf(path, selection.reading);
    if (!format) return null;
    return withSource(path, (source) =>
      format === 'parquet'
        ? previewParquet({ source, selection, ...context })
        : previewText({ rowsDatabase, source, format, selection, signal: context.signal }),
    );
  }

  async function check({ filter, columns }: Input<'check'>, { signal }: Context): Answer<'check'> {
    const { connection } = (await rowsDatabase()).database;
    const typed = columns.map((column) => ({ ...column, sqlType: SQL_TYPES[column.type] }));
    return interruptible(connection, signal, () => checkCondition(connection, filter, typed));
  }

  async function count({ path, selection }: Input<'count'>, { signal, onProgress }: Context): Answer<'count'> {
    const format = formatOf(path, selection.reading);
    if (!format) return null;
    return withSource(path, async (source) => {
      if (format === 'parquet') return countParquet({ source, selection, signal, onProgress });
      const limit = Number.POSITIVE_INFINITY;
      const selected = await openSelected({
        rowsDatabase,
        source,
        format,
        selection,
        fit: 'to-condition',
        limit,
        signal,
      });
      try {
        return await passOver(selected, {
          limit,
          signal,
          onBatch: ({ bytesRead }) => onProgress(Math.min(1, bytesRead / Math.max(1, source.size))),
        });
      } finally {
        await selected.evaluator?.close();
      }
    });
  }

  async function filter({ path, target, selection }: Input<'filter'>, context: Context): Answer<'filter'> {
    const format = formatOf(path, selection.reading);
    if (!format) throw appError('invalid-request', 'the file is no data');
    return withSource(path, (source) =>
      format === 'parquet'
        ? filterParquet({ source, target, selection, ...context })
        : filterText({ rowsDatabase, source, target, format, selection, ...context }),
    );
  }

  return async ({ kind, input }: Order, context: Context): Promise<Work[keyof Work]['output']> => {
    switch (kind) {
      case 'recognise':
        return recognise(input, context);
      case 'preview':
        return preview(input, context);
      case 'check':
        return check(input, context);
      case 'count':
        return count(input, context);
      case 'filter':
        return filter(input, context);
    }
  };
}
