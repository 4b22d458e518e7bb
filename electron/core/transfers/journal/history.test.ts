import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HistoryPage } from '../../../../shared/transfer.ts';
import { createJournalFixture, doneJob, type JournalFixture, jobRecord } from '../../testing/journalFixture.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { createCommits } from './commits.ts';
import { saveJob } from './jobTable.ts';
import { openDatabase } from './openDatabase.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const now = () => Date.UTC(2026, 5, 1);

let fixture: JournalFixture;
beforeEach(() => {
  fixture = createJournalFixture();
});
afterEach(() => fixture.remove());

const ids = (page: HistoryPage) => page.jobs.map((it) => it.id);

/** Many ended jobs at once, the last the newest: each would else wait for the disk. */
function fill(count: number, listed: boolean) {
  fixture.close();
  const deps = { file: fixture.file, logger: createMemoryLogger(), now };
  const commits = createCommits({ db: openDatabase(deps), name: 'journal.db', logger: deps.logger });
  commits.now((db) => {
    for (let n = 0; n < count; n += 1) saveJob(db, doneJob(`job-${n}`, n, { prefix: `отпуск/${n}/` }), now());
    if (!listed) db.run('UPDATE jobs SET listed = 0');
  });
  commits.close();
}

test('has ended jobs alone, the newest first, cleared or not', () => {
  const journal = fixture.open(now);
  journal.saveJob(doneJob('old', 1));
  journal.saveJob(jobRecord('live'));
  journal.saveJob(doneJob('cancelled', 3, { state: 'cancelled' }));
  journal.saveJob(doneJob('failed', 2, { state: 'failed' }));
  journal.clearJob('old');
  expect(ids(journal.history('', null))).toEqual(['cancelled', 'failed', 'old']);
});

test('a failed job that is tried again leaves the history until it ends', () => {
  const journal = fixture.open(now);
  journal.saveJob(doneJob('a', 1, { state: 'failed' }));
  journal.saveJob(jobRecord('a'));
  expect(ids(journal.history('', null))).toEqual([]);
  journal.saveJob(doneJob('a', 2));
  expect(ids(journal.history('', null))).toEqual(['a']);
});

test('pages hold 100 jobs, each job once, also when some ended at the same time and others come between', () => {
  const journal = fixture.open(now);
  for (let n = 0; n < 250; n += 1) journal.saveJob(doneJob(`job-${n}`, Math.floor(n / 40)));
  const first = journal.history('', null);
  journal.saveJob(doneJob('newer', 1000));
  const second = journal.history('', first.next);
  const third = journal.history('', second.next);
  expect([first, second, third].map((it) => it.jobs.length)).toEqual([100, 100, 50]);
  expect(third.next).toBeNull();
  expect(new Set([first, second, third].flatMap(ids)).size).toBe(250);
});

test('exactly 100 jobs are one page', () => {
  const journal = fixture.open(now);
  for (let n = 0; n < 100; n += 1) journal.saveJob(doneJob(`job-${n}`, n));
  expect(journal.history('', null).next).toBeNull();
});

test.each([
  ['name', { name: 'Отчёт.pdf' }, 'ОТЧЁТ'],
  ['name, composed otherwise', { name: 'Cafe\u0301.pdf' }, 'CAFÉ'],
  ['prefix', { prefix: 'Ärzte/2024/' }, 'ärzte/'],
  ['bucket', { bucket: 'holiday-2024' }, 'HOLIDAY'],
  ['local folder', { localFolder: 'Загрузки' }, 'загр'],
  ['rule', { rule: 'Заказы' }, 'заказ'],
  ['error', { error: { code: 'internal', message: 'Boom happened', retryable: false } }, 'boom'],
  [
    'name of a failed item',
    { problems: [{ name: 'Луна.png', error: { code: 'internal', message: 'x', retryable: false } }] },
    'ЛУНА',
  ],
  ['%', { name: '100% sure' }, '0% s'],
  ['_', { name: 'a_b' }, 'a_b'],
] as const)('finds by %s', (_, changes, query) => {
  const journal = fixture.open(now);
  journal.saveJob(doneJob('found', 1, structuredClone(changes) as Parameters<typeof doneJob>[2]));
  journal.saveJob(doneJob('other', 2, { name: 'axb 1000 sure' }));
  expect(ids(journal.history(query, null))).toEqual(['found']);
});

test('a cursor that is none is refused', () => {
  const journal = fixture.open(now);
  for (const cursor of ['x', '[1]', '{}', "[1, 'a']"]) {
    expect(() => journal.history('', cursor)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'invalid-request' }) }),
    );
  }
});

test('clearing the history leaves the list', () => {
  const journal = fixture.open(now);
  journal.saveJob(doneJob('listed', 1));
  journal.saveJob(jobRecord('live'));
  journal.saveJob(doneJob('cleared', 2));
  journal.clearJob('cleared');
  journal.clearHistory();
  expect(ids(journal.history('', null))).toEqual(['listed']);
  expect(journal.jobs().jobs).toHaveLength(2);
});

test('at opening, what is older than a year goes, but for what is on the list', () => {
  const journal = fixture.open(now);
  const ago = (ms: number) => new Date(now() - ms).toISOString();
  for (const [id, ms] of [
    ['listed', YEAR_MS + 1] as const,
    ['old', YEAR_MS + 1] as const,
    ['new', YEAR_MS - 1] as const,
  ])
    journal.saveJob(doneJob(id, 0, { endedAt: ago(ms) }));
  journal.clearJob('old');
  journal.clearJob('new');
  expect(ids(fixture.open(now).history('', null))).toEqual(['new', 'listed']);
});

test('at opening, the newest 10,000 stay', { timeout: 30_000 }, () => {
  fill(10_003, false);
  const journal = fixture.open(now);
  expect(ids(journal.history('/3/', null))).toEqual(['job-3']);
  expect(ids(journal.history('/2/', null))).toEqual([]);
});

test('the first page and a search are quick among 20,000 ended jobs', { timeout: 60_000 }, () => {
  fill(20_000, true);
  const journal = fixture.open(now);
  const started = performance.now();
  expect(journal.history('', null).jobs).toHaveLength(100);
  const listed = performance.now();
  expect(ids(journal.history('ОТПУСК/12345/', null))).toEqual(['job-12345']);
  expect(listed - started).toBeLessThan(200);
  expect(performance.now() - listed).toBeLessThan(500);
});
