import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../../shared/errors.ts';
import type { LogEntry, LogStep } from '../../../../shared/watch/state.ts';
import { fastClock } from '../../testing/fastClock.ts';
import { createWatchLogFixture, type WatchLogFixture, watchRule } from '../../testing/watchLogFixture.ts';

const rule = 'rule-1';
const denied = appError('access-denied', 'Доступ запрещён', { status: 403 }).data;

let t: WatchLogFixture;
beforeEach(async () => {
  t = await createWatchLogFixture(fastClock(20));
});
afterEach(() => t.remove());

const page = (query = '', steps: LogStep[] = [], ruleId: string | null = rule, cursor: number | null = null) =>
  t.log.page({ ruleId, query, steps, cursor });
const files = (entries: LogEntry[]) => entries.map(({ file }) => file);
const fileOf = (ruleId = rule) => readFile(t.log.fileOf(ruleId), 'utf8');

function addRule(id: string) {
  t.rules.set(id, watchRule({ id, name: id, logFolder: t.folder.path }));
}

/** Lets the log be uploaded, every `everySeconds`. */
function uploadLog(everySeconds = 30) {
  t.rules.set(rule, watchRule({ logFolder: t.folder.path, logUpload: { key: 'logs/orders.log', everySeconds } }));
}

test('a line is in the table at once, told to the window, and in the file', async () => {
  t.log.write(rule, 'found', 'a.csv', { bytes: 12 });
  t.log.write(rule, 'uploaded', 'a.csv', { key: 'in/a.csv', bytes: 12, versionId: 'v1' });
  const { entries, next } = await page();
  expect(next).toBeNull();
  expect(entries).toMatchObject([
    { ruleId: rule, step: 'uploaded', file: 'a.csv', facts: { key: 'in/a.csv', bytes: 12, versionId: 'v1' } },
    { ruleId: rule, step: 'found', file: 'a.csv', facts: { bytes: 12 } },
  ]);
  await expect.poll(() => t.told).toEqual(entries.toReversed());
  await expect.poll(() => fileOf().catch(() => '')).toMatch(/Z\tfound\ta\.csv\tbytes=12\n.*\tversion=v1\n$/);
  expect(entries.map(({ at }) => at)).toEqual((await fileOf()).match(/^[^\t]+Z/gm)?.toReversed());
});

test('all is there after a restart, and goes on', async () => {
  t.log.write(rule, 'found', 'a.csv');
  t.log.write(rule, 'rule-stopped', null);
  await t.reopen();
  expect(t.log.lastOf(rule)).toMatchObject({ step: 'found', file: 'a.csv' });
  t.log.write(rule, 'still', 'b.csv');
  expect(t.log.lastOf(rule)).toMatchObject({ step: 'still', file: 'b.csv' });
  expect((await page()).entries.map(({ id, step }) => [id, step])).toEqual([
    [3, 'still'],
    [2, 'rule-stopped'],
    [1, 'found'],
  ]);
});

test('pages of 200, the newest first, of one rule or of all', async () => {
  addRule('rule-2');
  for (let n = 0; n < 500; n += 1) t.log.write(n % 2 ? 'rule-2' : rule, 'found', `${n}.csv`);
  const all: LogEntry[] = [];
  for (let cursor: number | null | undefined; cursor !== null; ) {
    const { entries, next } = await page('', [], null, cursor ?? null);
    expect(entries.length).toBe(next === null ? 100 : 200);
    all.push(...entries);
    cursor = next;
  }
  expect(files(all)).toEqual(Array.from({ length: 500 }, (_, n) => `${499 - n}.csv`));
  expect((await page()).entries).toHaveLength(200);
  expect((await page()).entries.every(({ ruleId }) => ruleId === rule)).toBe(true);
});

