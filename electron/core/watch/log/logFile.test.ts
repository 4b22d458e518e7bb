import { execFile } from 'node:child_process';
import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fastClock } from '../../testing/fastClock.ts';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { createLogFile, type LogFile, MOST_BYTES } from './logFile.ts';

const sh = promisify(execFile);

let t: TestFolder;
let file: LogFile;
let rotations: number[];
beforeEach(async () => {
  t = await createTestFolder();
  await mkdir(t.at('logs'));
  rotations = [];
  file = createLogFile({
    path: () => t.at('logs/a.log'),
    clock: fastClock(20),
    logger: createMemoryLogger(),
    onRotated: (lines) => rotations.push(lines),
  });
});
afterEach(async () => {
  file.stop();
  await t.remove();
});

const content = (name = 'a.log') => readFile(t.at(`logs/${name}`), 'utf8');
const linesOf = (text: string) => text.split('\n').slice(0, -1);
/** So many lines, from a number on. */
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `${from + n}`);
const addAll = (lines: string[]) => {
  for (const line of lines) file.add(`${line}\n`);
};

test('all lines, each once, in their order, however they come', async () => {
  for (let from = 0; from < 10_000; from += 500) {
    addAll(numbered(500, from));
    if (from % 1500 === 0) await file.flush();
    if (from % 2000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await file.flush();
  expect(linesOf(await content())).toEqual(numbered(10_000));
  expect(file.added()).toBe(10_000);
  expect(file.error()).toBeNull();
});

test('writes by itself', async () => {
  file.add('Заказы\n');
  await expect.poll(() => content().catch(() => '')).toBe('Заказы\n');
});

test('goes on in a file that is there, apart from half a line', async () => {
  await writeFile(t.at('logs/a.log'), 'whole\nhalf');
  addAll(['new']);
  await file.flush();
  expect(await content()).toBe('whole\nhalf\nnew\n');
});

test('puts by what has become too long, and loses no line', async () => {
  const lines = numbered(30_000).map((n) => n.padEnd(999, 'x'));
  for (let from = 0; from < lines.length; from += 3000) {
    addAll(lines.slice(from, from + 3000));
    await file.flush();
  }
  expect(rotations).toHaveLength(2);
  const names = ['a.log.2', 'a.log.1', 'a.log'];
  const parts = await Promise.all(names.map((name) => content(name)));
  expect(linesOf(parts.join(''))).toEqual(lines);
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(MOST_BYTES);
  expect(linesOf(`${parts[0]}${parts[1]}`)).toHaveLength(rotations[1] ?? 0);
  const { bytes, lines: count } = await file.read();
  expect([bytes.toString() === parts[2], count]).toEqual([true, 30_000]);
  expect((await file.readRotated(2))?.toString() === parts[0]).toBe(true);
  expect(await file.readRotated(3)).toBeNull();
});

test('a file that cannot be put by goes on, and that is told', async () => {
  for (const n of [1, 2, 3, 4]) await writeFile(t.at(`logs/a.log.${n}`), '');
  await mkdir(t.at('logs/a.log.5/full'), { recursive: true });
  await writeFile(t.at('logs/a.log'), `${'x'.repeat(MOST_BYTES)}\n`);
  addAll(['on']);
  await file.flush();
  expect(file.error()).toMatchObject({ code: 'local-io' });
  expect((await stat(t.at('logs/a.log'))).size).toBe(MOST_BYTES + 4);
  await rm(t.at('logs/a.log.5'), { recursive: true });
  addAll(['new']);
  await file.flush();
  expect([file.error(), await content()]).toEqual([null, 'new\n']);
});

test('a folder that is gone: lines wait, that is told, and they are written when it is back', async () => {
  addAll(['a']);
  await file.flush();
  await rename(t.at('logs'), t.at('away'));
  addAll(['b']);
  await file.flush();
  expect(file.error()).toMatchObject({ code: 'local-not-found', details: { path: 'a.log' } });
  addAll(['c']);
  await rename(t.at('away'), t.at('logs'));
  await expect.poll(() => content()).toBe('a\nb\nc\n');
  await expect.poll(() => file.error()).toBeNull();
});

test('of more lines than can wait the oldest are missing, and the file says so', async () => {
  await rename(t.at('logs'), t.at('away'));
  addAll(numbered(9_000));
  await file.flush();
  addAll(numbered(4_000, 9_000));
  await rename(t.at('away'), t.at('logs'));
  const { bytes, lines } = await file.read();
  const [first, ...others] = linesOf(bytes.toString());
  expect(first).toMatch(/^[\d-]+T[\d:.]+Z\tlost\t\tlines=3000$/);
  expect(others).toEqual(numbered(10_000, 3_000));
  expect(lines).toBe(file.added());
});

test('lines that wait for nothing when it is stopped are counted', async () => {
  await rm(t.at('logs'), { recursive: true });
  addAll(['a', 'b']);
  await file.flush();
  expect(file.stop()).toBe(2);
});

/** A disk of so many bytes at `logs`, for the time of the work. */
async function onSmallDisk(bytes: number, work: () => Promise<void>) {
  await sh('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', t.at('logs')]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  try {
    await work();
  } finally {
    await sh('umount', ['-l', t.at('logs')]);
  }
}

test('a full disk: the file has whole lines only, and all of them when there is room', () =>
  onSmallDisk(128 * 1024, async () => {
    await writeFile(t.at('logs/ballast'), Buffer.alloc(100 * 1024));
    const lines = numbered(1000).map((n) => n.padEnd(59, 'x'));
    for (let from = 0; from < lines.length; from += 100) {
      addAll(lines.slice(from, from + 100));
      await file.flush();
    }
    expect(file.error()).toMatchObject({ code: 'local-disk-full' });
    const before = await content();
    expect(before.endsWith('\n')).toBe(true);
    expect(lines.slice(0, linesOf(before).length)).toEqual(linesOf(before));
    await rm(t.at('logs/ballast'));
    await file.flush();
    expect(linesOf(await content())).toEqual(lines);
    expect(file.error()).toBeNull();
  }));

test('a folder that may only be read', () =>
  onSmallDisk(128 * 1024, async () => {
    await appendFile(t.at('logs/a.log'), 'a\n');
    await sh('mount', ['-o', 'remount,ro', t.at('logs')]);
    addAll(['b']);
    await file.flush();
    expect(file.error()).toMatchObject({ code: 'local-denied' });
    expect((await file.read()).lines).toBe(0);
    await sh('mount', ['-o', 'remount,rw', t.at('logs')]);
    expect((await file.read()).bytes.toString()).toBe('a\nb\n');
  }));
