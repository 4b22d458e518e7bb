import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sqlite } from '../../storage/sqlite.ts';
import { createJournalFixture, type JournalFixture, jobRecord } from '../../testing/journalFixture.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { type Commits, createCommits } from './commits.ts';
import { saveJob } from './jobTable.ts';
import { type Database, openDatabase } from './openDatabase.ts';

let fixture: JournalFixture;
let db: Database;
let commits: Commits;
let logger: ReturnType<typeof createMemoryLogger>;

beforeEach(() => {
  fixture = createJournalFixture();
  logger = createMemoryLogger();
  db = openDatabase({ file: fixture.file, logger, now: Date.now });
  commits = createCommits({ db, name: 'journal.db', logger });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(fixture.folder, { recursive: true });
});

const diskFull = expect.objectContaining({ data: expect.objectContaining({ code: 'local-disk-full' }) });
const save = (id: string) => (sqlite: Sqlite) => saveJob(sqlite, jobRecord(id, { prefix: id.repeat(20_000) }), 0);
const jobs = () =>
  commits.read((sqlite) => sqlite.all<{ count: number }>('SELECT count(*) AS count FROM jobs'))[0]?.count;

/** As if the disk had no room for another page; or had again. */
function fillDisk(isFull: boolean) {
  db.current().exec(`PRAGMA max_page_count = ${isFull ? 1 : 2 ** 30}`);
}

test('a change that the disk has no room for fails, and leaves nothing of it', () => {
  commits.now(save('a'));
  fillDisk(true);
  expect(() => commits.now(save('b'))).toThrow(diskFull);
  fillDisk(false);
  expect(jobs()).toBe(1);
  commits.now(save('c'));
  expect(jobs()).toBe(2);
  commits.close();
});

test('late changes outlive the failure of another change, and are kept with the next', () => {
  commits.late(save('a'));
  fillDisk(true);
  expect(() => commits.now(save('b'))).toThrow(diskFull);
  fillDisk(false);
  commits.now(save('c'));
  expect(jobs()).toBe(2);
  commits.close();
});

test('a failed change of our own making is taken back whole', () => {
  const change = (sqlite: Sqlite) => {
    save('a')(sqlite);
    throw new Error('no');
  };
  expect(() => commits.now(change)).toThrow('no');
  expect(jobs()).toBe(0);
  commits.close();
});

test('late changes are kept when it is closed', () => {
  commits.late(save('a'));
  commits.close();
  expect(fixture.open().jobs().jobs).toHaveLength(1);
  fixture.close();
});

test('late changes that could not be kept are noted, and kept later', () => {
  vi.useFakeTimers();
  commits.late(save('a'));
  fillDisk(true);
  expect(() => commits.now(save('b'))).toThrow(diskFull);
  // Taking it back has made room.
  fillDisk(true);
  vi.advanceTimersByTime(100);
  expect(logger.lines).toHaveLength(1);
  expect(logger.lines[0]).toContain('could not be written');
  fillDisk(false);
  commits.now(() => {});
  expect(jobs()).toBe(1);
  commits.close();
});