test('finds lines by file, key, error code and message, and by step', async () => {
  t.log.write(rule, 'found', 'Заказы/100%_a.csv');
  t.log.write(rule, 'uploaded', 'b.csv', { key: 'ВХОД/b.csv', path: '/secret-place' });
  t.log.write(rule, 'failed', 'c.csv', { error: denied });
  t.log.write(rule, 'rule-stopped', null, { error: denied });
  const found = async (query: string, steps: LogStep[] = []) => files((await page(query, steps)).entries);
  expect(await found('зАКАЗы')).toEqual(['Заказы/100%_a.csv']);
  expect(await found('й')).toEqual([]);
  expect(await found('вход/')).toEqual(['b.csv']);
  expect(await found('secret')).toEqual([]);
  expect(await found('ACCESS-denied')).toEqual([null, 'c.csv']);
  expect(await found('доступ')).toEqual([null, 'c.csv']);
  expect(await found('доступ', ['failed', 'found'])).toEqual(['c.csv']);
  expect(await found('', ['found', 'uploaded'])).toEqual(['b.csv', 'Заказы/100%_a.csv']);
  expect(await found('%')).toEqual(['Заказы/100%_a.csv']);
  expect(await found('_')).toEqual(['Заказы/100%_a.csv']);
});

test('any name can be kept', async () => {
  const name = 'nul\u0000 lone\ud800 quote\' "\n.csv';
  t.log.write(rule, 'found', name);
  expect(files((await page('NUL\u0000')).entries)).toEqual([Buffer.from(name).toString()]);
});

test('the hours of the last day', () => {
  t.log.write(rule, 'uploaded', 'a', { bytes: 10 });
  expect(t.log.activity(rule).at(-1)).toMatchObject({ files: 1, bytes: 10, failed: 0 });
  t.log.write(rule, 'uploaded', 'b', { bytes: 5 });
  t.log.write(rule, 'needs-you', 'c', { error: denied });
  expect(t.log.activity(rule).at(-1)).toMatchObject({ files: 2, bytes: 15, failed: 1 });
  expect(t.log.activity(rule)).toHaveLength(24);
});

test('100,000 lines of a rule are kept, all of the others, and all hours', { timeout: 30_000 }, async () => {
  addRule('rule-2');
  t.log.write('rule-2', 'found', 'mine');
  for (let n = 0; n < 102_345; n += 1) t.log.write(rule, 'uploaded', `${n}.csv`, { key: `in/${n}.csv`, bytes: 1 });
  expect((await page()).entries[0]?.file).toBe('102344.csv');
  const oldest = await page('', [], rule, 2345 + 3);
  expect(files(oldest.entries)).toEqual(['2345.csv']);
  expect(files((await page('102340.CSV')).entries)).toEqual(['102340.csv']);
  expect((await page('no such line')).entries).toEqual([]);
  expect(files((await page('', [], 'rule-2')).entries)).toEqual(['mine']);
  expect(t.log.activity(rule).reduce((sum, hour) => sum + hour.files, 0)).toBe(102_345);
});

test('a database without room: nothing is thrown, and the lines are kept when there is', async () => {
  for (let n = 0; n < 10; n += 1) t.log.write(rule, 'found', `${n}.csv`);
  expect((await page()).entries).toHaveLength(10);
  t.db.exec('PRAGMA max_page_count = 1');
  for (let n = 10; n < 3000; n += 1) t.log.write(rule, 'found', `${n}.csv`);
  const seen = (await page()).entries.length;
  await expect.poll(() => t.told.length).toBe(3000);
  t.db.exec('PRAGMA max_page_count = 1000000');
  expect(seen).toBe(10);
  expect((await page()).entries[0]?.file).toBe('2999.csv');
  expect(t.lines.filter((line) => line.startsWith('error'))).toHaveLength(1);
});

test('the log is uploaded as it is, counted, and told in the table alone', async () => {
  uploadLog();
  t.log.write(rule, 'uploaded', 'a.csv', { bytes: 1 });
  t.log.runEnded(rule);
  await expect.poll(() => t.log.uploads(rule).uploads).toBe(1);
  expect(t.uploads.map(String)).toEqual([await fileOf()]);
  expect((await page('', ['log-uploaded'])).entries).toMatchObject([
    { file: null, facts: { key: 'logs/orders.log', versionId: 'v1', bytes: t.uploads[0]?.byteLength } },
  ]);
  expect(await fileOf()).not.toContain('log-uploaded');
  expect(t.log.lastOf(rule)?.step).toBe('uploaded');

  t.log.write(rule, 'found', 'b.csv');
  await t.reopen();
  expect(t.uploads).toHaveLength(2);
  expect(t.uploads[1]?.toString()).toBe(await fileOf());
  expect(t.log.uploads(rule)).toMatchObject({ uploads: 2, uploadedAt: expect.stringMatching(/Z$/), error: null });
});

