import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handClock } from '../../testing/handClock.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { createChangeLog } from './changeLog.ts';

const place = { connectionId: 'c', bucket: 'b' };
const change = { ...place, setting: 'tags' as const, before: null, after: { n: 1 }, rollsBack: null };

let folder: string;
let path: string;
let logger = createMemoryLogger();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-changes-'));
  path = join(folder, 'profile', 'settingChanges.jsonl');
  logger = createMemoryLogger();
});
afterEach(() => rm(folder, { recursive: true }));

const open = (limit?: number) =>
  createChangeLog({ path, clock: handClock(), logger, ...(limit === undefined ? {} : { limit }) });

test('a change is unknown until it is ended; the end says what was left', async () => {
  const log = open();
  const first = await log.begin(change);
  const second = await log.begin({ ...change, before: { n: 1 }, after: { n: 2 }, rollsBack: first });
  expect(await open().of(place)).toEqual([
    {
      ...change,
      before: { n: 1 },
      after: { n: 2 },
      rollsBack: first,
      id: second,
      at: expect.any(String),
      outcome: 'unknown',
    },
    { ...change, id: first, at: '2026-11-21T00:00:00.000Z', outcome: 'unknown' },
  ]);
  await log.end(first, 'done', { n: 1 });
  await log.end(first, 'done', { n: 1, ID: 'generated' });
  await log.end(second, 'failed', { n: 1 });
  expect(await open().of(place)).toMatchObject([
    { id: second, after: { n: 2 }, outcome: 'failed' },
    { id: first, after: { n: 1, ID: 'generated' }, outcome: 'done' },
  ]);
});

test('changes of other places are not told', async () => {
  const log = open();
  await log.begin({ ...change, bucket: 'other' });
  await log.begin({ ...change, connectionId: 'other' });
  expect(await log.of(place)).toEqual([]);
});

test('half a line at the end, as a power failure leaves it, harms nothing', async () => {
  const id = await open().begin(change);
  await appendFile(path, '{"begins":"x","at":"20');
  expect(await open().of(place)).toMatchObject([{ id }]);
  const next = await open().begin({ ...change, after: { n: 2 } });
  expect(await open().of(place)).toMatchObject([{ id: next }, { id }]);
  expect(logger.lines).toEqual([]);
});

test('half a line that a failed write has left harms nothing either', async () => {
  const log = open();
  const id = await log.begin(change);
  const before = await readFile(path, 'utf8');
  await rm(path);
  await mkdir(path);
  await expect(log.begin(change)).rejects.toMatchObject({ data: { code: expect.stringMatching(/^local-/) } });
  await rm(path, { recursive: true });
  await writeFile(path, `${before}{"begins":"x","at":"20`);
  await log.end(id, 'done', { n: 1 });
  const next = await log.begin({ ...change, after: { n: 2 } });
  expect(await log.of(place)).toMatchObject([{ id: next }, { id, outcome: 'done' }]);
});

test('a damaged line in the middle is told, and the others stay', async () => {
  const id = await open().begin(change);
  await appendFile(path, 'not a line\n');
  await open().end(id, 'done', { n: 1 });
  expect(await open().of(place)).toMatchObject([{ id, outcome: 'done' }]);
  expect(logger.lines.join()).toContain('"damaged":1');
});

test('the oldest go when there are too many, each with its end', async () => {
  const log = open(3);
  const ids: string[] = [];
  for (let n = 1; n <= 7; n += 1) {
    const id = await log.begin({ ...change, after: { n } });
    await log.end(id, 'done', { n });
    ids.unshift(id);
  }
  expect((await log.of(place)).map(({ id }) => id)).toEqual(ids.slice(0, 4));
  expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(8);
  expect(await log.of(place)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }, {}]);
});

test('only this user may read it', async () => {
  await open().begin(change);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file that cannot be written is an error before anything is sent', async () => {
  await writeFile(join(folder, 'profile'), '');
  await expect(open().begin(change)).rejects.toMatchObject({ data: { code: expect.stringMatching(/^local-/) } });
});
