import {
  type ActivityHour,
  LOG_STEPS,
  type LogEntry,
  type LogFacts,
  type LogPage,
} from '../../../../shared/watch/state.ts';
import type { Sqlite, Value } from '../../storage/sqlite.ts';
import { folded } from '../../transfers/journal/searchText.ts';
import { activityOf, addToHours, type HourRow, hourOf } from './activity.ts';
import type { LogQuery } from './watchLog.ts';

/** Lines that a search looks through at a stretch: some milliseconds of work. */
const STRETCH = 20_000;
/** Lines that are kept of a rule. */
const MOST_LINES = 100_000;
/** How many more lines than came are removed at once, where there are too many. */
const BITE = 1000;
/** Lines that wait at most for a database that cannot be written. */
const MOST_WAITING = 10_000;
const HOUR_MS = 3_600_000;

/** How often a rule's log was uploaded, and when last (ms). */
export type UploadCount = { count: number; at: number };

/** The lines that the window shows. What is added is seen by all reads, and is in the database after `flush`. */
export type LogTable = {
  add(entry: Omit<LogEntry, 'id'>): LogEntry;
  uploaded(ruleId: string, at: number): void;
  /** Throws the database's error; then it is tried again with the next. */
  flush(): void;
  /** How much `flush` has to do. */
  unsaved(): number;
  /** A page, or a part of one where much has to be looked through: then `goesOn` tells from where. */
  page(query: LogQuery, most: number): LogPage & { goesOn: number | null };
  activity(ruleId: string, now: number): ActivityHour[];
  /** The newest line about a file. */
  lastOf(ruleId: string): LogEntry | null;
  uploads(ruleId: string): UploadCount | null;
  /** All that have lines in the database. */
  rules(): string[];
  /** Removes so many lines of a rule; false when none are left, nor anything else of it. */
  forget(ruleId: string, limit: number): boolean;
};

type Row = { id: number; rule: Buffer; at: number; step: number; file: Buffer | null; facts: Buffer };

const COLUMNS = 'id, rule, at, step, file, facts';
const bytes = (text: string) => Buffer.from(text);

/** What a search looks at. */
function searchText({ file, facts: { key, error } }: Pick<LogEntry, 'file' | 'facts'>): string {
  return folded([file, key, error?.code, error?.message].filter((it) => it != null).join('\n'));
}

function entryOf(row: Row): LogEntry[] {
  const step = LOG_STEPS[row.step];
  if (!step) return [];
  // Written by `flush`.
  const facts = JSON.parse(row.facts.toString()) as LogFacts;
  const file = row.file === null ? null : row.file.toString();
  return [{ id: row.id, ruleId: row.rule.toString(), at: new Date(row.at).toISOString(), step, file, facts }];
}

