import { migrate as migrateBy } from '../../storage/migrate.ts';
import { openSqlite, type Sqlite } from '../../storage/sqlite.ts';

/**
 * What brings a journal from each version to the next; the version is the file's `user_version`. `record` columns are
 * JSON with its CRC beside it (checkedText.ts). Uploads and downloads outlive their job until they are removed.
 */
const MIGRATIONS = [
  `CREATE TABLE jobs (
     id TEXT PRIMARY KEY,
     listed INTEGER NOT NULL,           -- 0: cleared, in the history only
     state TEXT NOT NULL,
     ended INTEGER,                     -- ms since the epoch; null while it is live
     connection TEXT NOT NULL,
     planned INTEGER NOT NULL,          -- how many items its plan has
     search BLOB NOT NULL,
     record BLOB NOT NULL, record_crc INTEGER NOT NULL,
     snapshot BLOB NOT NULL, snapshot_crc INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX jobs_listed ON jobs (id) WHERE listed = 1;
   -- Holds all that a search looks at, so that it reads no other page.
   CREATE INDEX jobs_history ON jobs (ended, id, search) WHERE ended IS NOT NULL;
   CREATE TABLE items (
     job TEXT NOT NULL, idx INTEGER NOT NULL, record BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (job, idx)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE ends (
     job TEXT NOT NULL, idx INTEGER NOT NULL, record BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (job, idx)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE uploads (
     job TEXT NOT NULL, idx INTEGER NOT NULL, connection TEXT NOT NULL, record BLOB NOT NULL, crc INTEGER NOT NULL,
     PRIMARY KEY (job, idx)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE parts (
     job TEXT NOT NULL, idx INTEGER NOT NULL, number INTEGER NOT NULL, record BLOB NOT NULL, crc INTEGER NOT NULL,
     PRIMARY KEY (job, idx, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE downloads (
     job TEXT NOT NULL, idx INTEGER NOT NULL, record BLOB NOT NULL, crc INTEGER NOT NULL,
     done BLOB NOT NULL, done_crc INTEGER NOT NULL, PRIMARY KEY (job, idx)
   ) STRICT, WITHOUT ROWID;`,
];

/** The tables whose rows belong each to a job. */
export const TABLES_OF_JOBS = ['items', 'ends', 'uploads', 'parts', 'downloads'] as const;

/** Makes the tables, or brings them up to date. Throws `unsupported` for the journal of a newer program, which stays as it is. */
export const migrate = (db: Sqlite): void => migrateBy(db, MIGRATIONS, 'the journal');

/** All that the tables were made with, as bytes. */
const DEFINITION = `SELECT CAST(group_concat(name || sql) AS BLOB)
  FROM (SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)`;

/** Whether the tables are what `migrate` makes: SQLite takes a damaged name of a column for another name. */
export function hasOurTables(db: Sqlite): boolean {
  const model = openSqlite(':memory:');
  migrate(model);
  const [row] = model.all<{ definition: Buffer }>(`SELECT (${DEFINITION}) AS definition`);
  model.close();
  if (!row) throw new Error('a new journal has no tables');
  return db.holds(`(${DEFINITION}) = x'${row.definition.toString('hex')}'`);
}
