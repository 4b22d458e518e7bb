import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { lockDown } from '../../conditions/lockDown.ts';

/** What DuckDB may take to evaluate conditions; the process has 400 MiB in all. */
export const CONDITION_MEMORY = '160MB';

export type Database = { connection: DuckDBConnection; close(): void };

/**
 * A database in memory, locked down to these files. `prepare` is called before the locks. One thread: the work of a
 * process is one thing after the other, and the computer is its user's.
 */
export async function openDatabase(
  allowedPaths: readonly string[],
  memory: string,
  prepare?: (connection: DuckDBConnection) => void,
): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: memory });
  try {
    const connection = await instance.connect();
    prepare?.(connection);
    // Moments without a zone are the same moments on every computer.
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    // Parquet is written by row groups of so many bytes only so; one thread keeps the order anyway.
    await connection.run('SET GLOBAL preserve_insertion_order = false');
    await connection.run('SET enable_progress_bar = true');
    await connection.run('SET enable_progress_bar_print = false');
    await lockDown(connection, allowedPaths);
    return {
      connection,
      close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Runs work that a signal interrupts: DuckDB ends its statement at once. Rejects with the signal's reason then. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}
