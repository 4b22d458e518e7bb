import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import { testJob } from '../../stores/testJob.ts';
import { endedMessage, endedTogether, jobPlace, jobTitle, outcomeWords } from './jobWords.ts';

const en = createTexts('en').t;
const ru = createTexts('ru').t;

const items = (total: number, failed = 0, skipped = 0) => ({ total, done: total - failed - skipped, failed, skipped });

test('one thing goes by its name, several by their number', () => {
  expect(jobTitle(testJob(), en)).toBe('orders.csv');
  expect(jobTitle(testJob({ name: null, items: items(1204) }), en)).toBe('1,204 files');
  expect(jobTitle(testJob({ name: null, items: items(22) }), ru)).toBe('22 файла');
  expect(jobTitle(testJob({ name: null, kind: 'delete', items: items(11) }), ru)).toBe('11 объектов');
  expect(jobTitle(testJob({ name: null, items: items(0) }), en)).toBe('Files');
});

test('what a watched folder uploads goes by its rule', () => {
  const job = testJob({ rule: 'Orders', name: null, items: items(12) });
  expect(jobTitle(job, en)).toBe('Watch: Orders, 12 files');
  expect(jobTitle(job, ru)).toBe('Наблюдение: Orders, 12 файлов');
  expect(jobTitle(testJob({ rule: 'Orders' }), en)).toBe('Watch: Orders, orders.csv');
  expect(jobTitle(testJob({ rule: 'Orders', name: null, items: items(0) }), ru)).toBe('Наблюдение: Orders');
  expect(jobPlace(job, en)).toBe('shop-data/in/');
});

test('a download works in its local folder, the others on the server', () => {
  expect(jobPlace(testJob(), en)).toBe('shop-data/in/');
  expect(jobPlace(testJob({ kind: 'download', localFolder: 'Downloads' }), en)).toBe('Downloads');
});

test.each([
  ['done', { state: 'done' as const, name: null, items: items(12) }, 'Uploaded to shop-data/in/: 12 files', 'success'],
  [
    'done but for the skipped',
    { state: 'done' as const, name: null, items: items(12, 0, 2) },
    'Uploaded to shop-data/in/: 10 files',
    'success',
  ],
  ['all skipped', { state: 'done' as const, items: items(1, 0, 1) }, 'Skipped, exists already: orders.csv', 'info'],
  [
    'some failed',
    { state: 'done' as const, name: null, items: items(12, 2) },
    'Not uploaded to shop-data/in/: 2 of 12 files',
    'danger',
  ],
  ['failed', { state: 'failed' as const }, 'Not uploaded: orders.csv. No network.', 'danger'],
])('a job that is %s', (_name, more, text, tone) => {
  expect(endedMessage(testJob(more), 'No network.', en)).toEqual({ text, tone });
});

test('in Russian the number agrees with what stands behind it', () => {
  const partly = (total: number) =>
    endedMessage(testJob({ state: 'done', name: null, items: items(total, 1) }), '', ru);
  expect(partly(21)?.text).toBe('Не загружено в shop-data/in/: 1 из 21 файла');
  expect(partly(12)?.text).toBe('Не загружено в shop-data/in/: 1 из 12 файлов');
  expect(outcomeWords(testJob({ items: items(9, 1, 5) }), ru)).toEqual(['1 ошибка', '5 пропущено']);
});

test('what is invisible in a name is spelled', () => {
  expect(jobTitle(testJob({ name: ' a\tb.txt' }), en)).toBe('⟨U+0020⟩a⟨U+0009⟩b.txt');
  expect(jobPlace(testJob({ prefix: 'in//\u00a0/' }), en)).toBe('shop-data/in//⟨U+00A0⟩/');
});

test('what was left out is hinted at, once', () => {
  expect(outcomeWords(testJob({ items: items(9, 0, 2), noticeCount: 3 }), en)).toEqual(['2 skipped', '1 note']);
  expect(outcomeWords(testJob({ items: items(9), noticeCount: 5 }), ru)).toEqual(['5 замечаний']);
});

test('of a cancelled job nothing is told', () => {
  expect(endedMessage(testJob({ state: 'cancelled' }), '', en)).toBeNull();
});

test('many that ended together are told in one message', () => {
  const good = { text: 'a', tone: 'success' as const };
  const bad = { text: 'b', tone: 'danger' as const };
  expect(endedTogether([good, good, good], en)).toEqual({ text: '3 transfers finished', tone: 'success' });
  expect(endedTogether([good, bad, good], en)).toEqual({
    text: '3 transfers finished, 1 had errors',
    tone: 'danger',
  });
  expect(endedTogether(Array(5).fill(good), ru).text).toBe('Завершено 5 передач');
});
