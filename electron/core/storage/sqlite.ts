import { types } from 'node:util';
import Libsql from 'libsql';
import { isConstraint } from './sqliteErrors.ts';

/** What SQL takes and gives. Text is kept as bytes: libsql ends the whole process where a text column is not UTF-8. */
export type Value = number | string | Buffer | null;

/** One open database file, and the only place that knows libsql. Errors are libsql's own (sqliteErrors.ts tells them apart). */
export type Sqlite = {
  /** Statements without values or answers. They leave nothing behind, so that `close` lets go of the file at once. */
  exec(sql: string): void;
  /** Whether an SQL condition holds, in the manner of `exec`. */
  holds(condition: string): boolean;
  /** One statement that answers nothing; returns how many rows it changed. */
  run(sql: string, ...values: Value[]): number;
  /** All rows, which are what the SQL says. Bytes, never text, may be among what is selected: they come as Buffer. */
  all<Row>(sql: string, ...values: Value[]): Row[];
  /** Rolls back what was begun, if SQLite has not done so itself. */
  rollBack(): void;
  /** Lets go of the file, and brings it into one piece. Throws when that cannot be written: then all is in file and -wal. */
  release(): void;
  /** Only closes: enough as long as neither `run` nor `all` was called, whose statements keep the file open and locked. */
  close(): void;
};

/** Puts Buffers in the place of ArrayBuffers, in the row itself: libsql gives bytes as the one in Node and as the other in Electron. */
export function withBuffers(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  for (const [column, value] of Object.entries(row)) {
    if (types.isAnyArrayBuffer(value)) Object.assign(row, { [column]: Buffer.from(value) });
  }
  return row;
}

/** Opens the file, or makes it (libsql does, for everyone to read: see openDatabase.ts). */
export function openSqlite(file: string): Sqlite {
  const db = new Libsql(file);
  const statements = new Map<string, Libsql.Statement<[Value[]]>>();

  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare<[Value[]]>(sql);
    statements.set(sql, statement);
    return statement;
  };

  // Values always as one array, as a single Buffer is taken for named values. Always `all`, never `get`, which leaves the
  // statement in the middle of its rows and gives the former's row the next time.
  const all = (sql: string, values: Value[]) => prepared(sql).all(values).map(withBuffers);

  return {
    exec: (sql) => {
      db.exec(sql);
    },
    holds(condition) {
      try {
        db.exec(`CREATE TEMP TABLE IF NOT EXISTS verdict (holds INTEGER CHECK (holds));
          INSERT INTO verdict SELECT (${condition}); DELETE FROM verdict`);
        return true;
      } catch (error) {
        if (isConstraint(error)) return false;
        throw error;
      }
    },
    run: (sql, ...values) => prepared(sql).run(values).changes,
    // The SQL says what its rows hold, and the tables are STRICT.
    all: <Row>(sql: string, ...values: Value[]) => all(sql, values) as Row[],
    rollBack() {
      // Asking a closed database ends the process.
      if (db.open && db.inTransaction) db.exec('ROLLBACK');
    },
    release() {
      // A statement holds its connection until it is garbage collected, and has no other end. So the connection itself is
      // made harmless: without a WAL there is no file it could remove under another's feet, and without lock none it keeps out.
      try {
        db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
        all('SELECT count(*) AS count FROM sqlite_schema', []);
      } finally {
        statements.clear();
        db.close();
      }
    },
    close() {
      statements.clear();
      db.close();
    },
  };
}
