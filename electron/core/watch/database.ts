import { basename } from 'node:path';
import type { Logger } from '../ports.ts';
import { makePrivateFile } from '../storage/makePrivateFile.ts';
import { migrate } from '../storage/migrate.ts';
import { setAside } from '../storage/setAside.ts';
import { openSqlite, type Sqlite } from '../storage/sqlite.ts';
import { isDamage, isWrongTable, journalError } from '../storage/sqliteErrors.ts';

/** What brings the file from each version to the next; the version is its `user_version`. Text is kept as BLOB (sqlite.ts). */
const MIGRATIONS = [
  `-- One row a file that a rule has seen still; see ledger/. \`record\` is JSON, its schema is in ledger/fileRecord.ts.
   CREATE TABLE files (
     id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: files on disk and the window name rows by it
     rule BLOB NOT NULL,
     file BLOB NOT NULL,               -- path below the rule's folder
     state INTEGER NOT NULL,           -- an index of FILE_STATES
     job BLOB,                         -- the upload it is part of
     retry INTEGER,                    -- ms since the epoch
     ino BLOB NOT NULL,
     mtime INTEGER NOT NULL,           -- ms since the epoch: the order in which files have their turn
     size INTEGER NOT NULL,            -- bytes of the source
     uploads INTEGER NOT NULL,         -- how often it was uploaded, each time with another content
     sent INTEGER NOT NULL,            -- bytes on the server, of all uploads
     record BLOB NOT NULL,
     UNIQUE (rule, file)
   ) STRICT;
   CREATE INDEX files_state ON files (rule, state, mtime);
   CREATE INDEX files_job ON files (job) WHERE job IS NOT NULL;
   CREATE INDEX files_ino ON files (rule, ino);
   CREATE INDEX files_retry ON files (rule, retry) WHERE retry IS NOT NULL;
   CREATE INDEX files_totals ON files (rule, uploads, sent);
   -- The lines of the log, see log/.
   CREATE TABLE log (
     id INTEGER PRIMARY KEY,
     rule BLOB NOT NULL,
     at INTEGER NOT NULL,              -- ms since the epoch
     step INTEGER NOT NULL,            -- an index of LOG_STEPS
     search BLOB NOT NULL,             -- what a search looks at, in lower case
     file BLOB,
     facts BLOB NOT NULL               -- JSON
   ) STRICT;
   CREATE INDEX log_rule ON log (rule, id);
   -- What each rule did in each hour of the last day; \`hour\` is its beginning, ms since the epoch.
   CREATE TABLE log_hours (
     rule BLOB NOT NULL,
     hour INTEGER NOT NULL,
     files INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     failed INTEGER NOT NULL,
     PRIMARY KEY (rule, hour)
   ) STRICT, WITHOUT ROWID;
   -- Of each rule's log: how often it was uploaded, and when last.
   CREATE TABLE log_uploads (rule BLOB PRIMARY KEY, count INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
];

/** What is committed is there after the program was killed. After a power cut the last moments may be missing, never half there. */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA journal_size_limit = 4194304; -- bytes of -wal that stay after a checkpoint
  PRAGMA temp_store = MEMORY`;

/** Null when the file is damaged. */
function openWhole(file: string): Sqlite | null {
  makePrivateFile(file);
  const db = openSqlite(file);
  try {
    db.exec(SETTINGS);
    if (db.holds(`(SELECT min(quick_check = 'ok') FROM pragma_quick_check)`)) {
      migrate(db, MIGRATIONS, 'the file of watched folders');
      return db;
    }
  } catch (error) {
    if (!isDamage(error) && !isWrongTable(error)) {
      db.close();
      throw error;
    }
  }
  db.close();
  return null;
}

/**
 * Opens what is kept of watched folders, and makes it where there is nothing. A damaged file is set aside: then all files
 * are looked at as new ones. Throws AppError `journal-locked`, `unsupported` (of a newer program), `local-` errors.
 */
export function openWatchDatabase(deps: { file: string; logger: Logger; now: () => number }): Sqlite {
  const { file, logger, now } = deps;
  try {
    const whole = openWhole(file);
    if (whole) return whole;
    const aside = setAside(file, now);
    logger.error('the damaged file of watched folders was set aside', { aside: basename(aside) });
    const fresh = openWhole(file);
    if (!fresh) throw new Error('a new file of watched folders is damaged');
    return fresh;
  } catch (error) {
    throw journalError(error, basename(file));
  }
}
