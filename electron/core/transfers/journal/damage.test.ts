import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../../storage/sqlite.ts';
import {
  createJournalFixture,
  doneJob,
  type JournalFixture,
  jobRecord,
  planOf,
  uploadRecord,
} from '../../testing/journalFixture.ts';

let fixture: JournalFixture;
beforeEach(() => {
  fixture = createJournalFixture();
});
afterEach(() => fixture.remove());

const coded = (code: string) => expect.objectContaining({ data: expect.objectContaining({ code }) });
const beside = () => readdirSync(dirname(fixture.file)).filter((name) => name.includes('damaged'));

/** Changes the byte at which the text begins, the last time it stands in the file; to one that is no UTF-8, if told. */
function flip(text: string, to?: number) {
  fixture.close();
  const bytes = readFileSync(fixture.file);
  const at = bytes.lastIndexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at] = to ?? (bytes[at] ?? 0) ^ 1;
  writeFileSync(fixture.file, bytes);
}

/** Two jobs with plans, the first with an upload, a download and an end. */
function fill() {
  const journal = fixture.open();
  for (const id of ['first', 'second']) {
    journal.saveJob(jobRecord(id, { name: `name of ${id}` }));
    journal.savePlan(id, planOf(200));
  }
  const item = journal.item('first', 0);
  item.saveUpload(uploadRecord);
  for (const number of [1, 2, 3]) item.addPart({ number, etag: `"etag-${number}"`, md5: 'a' });
  journal.item('first', 1).saveDownload({ temporary: '/tmp/.part', etag: '"e"', size: 9876543, done: [[0, 7654321]] });
  journal.endItem('first', 5, { state: 'skipped', error: null });
  fixture.close();
}

test.each([undefined, 0xff])('a flipped byte of a snapshot costs this job alone (%s)', (to) => {
  fill();
  flip('name of first', to);
  const journal = fixture.open();
  const { jobs, damaged } = journal.jobs();
  expect(jobs.map((it) => it.id)).toEqual(['second']);
  expect(damaged).toEqual([{ id: 'first', snapshot: null }]);
  expect(journal.jobs().damaged).toEqual([]);
  expect(journal.items('second')).toHaveLength(200);
  // What it had begun is still to be removed, by the connection it belongs to.
  expect(journal.leftovers()).toMatchObject([
    { kind: 'upload', jobId: 'first', connectionId: 'c1' },
    { kind: 'download', jobId: 'first' },
  ]);
});

test('a flipped byte of what a job is to do shows the job as it was', () => {
  fill();
  const journal = fixture.open();
  journal.saveJob({
    ...jobRecord('third'),
    spec: { kind: 'delete', connectionId: 'c1', bucket: 'b', keys: ['marked'], prefixes: [] },
  });
  flip('marked');
  const again = fixture.open();
  const { jobs, damaged } = again.jobs();
  expect(jobs.map((it) => it.id)).toEqual(['first', 'second']);
  expect(damaged).toEqual([{ id: 'third', snapshot: jobRecord('third').snapshot }]);
});

test('a damaged job can be kept as a failed one', () => {
  fill();
  flip('name of first');
  const journal = fixture.open();
  journal.jobs();
  journal.saveJob(doneJob('first', 0, { state: 'failed' }));
  expect(journal.leftovers()).toEqual([]);
  expect(fixture.open().history('', null).jobs).toHaveLength(1);
  expect(fixture.open().jobs().jobs).toHaveLength(2);
});

test('a flipped byte of an item is a damaged job', () => {
  fill();
  flip('Отпуск');
  expect(() => fixture.open().items('second')).toThrow(coded('journal-damaged'));
  const { jobs, damaged } = fixture.open().jobs();
  expect(jobs.map((it) => it.id)).toEqual(['first']);
  expect(damaged.map((it) => [it.id, it.snapshot?.name])).toEqual([['second', 'name of second']]);
});

test('an item that is not there any more is a damaged job', () => {
  fill();
  const db = openSqlite(fixture.file);
  db.exec("DELETE FROM items WHERE job = 'second' AND idx = 199");
  db.close();
  expect(
    fixture
      .open()
      .jobs()
      .damaged.map((it) => it.id),
  ).toEqual(['second']);
});

test('a flipped byte of a part drops this part, of the ranges the ranges, of an end the end', () => {
  fill();
  flip('etag-2');
  flip('7654321');
  flip('skipped');
  const journal = fixture.open();
  expect(journal.jobs().damaged).toEqual([]);
  const item = journal.item('first', 0);
  expect(item.upload()?.parts.map((it) => it.number)).toEqual([1, 3]);
  expect(journal.item('first', 1).download()).toEqual({
    temporary: '/tmp/.part',
    etag: '"e"',
    size: 9876543,
    done: [],
  });
  expect(journal.items('first')[5]?.state).toBe('open');
  expect(fixture.log).toHaveLength(3);
});

test('a damaged upload, or download, is as if there were none', () => {
  fill();
  flip('upload-1');
  flip('9876543');
  const journal = fixture.open();
  expect(journal.item('first', 0).upload()).toBeNull();
  expect(journal.item('first', 1).download()).toBeNull();
  journal.saveJob(doneJob('first', 0, { state: 'cancelled' }));
  expect(journal.leftovers()).toEqual([]);
});

