import { appError } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogEntry, LogFacts, LogStep } from '../../../../shared/watch/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Sqlite } from '../../storage/sqlite.ts';
import { journalError } from '../../storage/sqliteErrors.ts';
import { createLogFile, type LogFile } from './logFile.ts';
import { logLine } from './logLine.ts';
import { logPathOf } from './logPath.ts';
import { createLogTable } from './logTable.ts';
import { createLogUploader, type LogUploader } from './logUpload.ts';
import type { WatchLog } from './watchLog.ts';

/** Lines of a page. */
const PAGE = 200;
/** How long lines wait for others to be kept with them. */
const GATHER_MS = 100;
/** While the database cannot be written. */
const PAUSE_MS = 5000;
/** More lines than this do not wait. */
const MANY = 500;
/** Lines of a removed rule that are removed at once, and the pause between. */
const FORGET_LINES = 2000;
const FORGET_PAUSE_MS = 20;
/** How long the last uploads may take. */
const LAST_UPLOAD_MS = 5000;

type Deps = {
  db: Sqlite;
  /** Null for one that is not there (any more): its lines are not kept. All must be there when the first line is written. */
  ruleOf: (ruleId: string) => WatchRule | null;
  uploadLog: (rule: WatchRule, bytes: Buffer) => Promise<{ versionId: string | null }>;
  clock: Clock;
  logger: Logger;
  /** New lines, the oldest first, several times a second at most. */
  onLogged: (entries: LogEntry[]) => void;
};

type Book = { file: LogFile; uploader: LogUploader };

/**
 * The log of all rules. A program that is killed loses the lines of the last tenth of a second, here and in the files;
 * what was uploaded is known to the ledger before it is logged. Folders of log files must be there.
 */
export function createWatchLog({ db, ruleOf, uploadLog, clock, logger, onLogged }: Deps): WatchLog {
  const stopped = new AbortController();
  const table = createLogTable(db, () => {
    lostLines += 1;
  });
  const books = new Map<string, Book>();
  let untold: LogEntry[] = [];
  let lostLines = 0;
  let isFailing = false;
  let isTicking = false;
  let isClosed = false;
  let isSwept = false;

  function flush() {
    try {
      table.flush();
      if (isFailing) logger.info('the log of watched folders can be kept again', { lostLines });
      isFailing = false;
      lostLines = 0;
    } catch (error) {
      if (!isFailing) logger.error('the log of watched folders cannot be kept', { cause: String(error) });
      isFailing = true;
    }
  }

  function tell() {
    const entries = untold;
    untold = [];
    if (entries.length > 0) onLogged(entries);
  }

  async function tick() {
    if (isTicking) return;
    isTicking = true;
    while (untold.length > 0 || table.unsaved() > 0) {
      await clock.sleep(isFailing && untold.length === 0 ? PAUSE_MS : GATHER_MS, stopped.signal);
      flush();
      tell();
      sweep();
    }
    isTicking = false;
  }

  const inBackground = (work: Promise<void>) => {
    work.catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
  };

  function bookOf(rule: WatchRule): Book {
    const known = books.get(rule.id);
    if (known) return known;
    let path = logPathOf(rule);
    const file = createLogFile({
      path() {
        const now = ruleOf(rule.id);
        if (now) path = logPathOf(now);
        return path;
      },
      clock,
      logger,
      onRotated: (lines) => uploader.rotated(lines),
    });
    const uploader = createLogUploader({
      rule: () => ruleOf(rule.id),
      file,
      upload: uploadLog,
      clock,
      onUploaded({ key, versionId, bytes }) {
        if (isClosed) return;
        table.uploaded(rule.id, clock.now());
        keep(rule.id, 'log-uploaded', null, { key, versionId: versionId ?? undefined, bytes });
        flush();
      },
      onFailed: (key, error) => write(rule.id, 'log-failed', null, { key, error }),
    });
    const book = { file, uploader };
    books.set(rule.id, book);
    return book;
  }

  /** In the table alone. */
  function keep(ruleId: string, step: LogStep, file: string | null, facts: LogFacts): LogEntry {
    const entry = table.add({ ruleId, at: new Date(clock.now()).toISOString(), step, file, facts: { ...facts } });
    untold.push(entry);
    if (table.unsaved() >= MANY && !isFailing) flush();
    inBackground(tick());
    return entry;
  }

  function write(ruleId: string, step: LogStep, file: string | null, facts: LogFacts = {}) {
    const rule = ruleOf(ruleId);
    if (!rule || isClosed) return;
    const { file: lines, uploader } = bookOf(rule);
    lines.add(logLine(keep(ruleId, step, file, facts)));
    uploader.changed();
  }

  async function forget(ruleId: string) {
    try {
      while (table.forget(ruleId, FORGET_LINES)) await clock.sleep(FORGET_PAUSE_MS, stopped.signal);
    } catch (error) {
      if (stopped.signal.aborted) return;
      logger.error('the log of a removed rule could not be removed', { ruleId, cause: String(error) });
    }
  }

  /** Of rules that were removed just before the program was ended. */
  function sweep() {
    if (isSwept) return;
    isSwept = true;
    for (const ruleId of table.rules()) if (!ruleOf(ruleId)) void forget(ruleId);
  }

  /** Asking a closed database ends the process. */
  function read<T>(work: () => T): T {
    if (isClosed) throw appError('cancelled', 'the log is closed');
    try {
      return work();
    } catch (error) {
      throw journalError(error, 'the log of watched folders');
    }
  }

  async function finishUploads() {
    const inTime = new AbortController();
    const all = [...books.values()].map(({ uploader }) => uploader.finish());
    const timeout = clock.sleep(LAST_UPLOAD_MS, inTime.signal).catch((error: unknown) => {
      if (!inTime.signal.aborted) throw error;
    });
    await Promise.race([Promise.all(all), timeout]);
    inTime.abort();
  }

  const flushFiles = () => Promise.all([...books.values()].map(({ file }) => file.flush()));

  return {
    write,
    async page(query) {
      read(flush);
      const entries: LogEntry[] = [];
      for (let { cursor } = query; ; ) {
        const part = read(() => table.page({ ...query, cursor }, PAGE - entries.length));
        entries.push(...part.entries);
        if (part.goesOn === null || entries.length === PAGE) return { entries, next: part.next ?? part.goesOn };
        cursor = part.goesOn;
        await clock.sleep(0);
      }
    },
    activity: (ruleId) =>
      read(() => {
        flush();
        return table.activity(ruleId, clock.now());
      }),
    lastOf: (ruleId) => read(() => table.lastOf(ruleId)),
    runEnded(ruleId) {
      books.get(ruleId)?.uploader.runEnded();
    },
    uploads(ruleId) {
      const known = read(() => table.uploads(ruleId));
      const book = books.get(ruleId);
      return {
        uploadedAt: known ? new Date(known.at).toISOString() : null,
        uploads: known?.count ?? 0,
        error: book?.file.error() ?? book?.uploader.error() ?? null,
      };
    },
    fileOf(ruleId) {
      const rule = ruleOf(ruleId);
      if (!rule) throw appError('rule-not-found', `there is no rule ${ruleId}`);
      return logPathOf(rule);
    },
    forget(ruleId) {
      void forget(ruleId);
    },
    async close() {
      if (isClosed) return;
      await flushFiles();
      await finishUploads();
      await flushFiles();
      stopped.abort();
      for (const { file } of books.values()) {
        const lines = file.stop();
        if (lines > 0) logger.error('lines of a log are lost: its file cannot be written', { lines });
      }
      flush();
      tell();
      isClosed = true;
    },
  };
}
