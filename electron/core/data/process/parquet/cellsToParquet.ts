import { open } from 'node:fs/promises';
import { DuckDBTableFunction, VARCHAR } from '@duckdb/node-api';
import { quoteName, quoteText } from '../../conditions/quoting.ts';
import { interruptible, openDatabase } from '../evaluate/database.ts';
import { openCellFile } from './cellFile.ts';
import { parquetError } from './parquetError.ts';
import { PARQUET_MEMORY, writeOptions } from './writeOptions.ts';

export type CellsInput = {
  cells: string;
  part: string;
  names: readonly string[];
  rows: number;
  signal: AbortSignal;
};

const VECTOR = 2048;
/** Bytes handed over at a time: cells may be large. */
const CHUNK = 4 * 1024 * 1024;

/** Writes a file of cells as Parquet, all columns text. Answers with its size, once it is on the disk. */
export async function cellsToParquet(
  { cells, part, names, rows, signal }: CellsInput,
  onProgress: (fraction: number) => void,
): Promise<number> {
  const file = openCellFile(cells);
  try {
    const source = rowsOf(file, names.length, rows, onProgress);
    const database = await openDatabase([part], PARQUET_MEMORY, (connection) =>
      connection.registerTableFunction(source),
    );
    try {
      const columns = names.map((name, index) => `c${index} AS ${quoteName(name)}`).join(', ');
      const copy = `COPY (SELECT ${columns} FROM cells()) TO ${quoteText(part)} (${writeOptions(names.length)})`;
      await interruptible(database.connection, signal, () => database.connection.run(copy));
    } catch (error) {
      throw parquetError(error, part);
    } finally {
      database.close();
    }
  } finally {
    file.close();
  }
  return syncedSize(part);
}

function rowsOf(
  file: ReturnType<typeof openCellFile>,
  columns: number,
  rows: number,
  onProgress: (fraction: number) => void,
) {
  let done = 0;
  return DuckDBTableFunction.create({
    name: 'cells',
    bindFunction(info) {
      for (let column = 0; column < columns; column += 1) info.addResultColumn(`c${column}`, VARCHAR);
    },
    initFunction: (info) => info.setMaxThreads(1),
    mainFunction(info, chunk) {
      try {
        const batch: (string | null)[] = [];
        let count = 0;
        for (let bytes = 0; count < Math.min(VECTOR, rows - done) && bytes < CHUNK; count += 1) {
          for (let column = 0; column < columns; column += 1) {
            const next = file.next();
            batch.push(next.cell);
            bytes += next.bytes;
          }
        }
        chunk.rowCount = count;
        if (count === 0) return;
        for (let column = 0; column < columns; column += 1) {
          const vector = chunk.getColumnVector(column);
          for (let row = 0; row < count; row += 1) vector.setItem(row, batch[row * columns + column] ?? null);
          vector.flush();
        }
        done += count;
        onProgress(done / rows);
      } catch (error) {
        info.setError(String(error));
      }
    },
  });
}

/** Has a file on the disk, and answers with its size, bytes. */
export async function syncedSize(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