test('an upload that fails is told once, in the file too, and at the rule', async () => {
  uploadLog(1);
  t.beforeUpload = async () => {
    throw appError('access-denied', 'no');
  };
  t.log.write(rule, 'found', 'a.csv');
  await expect.poll(() => t.log.uploads(rule).error).toMatchObject({ code: 'access-denied' });
  t.log.write(rule, 'found', 'b.csv');
  let tries = 0;
  t.beforeUpload = async () => {
    tries += 1;
    if (tries < 3) throw appError('access-denied', 'no');
  };
  await expect.poll(() => t.log.uploads(rule), { timeout: 5000 }).toMatchObject({ uploads: 1, error: null });
  expect(t.uploads[0]?.toString().match(/\tlog-failed\t\tkey=logs\/orders\.log\terror=access-denied/g)).toHaveLength(1);
  expect((await page('', ['log-failed'])).entries).toHaveLength(1);
});

test('the end waits five seconds at most for uploads, and nothing comes after it', async () => {
  uploadLog();
  t.log.write(rule, 'found', 'a.csv');
  let release = () => {};
  t.beforeUpload = () =>
    new Promise((resolve) => {
      release = resolve;
    });
  await t.log.close();
  t.log.write(rule, 'found', 'b.csv');
  release();
  await expect(page()).rejects.toMatchObject({ data: { code: 'cancelled' } });
  await t.reopen();
  t.beforeUpload = async () => {};
  expect(files((await page()).entries)).toEqual(['a.csv']);
  expect(t.log.uploads(rule).uploads).toBe(0);
});

test('a folder that is gone is told, and costs no line of the table', async () => {
  t.rules.set(rule, watchRule({ logFolder: t.folder.at('gone') }));
  t.log.write(rule, 'found', 'a.csv');
  await expect.poll(() => t.log.uploads(rule).error).toMatchObject({ code: 'local-not-found' });
  expect(files((await page()).entries)).toEqual(['a.csv']);
  await t.reopen();
  expect(t.lines.join()).toContain('lines of a log are lost');
});

test('a rule with another name goes on in another file', async () => {
  t.log.write(rule, 'found', 'a.csv');
  await expect.poll(() => fileOf().catch(() => '')).toContain('a.csv');
  t.rules.set(rule, watchRule({ name: 'Заказы', logFolder: t.folder.path }));
  expect(t.log.fileOf(rule)).toContain('Заказы');
  t.log.write(rule, 'found', 'b.csv');
  await expect.poll(() => fileOf().catch(() => '')).toMatch(/^\S+\tfound\tb\.csv\n$/);
});

test('a removed rule is forgotten, but for its file', async () => {
  addRule('rule-2');
  for (let n = 0; n < 5000; n += 1) t.log.write(rule, 'uploaded', `${n}.csv`, { bytes: 1 });
  t.log.write('rule-2', 'found', 'b.csv');
  const path = t.log.fileOf(rule);
  t.rules.delete(rule);
  t.log.forget(rule);
  t.log.write(rule, 'found', 'late.csv');
  await expect.poll(async () => files((await page('', [], null)).entries)).toEqual(['b.csv']);
  expect(t.log.activity(rule).at(-1)?.files).toBe(0);
  expect(t.log.lastOf(rule)).toBeNull();
  expect(() => t.log.fileOf(rule)).toThrow('there is no rule');
  await expect.poll(async () => (await readFile(path, 'utf8')).split('\n')).toHaveLength(5001);
});

test('and what is left of one when the program ends, once other rules go on', async () => {
  addRule('rule-2');
  for (let n = 0; n < 3000; n += 1) t.log.write(rule, 'found', `${n}.csv`);
  await expect.poll(() => t.told.length).toBe(3000);
  t.rules.delete(rule);
  await t.reopen();
  expect((await page()).entries).toHaveLength(200);
  t.log.write('rule-2', 'found', 'b.csv');
  await expect.poll(async () => files((await page('', [], null)).entries)).toEqual(['b.csv']);
});
