import { basename } from 'node:path';
import { appError } from '../../../../shared/errors.ts';
import type { Logger } from '../../ports.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { journalError } from '../../storage/sqliteErrors.ts';
import type { FileIdentity } from '../../transfers/journal/records.ts';
import { FILE_STATES, type FileDetails, type FileRow, type FileState, fileDetails, mtimeMs } from './fileRecord.ts';
import { createTotals, type Totals } from './totals.ts';

/** A file that is new to its rule. */
export type NewFile = Pick<FileRow, 'ruleId' | 'file' | 'path' | 'identity' | 'takenAt' | 'state'> & {
  error?: FileRow['error'];
};
export type FileChange = Partial<Omit<FileRow, 'id' | 'ruleId' | 'file'>>;

/**
 * What is known of the files of all rules. Every call is kept when it returns, and costs some ten microseconds. All throw
 * AppErrors of the database (sqliteErrors.ts); then nothing is changed.
 */
export type Ledger = {
  get(id: number): FileRow | null;
  find(ruleId: string, file: string): FileRow | null;
  add(file: NewFile): FileRow;
  /** Answers with the row as it is then; null when there is none any more. */
  change(id: number, change: FileChange): FileRow | null;
  /** The file has another name now. Another row of that name is taken into this one. */
  move(id: number, file: string, path: string): FileRow | null;
  remove(id: number): void;
  /** All or none of it is kept. */
  together<T>(work: () => T): T;
  /** Those that were written to first come first. */
  oldest(ruleId: string, state: FileState, limit: number): FileRow[];
  /** All of them in slices, in the same order: those after `after`, as it was then. */
  slice(ruleId: string, state: FileState, after: FileRow | null, limit: number): FileRow[];
  ofJob(job: string): FileRow[];
  jobs(): { job: string; ruleId: string }[];
  ofInode(ruleId: string, identity: FileIdentity): FileRow[];
  /** Failed files whose pause is over, or cannot be so long: the clock was set back. `longest` in ms. */
  due(ruleId: string, now: number, longest: number, limit: number): FileRow[];
  /** When the next pause is over, ms since the epoch. */
  nextRetry(ruleId: string): number | null;
  totals(ruleId: string): Totals;
  /** Whose files are known. */
  rules(): string[];
  /** Forgets so many files of a rule; false when none were left. */
  forget(ruleId: string, limit: number): boolean;
  /** From now on every call throws `cancelled`: a closed database ends the process when it is asked for something. */
  close(): void;
};

type Stored = {
  id: number;
  rule: Buffer;
  file: Buffer;
  state: number;
  job: Buffer | null;
  retry: number | null;
  uploads: number;
  sent: number;
  record: Buffer;
};

const COLUMNS = 'id, rule, file, state, job, retry, uploads, sent, record';
const bytes = (text: string) => Buffer.from(text);
/** Undefined for what is no JSON. */
function jsonOf(record: Buffer): unknown {
  try {
    return JSON.parse(record.toString());
  } catch {
    return undefined;
  }
}

const stateIndex = (state: FileState) => FILE_STATES.indexOf(state);

