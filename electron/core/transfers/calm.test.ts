import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { type HandClock, handClock } from '../testing/handClock.ts';
import { calmMs, untilCalm } from './calm.ts';

const GIB = 1024 ** 3;

let folder: string;
let path: string;
let clock: HandClock;
let stop: AbortController;
let waits: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-calm-'));
  path = join(folder, 'file');
  await writeFile(path, 'text');
  clock = handClock();
  stop = new AbortController();
  waits = [];
});

afterEach(() => rm(folder, { recursive: true }));

function start() {
  const waiting = (reason: string) => {
    waits.push(reason);
    return () => void waits.push('over');
  };
  const calm = untilCalm(path, 'file', { clock, signal: stop.signal, waiting });
  // Tests look at it when time has passed.
  calm.catch(() => {});
  return calm;
}

/** Lets `seconds` looks pass, with something done before each. */
async function pass(seconds: number, before: (second: number) => Promise<void> = async () => {}) {
  for (let second = 1; second <= seconds; second += 1) {
    await clock.sleepers(1);
    await before(second);
    await clock.advance(1000);
  }
}

test.each([
  [0, 2000],
  [2 * GIB, 2000],
  [5 * GIB, 5000],
  [500 * GIB, 10_000],
])('a file of %i bytes must rest for %i ms', (size, expected) => {
  expect(calmMs(size)).toBe(expected);
});

test('a file that rests is known after two seconds', async () => {
  const begun = clock.now();
  const calm = start();
  await pass(2);
  expect(await calm).toMatchObject({ size: 4 });
  expect(clock.now() - begun).toBe(2000);
  expect(waits).toEqual(['source-changing', 'over']);
});

test('each change begins the wait anew, and what it is at last is told', async () => {
  const begun = clock.now();
  const calm = start();
  await pass(5, () => appendFile(path, 'more'));
  await pass(2);
  expect(await calm).toMatchObject({ size: 24 });
  expect(clock.now() - begun).toBe(7000);
});

test('a file that is written to for ten minutes is given up', async () => {
  const calm = start();
  await pass(600, () => appendFile(path, '.'));
  await expect(calm).rejects.toMatchObject({ data: { code: 'changed', details: { path: 'file' } } });
  expect(waits).toEqual(['source-changing', 'over']);
});

test('a file that goes away meanwhile is told as such', async () => {
  const calm = start();
  await pass(1, () => rm(path));
  await expect(calm).rejects.toMatchObject({ data: { code: 'source-deleted' } });
});

test('the wait ends with the job', async () => {
  const calm = start();
  await clock.sleepers(1);
  stop.abort(appError('cancelled', 'cancelled'));
  await expect(calm).rejects.toMatchObject({ data: { code: 'cancelled' } });
  expect(waits).toEqual(['source-changing', 'over']);
});