export function createLogTable(db: Sqlite, onLost: (lines: number) => void): LogTable {
  let unsaved: LogEntry[] = [];
  /** Upload counts that are not in the database yet. */
  const unsavedUploads = new Map<string, UploadCount>();
  const uploads = new Map<string, UploadCount | null>();
  const last = new Map<string, LogEntry | null>();
  /** Lines of each rule in the database. */
  const counts = new Map<string, number>();
  let nextId = (db.all<{ id: number | null }>('SELECT max(id) AS id FROM log')[0]?.id ?? 0) + 1;

  function countOf(ruleId: string): number {
    const known = counts.get(ruleId);
    if (known !== undefined) return known;
    const [row] = db.all<{ count: number }>('SELECT count(*) AS count FROM log WHERE rule = ?', bytes(ruleId));
    return row?.count ?? 0;
  }

  const removeOldest = (ruleId: string, limit: number) =>
    db.run('DELETE FROM log WHERE id IN (SELECT id FROM log WHERE rule = ? ORDER BY id LIMIT ?)', bytes(ruleId), limit);

  function insert(entry: LogEntry) {
    db.run(
      'INSERT INTO log (id, rule, at, step, search, file, facts) VALUES (?, ?, ?, ?, ?, ?, ?)',
      entry.id,
      bytes(entry.ruleId),
      Date.parse(entry.at),
      LOG_STEPS.indexOf(entry.step),
      bytes(searchText(entry)),
      entry.file === null ? null : bytes(entry.file),
      bytes(JSON.stringify(entry.facts)),
    );
  }

  function saveLines() {
    const added = new Map<string, number>();
    for (const entry of unsaved) {
      if (!added.has(entry.ruleId)) counts.set(entry.ruleId, countOf(entry.ruleId));
      insert(entry);
      added.set(entry.ruleId, (added.get(entry.ruleId) ?? 0) + 1);
    }
    for (const [ruleId, count] of added) {
      const there = countOf(ruleId) + count;
      const removed = there > MOST_LINES ? removeOldest(ruleId, Math.min(there - MOST_LINES, count + BITE)) : 0;
      counts.set(ruleId, there - removed);
    }
  }

  function saveHours() {
    const hours = addToHours(unsaved);
    for (const { ruleId, hour, files, bytes: sum, failed } of hours) {
      db.run(
        `INSERT INTO log_hours (rule, hour, files, bytes, failed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (rule, hour) DO UPDATE
         SET files = files + excluded.files, bytes = bytes + excluded.bytes, failed = failed + excluded.failed`,
        ...[bytes(ruleId), hour, files, sum, failed],
      );
    }
    const newest = Math.max(...hours.map(({ hour }) => hour));
    if (hours.length > 0) db.run('DELETE FROM log_hours WHERE hour < ?', newest - 25 * HOUR_MS);
  }

  function save() {
    saveLines();
    saveHours();
    for (const [ruleId, { count, at }] of unsavedUploads) {
      db.run('INSERT OR REPLACE INTO log_uploads (rule, count, at) VALUES (?, ?, ?)', bytes(ruleId), count, at);
    }
  }

  function flush() {
    if (unsaved.length + unsavedUploads.size === 0) return;
    db.exec('BEGIN IMMEDIATE');
    try {
      save();
      db.exec('COMMIT');
    } catch (error) {
      db.rollBack();
      counts.clear();
      throw error;
    }
    unsaved = [];
    unsavedUploads.clear();
  }

  function uploadsOf(ruleId: string): UploadCount | null {
    const known = uploads.get(ruleId);
    if (known !== undefined) return known;
    const [row] = db.all<UploadCount>('SELECT count, at FROM log_uploads WHERE rule = ?', bytes(ruleId));
    uploads.set(ruleId, row ?? null);
    return row ?? null;
  }

  return {
    flush,
    unsaved: () => unsaved.length + unsavedUploads.size,
    add(given) {
      const entry = { id: nextId, ...given };
      nextId += 1;
      unsaved.push(entry);
      if (entry.file !== null) last.set(entry.ruleId, entry);
      if (unsaved.length > MOST_WAITING) {
        unsaved.shift();
        onLost(1);
      }
      return entry;
    },
    uploaded(ruleId, at) {
      const now = { count: (uploadsOf(ruleId)?.count ?? 0) + 1, at };
      uploads.set(ruleId, now);
      unsavedUploads.set(ruleId, now);
    },
    page({ ruleId, query, steps, cursor }, most) {
      const conditions: string[] = [];
      const values: Value[] = [];
      const where = (condition: string, value: Value) => {
        conditions.push(condition);
        values.push(value);
      };
      if (ruleId !== null) where('rule = ?', bytes(ruleId));
      if (cursor !== null) where('id < ?', cursor);
      // One bit a step, so that there is one statement for all choices.
      const mask = steps.reduce((bits, step) => bits + 2 ** LOG_STEPS.indexOf(step), 0);
      if (mask > 0) where('((1 << step) & ?) <> 0', mask);
      if (query !== '') where('instr(search, ?) > 0', bytes(folded(query)));
      const isSearch = mask > 0 || query !== '';
      const oldest = db.all<{ id: number | null }>('SELECT min(id) AS id FROM log')[0]?.id ?? 0;
      const end = isSearch ? (cursor ?? nextId) - STRETCH : 0;
      where('id >= ?', end);
      const condition = conditions.join(' AND ');
      const rows = db.all<Row>(
        `SELECT ${COLUMNS} FROM log WHERE ${condition} ORDER BY id DESC LIMIT ?`,
        ...[...values, most + 1],
      );
      const page = rows.slice(0, most);
      const next = rows.length > most ? (page.at(-1)?.id ?? null) : null;
      return { entries: page.flatMap(entryOf), next, goesOn: next === null && end > oldest ? end : null };
    },
    activity(ruleId, now) {
      const rows = db.all<HourRow>(
        'SELECT hour, files, bytes, failed FROM log_hours WHERE rule = ? AND hour > ?',
        bytes(ruleId),
        hourOf(now) - 24 * HOUR_MS,
      );
      return activityOf(rows, now);
    },
    lastOf(ruleId) {
      const known = last.get(ruleId);
      if (known !== undefined) return known;
      const rows = db.all<Row>(
        `SELECT ${COLUMNS} FROM log WHERE rule = ? AND file IS NOT NULL ORDER BY id DESC LIMIT 1`,
        bytes(ruleId),
      );
      const entry = rows.flatMap(entryOf)[0] ?? null;
      last.set(ruleId, entry);
      return entry;
    },
    uploads: uploadsOf,
    rules: () => db.all<{ rule: Buffer }>('SELECT DISTINCT rule FROM log').map(({ rule }) => rule.toString()),
    forget(ruleId, limit) {
      for (const known of [uploads, last, counts, unsavedUploads]) known.delete(ruleId);
      unsaved = unsaved.filter((entry) => entry.ruleId !== ruleId);
      const removed = removeOldest(ruleId, limit);
      if (removed > 0) return true;
      db.run('DELETE FROM log_hours WHERE rule = ?', bytes(ruleId));
      db.run('DELETE FROM log_uploads WHERE rule = ?', bytes(ruleId));
      return false;
    },
  };
}
