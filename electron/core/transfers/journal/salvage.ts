import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { Sqlite } from '../../storage/sqlite.ts';
import { isConstraint, isDamage, isWrongTable } from '../../storage/sqliteErrors.ts';
import { TABLES_OF_JOBS } from './schema.ts';

/** How many rows are looked for, one by one if need be: more than the history keeps. */
const MOST_ROWS = 2 ** 14;

/** Runs it; false when what it would have copied cannot be read, or cannot have been written by us. */
function copied(db: Sqlite, sql: string): boolean {
  try {
    db.exec(sql);
    return true;
  } catch (error) {
    if (isDamage(error) || isWrongTable(error) || isConstraint(error)) return false;
    throw error;
  }
}

/** Copies the jobs of these rowids. What cannot be read is halved until it is one row. */
function copyJobs(db: Sqlite, from: number, to: number): void {
  const sql = `INSERT OR IGNORE INTO main.jobs SELECT * FROM old.jobs WHERE rowid BETWEEN ${from} AND ${to}`;
  if (copied(db, sql) || from >= to) return;
  const middle = Math.floor((from + to) / 2);
  copyJobs(db, from, middle);
  copyJobs(db, middle + 1, to);
}

/** The highest rowid; null when the rows cannot be read, 0 when there are none, or no such table. */
function lastRow(db: Sqlite, of: string): number | null {
  try {
    return db.all<{ last: number | null }>(`SELECT max(rowid) AS last FROM ${of}`)[0]?.last ?? 0;
  } catch (error) {
    if (isDamage(error)) return null;
    if (isWrongTable(error)) return 0;
    throw error;
  }
}

/** Copies a table that belongs to jobs; where it cannot be read as a whole, for each job of the list. */
function copyOfJobs(db: Sqlite, table: string): void {
  // Without a condition SQLite would copy the records as they are, damage and all.
  const sql = `INSERT OR IGNORE INTO main.${table} SELECT * FROM old.${table} WHERE job <> ''`;
  if (copied(db, sql)) return;
  for (const { row } of db.all<{ row: number }>('SELECT rowid AS row FROM main.jobs WHERE listed = 1')) {
    copied(db, `${sql} AND job = (SELECT id FROM main.jobs WHERE rowid = ${row})`);
  }
}

/**
 * Copies from a damaged journal what can be read, into a new and empty one; answers with the number of jobs. Whether each
 * record is what was written, its CRC tells later. Each copy is a transaction of its own: SQLite refuses to commit one in
 * which it came upon damage. Throws SQLite's errors of the new one.
 */
export function salvage(damaged: string, db: Sqlite): number {
  // SQLite changes what it opens, and the damaged file shall stay as it is.
  const copy = `${damaged}.copy`;
  const files = ['', '-wal'].filter((end) => existsSync(damaged + end));
  try {
    for (const end of files) copyFileSync(damaged + end, copy + end);
    // Else SQLite reads nothing at all of a file that is shorter than its first page says.
    db.exec('PRAGMA writable_schema = ON');
    if (!copied(db, `ATTACH '${copy.replaceAll("'", "''")}' AS old`)) return 0;
    try {
      if (copied(db, 'SELECT count(*) FROM old.sqlite_schema')) {
        const last = lastRow(db, 'old.jobs') ?? MOST_ROWS;
        copyJobs(db, Math.max(1, last - MOST_ROWS + 1), last);
        for (const table of TABLES_OF_JOBS) copyOfJobs(db, table);
      }
    } finally {
      db.exec('DETACH old');
    }
    return db.all<{ count: number }>('SELECT count(*) AS count FROM main.jobs')[0]?.count ?? 0;
  } finally {
    db.exec('PRAGMA writable_schema = OFF');
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(copy + end, { force: true });
  }
}