export function createLedger({ db, file: dbFile, logger }: { db: Sqlite; file: string; logger: Logger }): Ledger {
  const totals = createTotals(db);
  let isTogether = false;
  let isClosed = false;

  /** Errors of the database as AppErrors. */
  function attempt<T>(work: () => T): T {
    if (isClosed) throw appError('cancelled', 'the watched folders are closed');
    try {
      return work();
    } catch (error) {
      throw journalError(error, basename(dbFile));
    }
  }

  function together<T>(work: () => T): T {
    if (isTogether) return work();
    return attempt(() => {
      isTogether = true;
      try {
        db.exec('BEGIN IMMEDIATE');
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.rollBack();
        totals.forgetAll();
        throw error;
      } finally {
        isTogether = false;
      }
    });
  }

  /** Null for a row that cannot be read: it is forgotten, and the file looked at anew. */
  function parse(row: Stored): FileRow | null {
    const state = FILE_STATES[row.state];
    const details = fileDetails.safeParse(jsonOf(row.record));
    if (!state || !details.success) {
      logger.error('a file of a watched folder was kept in a way that cannot be read; it is looked at anew', {
        id: row.id,
      });
      db.run('DELETE FROM files WHERE id = ?', row.id);
      totals.forgetAll();
      return null;
    }
    return {
      ...details.data,
      id: row.id,
      ruleId: row.rule.toString(),
      file: row.file.toString(),
      state,
      job: row.job?.toString() ?? null,
      retryAt: row.retry,
      uploads: row.uploads,
      sent: row.sent,
    };
  }

  function rows(where: string, ...values: (number | Buffer)[]): FileRow[] {
    return attempt(() =>
      db
        .all<Stored>(`SELECT ${COLUMNS} FROM files WHERE ${where}`, ...values)
        .map(parse)
        .filter((row) => row !== null),
    );
  }

  const get = (id: number) => rows('id = ?', id)[0] ?? null;
  const find = (ruleId: string, file: string) => rows('rule = ? AND file = ?', bytes(ruleId), bytes(file))[0] ?? null;

  function details(row: FileDetails): Buffer {
    const { path, identity, takenAt, sha256, key, output, madeBy, index, wasTried, attempts, error, stage, last } = row;
    const kept: FileDetails = {
      ...{ path, identity, takenAt, sha256, key, output, madeBy },
      ...{ index, wasTried, attempts, error, stage, last },
    };
    return bytes(JSON.stringify(kept));
  }

  const values = (row: Omit<FileRow, 'id'>) => [
    bytes(row.file),
    stateIndex(row.state),
    row.job === null ? null : bytes(row.job),
    row.retryAt,
    bytes(row.identity?.ino ?? ''),
    mtimeMs(row.identity),
    row.identity?.size ?? 0,
    row.uploads,
    row.sent,
    details(row),
  ];

  function update(before: FileRow, after: FileRow): FileRow {
    totals.prepare(before.ruleId);
    db.run(
      `UPDATE files SET file = ?, state = ?, job = ?, retry = ?, ino = ?, mtime = ?, size = ?, uploads = ?, sent = ?,
        record = ? WHERE id = ?`,
      ...values(after),
      before.id,
    );
    totals.change(before.ruleId, before, after);
    return after;
  }

  function remove(row: FileRow) {
    totals.prepare(row.ruleId);
    db.run('DELETE FROM files WHERE id = ?', row.id);
    totals.change(row.ruleId, row, null);
  }

  return {
    get,
    find,
    together,
    add: (given) =>
      attempt(() => {
        const row = {
          sha256: null,
          key: null,
          output: null,
          madeBy: null,
          index: null,
          wasTried: false,
          attempts: 0,
          error: null,
          stage: 'prepare' as const,
          last: null,
          job: null,
          retryAt: null,
          uploads: 0,
          sent: 0,
          ...given,
        };
        totals.prepare(row.ruleId);
        const [added] = db.all<{ id: number }>(
          `INSERT INTO files (file, state, job, retry, ino, mtime, size, uploads, sent, record, rule)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
          ...values(row),
          bytes(row.ruleId),
        );
        if (!added) throw new Error('a row was added without an id');
        totals.change(row.ruleId, null, row);
        return { ...row, id: added.id };
      }),
    change: (id, change) =>
      attempt(() => {
        const before = get(id);
        return before && update(before, { ...before, ...change });
      }),
    move: (id, file, path) =>
      together(() => {
        const before = get(id);
        if (!before) return null;
        const other = find(before.ruleId, file);
        if (other && other.id !== id) remove(other);
        const { uploads, sent } = other?.id === id || !other ? { uploads: 0, sent: 0 } : other;
        return update(before, { ...before, file, path, uploads: before.uploads + uploads, sent: before.sent + sent });
      }),
    remove: (id) =>
      attempt(() => {
        const row = get(id);
        if (row) remove(row);
      }),
    oldest: (ruleId, state, limit) =>
      rows('rule = ? AND state = ? ORDER BY mtime, id LIMIT ?', bytes(ruleId), stateIndex(state), limit),
    slice: (ruleId, state, after, limit) =>
      rows(
        'rule = ? AND state = ? AND (mtime, id) > (?, ?) ORDER BY mtime, id LIMIT ?',
        ...[bytes(ruleId), stateIndex(state)],
        ...[after ? mtimeMs(after.identity) : Number.MIN_SAFE_INTEGER, after?.id ?? 0],
        limit,
      ),
    ofJob: (job) => rows('job = ?', bytes(job)).toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)),
    jobs: () =>
      attempt(() =>
        db
          .all<{ job: Buffer; rule: Buffer }>('SELECT DISTINCT job, rule FROM files WHERE job IS NOT NULL')
          .map(({ job, rule }) => ({ job: job.toString(), ruleId: rule.toString() })),
      ),
    ofInode: (ruleId, identity) =>
      rows('rule = ? AND ino = ? AND size = ? LIMIT 100', bytes(ruleId), bytes(identity.ino), identity.size),
    due: (ruleId, now, longest, limit) => [
      ...rows('rule = ? AND retry <= ? ORDER BY retry LIMIT ?', bytes(ruleId), now, limit),
      ...rows('rule = ? AND retry > ? ORDER BY retry LIMIT ?', bytes(ruleId), now + longest, limit),
    ],
    nextRetry: (ruleId) =>
      attempt(
        () =>
          db.all<{ at: number | null }>(
            'SELECT min(retry) AS at FROM files WHERE rule = ? AND retry IS NOT NULL',
            bytes(ruleId),
          )[0]?.at ?? null,
      ),
    totals: (ruleId) => attempt(() => totals.of(ruleId)),
    rules: () =>
      attempt(() => db.all<{ rule: Buffer }>('SELECT DISTINCT rule FROM files').map(({ rule }) => rule.toString())),
    forget: (ruleId, limit) =>
      attempt(() => {
        totals.forget(ruleId);
        const removed = db.run(
          'DELETE FROM files WHERE id IN (SELECT id FROM files WHERE rule = ? LIMIT ?)',
          bytes(ruleId),
          limit,
        );
        return removed > 0;
      }),
    close() {
      isClosed = true;
    },
  };
}
