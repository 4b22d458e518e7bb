import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from './quoting.ts';

/**
 * Shuts a whole instance off: its statements read and write the files of `allowedPaths` (absolute, exactly these; COPY
 * needs `use_tmp_file false`) and nothing else, no network, no extensions, no secrets, no spilling to disk; and no
 * statement can change that, nor any other setting, until the instance is closed: set what else is needed before.
 *
 * It is the second line of defence: what checkCondition lets through by mistake meets these locks. They cannot bound
 * what an expression takes in memory or time, nor the making of tables in memory.
 *
 * Errors of all connections are JSON afterwards, see databaseError.ts.
 * Source: duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
export async function lockDown(connection: DuckDBConnection, allowedPaths: readonly string[]): Promise<void> {
  const settings: [string, string][] = [
    ['errors_as_json', 'true'],
    ['autoinstall_known_extensions', 'false'],
    ['autoload_known_extensions', 'false'],
    ['allow_community_extensions', 'false'],
    ['allow_unsigned_extensions', 'false'],
    ['allow_persistent_secrets', 'false'],
    ['enable_external_file_cache', 'false'],
    // A database in memory would spill into `.tmp` of the working directory.
    ['temp_directory', "''"],
    ['allowed_directories', '[]'],
    ['allowed_paths', `[${allowedPaths.map(quoteText).join(', ')}]`],
    // The last two: the first makes the lists above final, the second everything.
    ['enable_external_access', 'false'],
    ['lock_configuration', 'true'],
  ];
  for (const [name, value] of settings) await connection.run(`SET GLOBAL ${name} = ${value}`);
}