test('a damaged record of the history is left out', () => {
  const journal = fixture.open();
  for (const name of ['one', 'two']) journal.saveJob(doneJob(name, 0, { connectionId: `of-${name}` }));
  flip('"connectionId":"of-two"');
  expect(fixture.open().history('', null)).toEqual({
    jobs: [doneJob('one', 0, { connectionId: 'of-one' }).snapshot],
    next: null,
  });
});

test.each([
  ['garbage', Buffer.from('garbage '.repeat(2000))],
  ['a web page', Buffer.from('<html></html>')],
])('%s is set aside whole, and a new journal begun', (_, bytes) => {
  fill();
  writeFileSync(fixture.file, bytes);
  const journal = fixture.open();
  expect(journal.jobs()).toEqual({ jobs: [], damaged: [] });
  journal.saveJob(jobRecord('new'));
  expect(fixture.open().jobs().jobs).toHaveLength(1);
  const [aside, ...others] = beside();
  expect(others).toEqual([]);
  expect(aside).toMatch(/^journal\.db\.damaged-/);
  expect(readFileSync(`${dirname(fixture.file)}/${aside}`)).toEqual(bytes);
  expect(statSync(fixture.file).mode & 0o777).toBe(0o600);
  expect(fixture.log).toHaveLength(1);
  expect(fixture.log[0]).toContain(aside);
});

test('of a truncated file what can be read is saved', () => {
  fill();
  truncateSync(fixture.file, Math.floor(statSync(fixture.file).size * 0.8));
  const journal = fixture.open();
  expect(beside()).toHaveLength(1);
  const { jobs, damaged } = journal.jobs();
  expect([...jobs, ...damaged].map((it) => it.id).sort()).toEqual(['first', 'second']);
  expect(damaged.every((it) => it.snapshot !== null)).toBe(true);
  for (const { id } of jobs) expect(journal.items(id)).toHaveLength(200);
  journal.saveJob(jobRecord('new'));
  expect(fixture.open().jobs().damaged).toEqual([]);
  expect(beside()).toHaveLength(1);
});

test('damage that is met with while it is open is dealt with as at opening', { timeout: 30_000 }, () => {
  const first = fixture.open();
  for (const id of ['small', 'large']) first.saveJob(jobRecord(id));
  first.savePlan('large', planOf(60_000));
  fixture.close();
  const journal = fixture.open();
  journal.savePlan('small', planOf(3));
  journal.endItem('small', 1, { state: 'done', error: null });

  const { size } = statSync(fixture.file);
  const handle = openSync(fixture.file, 'r+');
  writeSync(handle, Buffer.alloc(Math.floor(size / 4), 0xff), 0, undefined, Math.floor(size / 4));
  closeSync(handle);

  expect(() => journal.items('large')).toThrow(coded('journal-damaged'));
  expect(beside()).toHaveLength(1);
  expect(journal.items('small').map((it) => it.state)).toEqual(['open', 'done', 'open']);
  const { jobs, damaged } = journal.jobs();
  expect(jobs.map((it) => it.id)).toEqual(['small']);
  expect(damaged.map((it) => it.id)).toEqual(['large']);
  expect(
    fixture
      .open()
      .items('small')
      .map((it) => it.state),
  ).toEqual(['open', 'done', 'open']);
});

test('the journal of a newer program is refused, and stays as it is', () => {
  fill();
  const db = openSqlite(fixture.file);
  db.exec('PRAGMA user_version = 2');
  db.close();
  for (let time = 0; time < 2; time += 1) expect(() => fixture.open()).toThrow(coded('unsupported'));
  expect(beside()).toEqual([]);
  const again = openSqlite(fixture.file);
  again.exec('PRAGMA user_version = 1');
  again.close();
  expect(fixture.open().jobs().jobs).toHaveLength(2);
});

test('tables that are not what this version makes are set aside', () => {
  fill();
  const db = openSqlite(fixture.file);
  db.exec('ALTER TABLE ends RENAME COLUMN record TO recodd');
  db.close();
  const journal = fixture.open();
  expect(beside()).toHaveLength(1);
  expect(journal.jobs().jobs).toHaveLength(2);
});

test('no byte, whatever it becomes, ends the process or keeps the journal from opening', { timeout: 60_000 }, () => {
  fill();
  const whole = readFileSync(fixture.file);
  // All over the file, and densely where its tables are described.
  const places = [
    ...Array.from({ length: 60 }, (_, n) => Math.floor((whole.length * n) / 60) + n),
    ...Array.from({ length: 60 }, (_, n) => 100 + 67 * n),
  ];
  for (const [n, at] of places.entries()) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (n % 2 === 0 ? 0xff : 1 << (n % 8));
    writeFileSync(fixture.file, bytes);
    const journal = fixture.open();
    for (const { id } of journal.jobs().jobs) expect(journal.items(id)).toHaveLength(200);
    journal.item('first', 0).upload();
    journal.leftovers();
    journal.history('', null);
    fixture.close();
  }
});
