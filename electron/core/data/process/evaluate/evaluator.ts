import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Filter } from '../../../../../shared/watch/data.ts';
import { checkCondition } from '../../conditions/checkCondition.ts';
import { conditionError } from '../../conditions/conditionError.ts';
import { conditionOf } from '../../conditions/conditionOf.ts';
import { databaseError } from '../../conditions/databaseError.ts';
import { quoteName } from '../../conditions/quoting.ts';
import type { Batch, TextColumn } from '../text/table.ts';
import { batchValues } from './batchValues.ts';
import { type Database, interruptible } from './database.ts';
import { ROWS_FUNCTION, type RowsData, type RowsFunction } from './rowsFunction.ts';
import { typedColumns } from './typedColumns.ts';

/** What a condition says of a row. */
export const DROPPED = 0;
export const KEPT = 1;
export const UNDECIDED = 2;

export type Evaluator = {
  /** Numbers of the columns that the condition is about. */
  columns: readonly number[];
  /** The verdict on each row. */
  evaluate(batch: Batch): Promise<Uint8Array>;
  close(): Promise<void>;
};

const NO_ROWS: RowsData = { rows: 0, columns: new Map() };

/** A database that rows can be handed to. */
export type RowsDatabase = { database: Database; rowsFunction: RowsFunction };

/**
 * Evaluates a filter over rows of text, typed by the styles of their columns. A statement has two columns for each of the
 * file's: its value, and after all values its text. Throws what is wrong with the filter: `condition-invalid`,
 * `column-missing`.
 */
export async function createEvaluator(
  { database, rowsFunction }: RowsDatabase,
  filter: Filter,
  columns: readonly TextColumn[],
  signal: AbortSignal,
): Promise<Evaluator> {
  const { connection } = database;
  const problem = await interruptible(connection, signal, () =>
    checkCondition(connection, filter, typedColumns(columns)),
  );
  if (problem) throw conditionError(problem);

  const statements = new Map<string, DuckDBPreparedStatement | null>();
  let wanted: readonly number[] = [];

  async function prepare(types: ReadonlyMap<number, string>): Promise<DuckDBPreparedStatement> {
    const typed = typedColumns(columns, types);
    const values = typed.map(({ sqlType }) => (sqlType === 'DOUBLE' ? 'double' : 'text'));
    rowsFunction.describe({
      columns: [...values, ...columns.map(() => 'text' as const)],
      wants: (indexes) => {
        wanted = indexes;
      },
    });
    const fields = typed.flatMap(({ name, sqlType, text }, index) => {
      const isHanded = sqlType === 'DOUBLE' || sqlType === 'VARCHAR';
      // Only so is it NULL for DuckDB before any row is seen.
      const cell = sqlType === '"NULL"' ? 'NULL' : `c${index}`;
      const value = isHanded ? cell : `TRY_CAST(${cell} AS ${sqlType})`;
      return [`${value} AS ${quoteName(name)}`, ...(text ? [`c${columns.length + index} AS ${text}`] : [])];
    });
    return connection.prepare(
      `SELECT ${conditionOf(filter, typed)} FROM (SELECT ${fields.join(', ')} FROM ${ROWS_FUNCTION}())`,
    );
  }

  /** The statement in which the numbers are of this type. Null where the database cannot reckon with it. */
  async function statementFor(type: string, numbers: readonly number[]): Promise<DuckDBPreparedStatement | null> {
    const known = statements.get(type);
    if (known !== undefined) return known;
    const statement = await prepare(new Map(numbers.map((index) => [index, type]))).catch(async (error: unknown) => {
      if (type === 'DOUBLE' || databaseError(error).type !== 'Out of Range') throw error;
      await connection.run('ROLLBACK');
      await connection.run('BEGIN TRANSACTION');
      return null;
    });
    statements.set(type, statement);
    return statement;
  }

  async function close() {
    for (const statement of statements.values()) statement?.destroySync();
    rowsFunction.feed(NO_ROWS);
    await connection.run('ROLLBACK');
  }

  /** Long numbers to the last digit, unless DECIMAL cannot hold what the condition makes of them. */
  async function evaluate(batch: Batch): Promise<Uint8Array> {
    const { near, exact, numbers } = batchValues(batch, columns, wanted);
    const verdicts = await run(await statementFor('DOUBLE', numbers), near);
    for (const [type, { rows, data }] of exact) {
      const statement = await statementFor(type, numbers);
      if (!statement) continue;
      for (const [position, verdict] of (await run(statement, data)).entries()) {
        if (verdict !== UNDECIDED) verdicts[rows[position] ?? 0] = verdict;
      }
    }
    return verdicts;
  }

  async function run(statement: DuckDBPreparedStatement | null, data: RowsData): Promise<Uint8Array> {
    if (!statement) return new Uint8Array(data.rows).fill(UNDECIDED);
    rowsFunction.feed(data);
    return interruptible(connection, signal, () => verdictsOf(statement, data.rows));
  }

  // One transaction, so that `now()` is the same for all rows.
  await connection.run('BEGIN TRANSACTION');
  try {
    // What a statement wants is told when it runs, be it over no rows.
    await run(await statementFor('DOUBLE', []), NO_ROWS);
  } catch (error) {
    await close();
    throw error;
  }
  return { columns: [...new Set(wanted.map((index) => index % columns.length))], evaluate, close };
}

async function verdictsOf(statement: DuckDBPreparedStatement, rows: number): Promise<Uint8Array> {
  const verdicts = new Uint8Array(rows);
  const result = await statement.run();
  let row = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const vector = chunk.getColumnVector(0);
    for (let index = 0; index < vector.itemCount; index += 1) {
      const holds = vector.getItem(index);
      verdicts[row] = holds === null ? UNDECIDED : holds === true ? KEPT : DROPPED;
      row += 1;
    }
  }
  if (row !== rows) throw new Error(`${row} verdicts on ${rows} rows`);
  return verdicts;
}
