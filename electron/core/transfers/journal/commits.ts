import { appError } from '../../../../shared/errors.ts';
import type { Logger } from '../../ports.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { isDamage, journalError } from '../../storage/sqliteErrors.ts';
import type { Database } from './openDatabase.ts';

/** How long a change that may be kept late waits for others to be kept with it. */
const LATE_MS = 100;

type Work<T> = (db: Sqlite) => T;

/** When changes are committed. All of it throws AppErrors (sqliteErrors.ts). */
export type Commits = {
  /** Sees all changes, kept or not. */
  read<T>(work: Work<T>): T;
  /** Kept on return, with all that was to be kept late; or not at all, when it throws. */
  now<T>(work: Work<T>): T;
  /** Kept after 100 ms, with the next `now`, or at the end. It may be done again, so doing it twice must do no harm. */
  late(work: Work<void>): void;
  close(): void;
};

/**
 * Late changes are made at once in a transaction that stays open. Should it be lost (a full disk, a damaged file), they
 * are made again with the next change.
 */
export function createCommits({ db, name, logger }: { db: Database; name: string; logger: Logger }): Commits {
  let uncommitted: Work<void>[] = [];
  let isBegun = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function begin() {
    if (isBegun) return;
    db.current().exec('BEGIN IMMEDIATE');
    isBegun = true;
    for (const work of uncommitted) work(db.current());
  }

  function commit() {
    if (isBegun) db.current().exec('COMMIT');
    isBegun = false;
    uncommitted = [];
    clearTimeout(timer);
    timer = undefined;
  }

  function forgetTransaction() {
    isBegun = false;
    try {
      db.current().rollBack();
    } catch (error) {
      // The next BEGIN tells whether it can go on.
      logger.warn('the journal could not roll back', { file: name, cause: String(error) });
    }
  }

  /** Does it; where the file turns out to be damaged, once more with what could be saved of it. */
  function attempt<T>(work: () => T): T {
    // libsql ends the whole process when a closed database is asked for something.
    if (isClosed) throw appError('cancelled', 'the journal is closed');
    try {
      return work();
    } catch (error) {
      forgetTransaction();
      if (!isDamage(error)) throw journalError(error, name);
    }
    try {
      db.reopen();
      return work();
    } catch (error) {
      forgetTransaction();
      throw journalError(error, name);
    }
  }

  const flush = () =>
    attempt(() => {
      if (uncommitted.length > 0) begin();
      commit();
    });

  function flushLate() {
    timer = undefined;
    try {
      flush();
    } catch (error) {
      // Nobody waits for it. It is tried again with the next change, whose caller gets the error.
      logger.error('the journal could not be written', { file: name, cause: String(error) });
    }
  }

  return {
    read: (work) =>
      attempt(() => {
        if (uncommitted.length > 0) begin();
        return work(db.current());
      }),
    now: (work) =>
      attempt(() => {
        begin();
        const result = work(db.current());
        commit();
        return result;
      }),
    late(work) {
      timer ??= setTimeout(flushLate, LATE_MS).unref();
      attempt(() => {
        begin();
        work(db.current());
      });
      uncommitted.push(work);
    },
    close() {
      clearTimeout(timer);
      try {
        flush();
      } finally {
        isClosed = true;
        db.close();
      }
    },
  };
}
