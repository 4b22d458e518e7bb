import { basename } from 'node:path';
import { appError } from '../../../../shared/errors.ts';
import type { Logger } from '../../ports.ts';
import { makePrivateFile } from '../../storage/makePrivateFile.ts';
import { setAside } from '../../storage/setAside.ts';
import { openSqlite, type Sqlite } from '../../storage/sqlite.ts';
import { isDamage, isWrongTable, journalError } from '../../storage/sqliteErrors.ts';
import { salvage } from './salvage.ts';
import { hasOurTables, migrate } from './schema.ts';

/** The journal's file, open for this process alone. */
export type Database = {
  current(): Sqlite;
  /** For a file that has turned out to be damaged: sets it aside, and goes on with what can be read of it. */
  reopen(): void;
  close(): void;
};

type Deps = { file: string; logger: Logger; now: () => number };

const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA checkpoint_fullfsync = ON; -- macOS: fsync alone leaves data in the drive's cache
  PRAGMA journal_size_limit = 4194304; -- bytes of -wal that stay after a checkpoint
  PRAGMA temp_store = MEMORY`;

/** Of the whole check, not the quick one: the ids are found through an index. */
const IS_WHOLE = `SELECT min(integrity_check = 'ok') FROM pragma_integrity_check`;

/**
 * Opens a file that is whole; null when it is damaged. The lock comes first, so that nobody judges a file in use. All of
 * it by `exec` and `holds`, so that a file that is not taken can be renamed at once.
 */
function openWhole(file: string): Sqlite | null {
  const db = openSqlite(file);
  try {
    db.exec(SETTINGS);
    if (db.holds(IS_WHOLE)) {
      migrate(db);
      if (hasOurTables(db)) return db;
    }
  } catch (error) {
    db.close();
    if (isDamage(error) || isWrongTable(error)) return null;
    throw error;
  }
  db.close();
  return null;
}

function open({ file, logger, now }: Deps): Sqlite {
  makePrivateFile(file);
  const whole = openWhole(file);
  if (whole) return whole;
  const aside = setAside(file, now);
  makePrivateFile(file);
  const fresh = openWhole(file);
  if (!fresh) throw new Error('a new journal is damaged');
  const saved = salvage(aside, fresh);
  logger.error('a damaged journal was set aside; what could be read of it was saved', {
    file: basename(file),
    aside: basename(aside),
    saved,
  });
  return fresh;
}

/**
 * Opens the journal's file and makes it where there is none. Throws AppError `journal-locked` while another has it open,
 * `unsupported` when a newer program has made it, `local-` errors.
 */
export function openDatabase(deps: Deps): Database {
  const name = basename(deps.file);
  const opened = () => {
    try {
      return open(deps);
    } catch (error) {
      throw journalError(error, name);
    }
  };
  let current: Sqlite | null = opened();
  const sqlite = () => {
    if (!current) throw appError('journal-damaged', `${name} is damaged, and could not be opened anew`);
    return current;
  };
  return {
    current: sqlite,
    reopen() {
      deps.logger.error('the journal is damaged', { file: name });
      const damaged = sqlite();
      current = null;
      damaged.release();
      current = opened();
    },
    close() {
      try {
        current?.release();
      } catch (error) {
        // All is committed: the next opening finds it in the -wal.
        deps.logger.warn('the journal could not be closed in one piece', { file: name, cause: String(error) });
      }
    },
  };
}
