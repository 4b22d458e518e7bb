import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLedgerFixture, identityOf, type LedgerFixture, newFile } from '../../testing/ledgerFixture.ts';
import { isKnown } from './fileRecord.ts';

let t: LedgerFixture;
beforeEach(() => {
  t = createLedgerFixture();
});
afterEach(() => t.remove());

const last = {
  identity: identityOf(1),
  sha256: 'ab',
  key: 'in/a',
  etag: 'e1',
  versionId: 'v1',
  at: '2026-01-01T00:00:00.000Z',
  madeBy: 'm1',
};

test('what is kept of a file is there again, whole', () => {
  const { id } = t.ledger.add(newFile('папка/a "1".csv', 1));
  const error = { code: 'access-denied', message: 'no', retryable: false, s3Code: 'AccessDenied' } as const;
  const output = { bytes: 5, rows: 4, kept: 2, undecided: 1 };
  const changed = t.ledger.change(id, {
    state: 'retrying',
    retryAt: 77,
    job: 'j1',
    index: 3,
    error,
    output,
    last,
    key: 'k',
    wasTried: true,
    attempts: 2,
    uploads: 1,
    sent: 2 ** 40,
  });
  t.reopen();
  expect(t.ledger.get(id)).toEqual(changed);
  expect(t.ledger.find('r1', 'папка/a "1".csv')).toEqual(changed);
  expect(t.ledger.find('r2', 'папка/a "1".csv')).toBeNull();
});

test('files have their turn by the time they were written', () => {
  for (const [file, ino] of [
    ['c', 3],
    ['a', 1],
    ['b', 2],
  ] as const) {
    t.ledger.add(newFile(file, ino));
  }
  expect(t.ledger.oldest('r1', 'ready', 2).map(({ file }) => file)).toEqual(['a', 'b']);
  const [first = null] = t.ledger.slice('r1', 'ready', null, 1);
  expect(first?.file).toBe('a');
  expect(t.ledger.slice('r1', 'ready', first, 9).map(({ file }) => file)).toEqual(['b', 'c']);
});

test('counts follow every change, and are the same when they are counted anew', () => {
  const ids = ['a', 'b', 'c', 'd'].map((file, index) => t.ledger.add(newFile(file, index)).id);
  const [a = 0, b = 0, c = 0, d = 0] = ids;
  t.ledger.change(a, { state: 'done', uploads: 2, sent: 30 });
  t.ledger.change(b, { state: 'done', uploads: 1, sent: 5 });
  t.ledger.change(c, { state: 'needs-you' });
  t.ledger.remove(d);
  t.ledger.move(a, 'b', '/watched/b');
  const totals = structuredClone(t.ledger.totals('r1'));
  expect(totals).toMatchObject({ counts: { done: 1, 'needs-you': 1, ready: 0 }, uploads: 3, bytes: 35 });
  t.reopen();
  expect(t.ledger.totals('r1')).toEqual(totals);
});

test('what fails in the middle is not kept at all', () => {
  const { id } = t.ledger.add(newFile('a', 1));
  const fail = () =>
    t.ledger.together(() => {
      t.ledger.change(id, { state: 'done', uploads: 1 });
      t.ledger.add(newFile('b', 2));
      throw new Error('no');
    });
  expect(fail).toThrow('no');
  expect(t.ledger.get(id)?.state).toBe('ready');
  expect(t.ledger.totals('r1')).toMatchObject({ counts: { ready: 1, done: 0 }, uploads: 0 });
});

test('files of a job come in its order, and jobs by their rules', () => {
  const rows = ['a', 'b', 'c'].map((file, index) => t.ledger.add(newFile(file, index)));
  for (const [index, row] of rows.toReversed().entries()) {
    t.ledger.change(row.id, { state: 'uploading', job: 'j1', index });
  }
  expect(t.ledger.ofJob('j1').map(({ file }) => file)).toEqual(['c', 'b', 'a']);
  expect(t.ledger.jobs()).toEqual([{ job: 'j1', ruleId: 'r1' }]);
});

