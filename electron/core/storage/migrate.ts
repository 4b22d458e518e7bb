import { appError } from '../../../shared/errors.ts';
import type { Sqlite } from './sqlite.ts';

const versionIs = (comparison: string) => `(SELECT user_version FROM pragma_user_version) ${comparison}`;

/**
 * Makes a database's tables, or brings them up to date: each of `migrations` leads from its index to the next version, which
 * is the file's `user_version`. Throws `unsupported` for `what` of a newer program, which stays as it is.
 */
export function migrate(db: Sqlite, migrations: readonly string[], what: string): void {
  if (!db.holds(versionIs(`<= ${migrations.length}`))) {
    throw appError('unsupported', `${what} is of a newer program than this, which knows version ${migrations.length}`);
  }
  for (const [from, sql] of migrations.entries()) {
    if (db.holds(versionIs(`= ${from}`))) db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${from + 1}; COMMIT`);
  }
}
