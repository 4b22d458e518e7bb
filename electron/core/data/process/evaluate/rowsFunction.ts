import { DOUBLE, type DuckDBConnection, type DuckDBDataChunk, DuckDBTableFunction, VARCHAR } from '@duckdb/node-api';

/** The columns of rows that are handed to DuckDB. */
export type RowsShape = {
  /** Numbers, or texts. */
  columns: readonly ('double' | 'text')[];
  /** Told before the rows of each statement are asked for: the columns it needs of them. */
  wants(columns: readonly number[]): void;
};

/** The rows of a batch: of each column that is wanted all values. */
export type RowsData = { rows: number; columns: ReadonlyMap<number, readonly (string | number | null)[]> };

export const ROWS_FUNCTION = 'file_rows';

const VECTOR = 2048;

/**
 * The table function that hands rows of JavaScript to DuckDB: `FROM file_rows()`. Only the columns that a statement
 * needs are handed over, so that of 2,000 columns the others cost nothing.
 */
export function createRowsFunction() {
  /** What the next statement that is prepared reads. */
  let shape: RowsShape = { columns: [], wants: () => {} };
  let data: RowsData = { rows: 0, columns: new Map() };

  const declaration = DuckDBTableFunction.create({
    name: ROWS_FUNCTION,
    supportsProjectionPushdown: true,
    bindFunction(info) {
      for (const [index, type] of shape.columns.entries()) {
        info.addResultColumn(`c${index}`, type === 'double' ? DOUBLE : VARCHAR);
      }
      info.setBindData(shape);
    },
    initFunction(info) {
      const bound = info.bindData as RowsShape; // set above
      // Beyond the columns stands the row's number, which is asked for where no column is.
      const columns = info.getColumnIndexes().map((index) => (index < bound.columns.length ? index : null));
      bound.wants(columns.filter((index) => index !== null));
      info.setMaxThreads(1);
      info.setInitData({ at: 0, columns });
    },
    mainFunction(info, chunk) {
      const scan = info.initData as { at: number; columns: (number | null)[] }; // set above
      try {
        scan.at += fillChunk(chunk, data, scan);
      } catch (error) {
        info.setError(String(error));
      }
    },
  });

  return {
    register: (connection: DuckDBConnection) => connection.registerTableFunction(declaration),
    /** What statements that are prepared from now on read. */
    describe(next: RowsShape) {
      shape = next;
    },
    /** What statements that are run from now on get. */
    feed(next: RowsData) {
      data = next;
    },
  };
}

export type RowsFunction = ReturnType<typeof createRowsFunction>;

function fillChunk(chunk: DuckDBDataChunk, data: RowsData, scan: { at: number; columns: (number | null)[] }): number {
  const count = Math.min(VECTOR, data.rows - scan.at);
  chunk.rowCount = count;
  if (count === 0) return 0;
  for (const [position, column] of scan.columns.entries()) {
    if (column === null) continue;
    const values = data.columns.get(column);
    const vector = chunk.getColumnVector(position);
    for (let row = 0; row < count; row += 1) vector.setItem(row, values?.[scan.at + row] ?? null);
    vector.flush();
  }
  return count;
}
