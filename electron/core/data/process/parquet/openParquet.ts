import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType, DataFile } from '../../../../../shared/watch/data.ts';
import { quoteName, quoteText } from '../../conditions/quoting.ts';
import type { TypedColumn } from '../../conditions/typedColumn.ts';
import { interruptible, openDatabase } from '../evaluate/database.ts';
import { malformed } from '../problems.ts';
import type { Source } from '../source.ts';
import { parquetError } from './parquetError.ts';
import { PARQUET_MEMORY } from './writeOptions.ts';

/** A Parquet file that DuckDB reads. Values are typed by the file itself. */
export type ParquetTable = {
  connection: DuckDBConnection;
  columns: readonly TypedColumn[];
  file: DataFile;
  /** SQL that stands for its rows. */
  from: string;
};

const TYPES: readonly [RegExp, ColumnType][] = [
  [/^(VARCHAR|ENUM\b.*)$/, 'text'],
  [/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(\d+,\s*\d+\))$/, 'number'],
  [/^BOOLEAN$/, 'boolean'],
  [/^DATE$/, 'date'],
  [/^TIME$/, 'time'],
  [/^TIMESTAMP/, 'timestamp'],
];

const typeOf = (sqlType: string): ColumnType =>
  TYPES.find(([pattern]) => pattern.test(sqlType) && !sqlType.endsWith('[]'))?.[1] ?? 'other';

const MAGIC = 'PAR1';

async function checkMagic({ handle, size }: Source): Promise<void> {
  const head = Buffer.alloc(MAGIC.length);
  const tail = Buffer.alloc(MAGIC.length);
  await handle.read(head, 0, MAGIC.length, 0);
  await handle.read(tail, 0, MAGIC.length, Math.max(0, size - MAGIC.length));
  if (head.toString('latin1') !== MAGIC || tail.toString('latin1') !== MAGIC) throw malformed('parquet');
}

export type ParquetInput = { source: Source; signal: AbortSignal };

/** Lets `work` read a Parquet file, and write the files `outputs`. Throws `data-malformed` when it is not one. */
export async function withParquet<T>(
  { source, signal }: ParquetInput,
  outputs: readonly string[],
  work: (table: ParquetTable) => Promise<T>,
): Promise<T> {
  await checkMagic(source);
  const { connection, close } = await openDatabase([source.path, ...outputs], PARQUET_MEMORY);
  try {
    const from = `read_parquet(${quoteText(source.path)})`;
    const described = await interruptible(connection, signal, () =>
      connection.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`),
    );
    const columns = described.getRows().map(([name, sqlType]): TypedColumn => {
      const type = typeOf(String(sqlType));
      return { name: String(name), type, sqlType: String(sqlType) };
    });
    const file: DataFile = {
      format: 'parquet',
      encoding: null,
      delimiter: null,
      quote: null,
      header: null,
      columns: columns.map(({ name, type }) => ({ name, type })),
    };
    return await work({ connection, columns, file, from });
  } catch (error) {
    throw parquetError(error, source.path);
  } finally {
    close();
  }
}

/** These columns of a table, as SQL; null for all. */
export const columnList = ({ columns }: ParquetTable, kept: readonly number[] | null): string =>
  kept === null ? '*' : kept.map((index) => quoteName(columns[index]?.name ?? '')).join(', ');