test('pauses are over in their order, rule by rule', () => {
  const { id: a } = t.ledger.add(newFile('a', 1));
  const { id: b } = t.ledger.add(newFile('b', 2));
  const { id: other } = t.ledger.add(newFile('a', 1, 'r2'));
  t.ledger.change(a, { state: 'retrying', retryAt: 20 });
  t.ledger.change(b, { state: 'retrying', retryAt: 10 });
  t.ledger.change(other, { state: 'retrying', retryAt: 5 });
  expect(t.ledger.nextRetry('r1')).toBe(10);
  expect(t.ledger.due('r1', 15, 100, 9).map(({ id }) => id)).toEqual([b]);
  t.ledger.change(b, { state: 'ready', retryAt: null });
  expect(t.ledger.nextRetry('r1')).toBe(20);
});

test('a pause that is longer than any is over: the clock was set back', () => {
  const { id } = t.ledger.add(newFile('a', 1));
  t.ledger.change(id, { state: 'retrying', retryAt: 1000 });
  expect(t.ledger.due('r1', 900, 100, 9)).toEqual([]);
  expect(t.ledger.due('r1', 899, 100, 9).map((row) => row.id)).toEqual([id]);
});

test('an id is never given twice', () => {
  const { id } = t.ledger.add(newFile('a', 1));
  t.ledger.remove(id);
  expect(t.ledger.add(newFile('b', 2)).id).toBeGreaterThan(id);
});

test('a moved file takes the place of what had its new name', () => {
  const { id: a } = t.ledger.add(newFile('a', 1));
  const { id: b } = t.ledger.add(newFile('b', 2));
  t.ledger.change(a, { state: 'done', last });
  expect(t.ledger.move(a, 'b', '/watched/b')).toMatchObject({ id: a, file: 'b', path: '/watched/b', last });
  expect(t.ledger.get(b)).toBeNull();
  expect(t.ledger.find('r1', 'a')).toBeNull();
  expect(t.ledger.ofInode('r1', identityOf(1)).map(({ id }) => id)).toEqual([a]);
});

test('a rule is forgotten some files at a time', () => {
  for (let index = 0; index < 5; index += 1) t.ledger.add(newFile(`${index}`, index));
  t.ledger.add(newFile('other', 1, 'r2'));
  expect(t.ledger.forget('r1', 3)).toBe(true);
  expect(t.ledger.forget('r1', 3)).toBe(true);
  expect(t.ledger.forget('r1', 3)).toBe(false);
  expect(t.ledger.rules()).toEqual(['r2']);
  expect(t.ledger.totals('r1').counts.ready).toBe(0);
});

test('a file that was kept in a way that cannot be read is forgotten, the others are not', () => {
  const { id: a } = t.ledger.add(newFile('a', 1));
  const { id: b } = t.ledger.add(newFile('b', 2));
  t.db.run('UPDATE files SET record = ? WHERE id = ?', Buffer.from('{"path":1}'), a);
  expect(t.ledger.oldest('r1', 'ready', 9).map(({ id }) => id)).toEqual([b]);
  t.db.run('UPDATE files SET record = ? WHERE id = ?', Buffer.from('{"path'), b);
  expect(t.ledger.get(b)).toBeNull();
  expect(t.ledger.totals('r1').counts.ready).toBe(0);
});

test('a closed ledger refuses every call', () => {
  t.ledger.close();
  expect(() => t.ledger.get(1)).toThrow('closed');
  expect(() => t.ledger.together(() => 1)).toThrow('closed');
  t.reopen();
});

test('a file is known by size, time and inode, whatever number its device has', () => {
  const file = identityOf(1);
  expect(isKnown(file, { ...file, dev: '2' })).toBe(true);
  expect(isKnown(file, { ...file, size: 11 })).toBe(false);
  expect(isKnown(file, { ...file, ino: '2' })).toBe(false);
  expect(isKnown(file, { ...file, mtimeNs: '1' })).toBe(false);
  expect(isKnown(null, null)).toBe(false);
});
