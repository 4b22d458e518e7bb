import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { rotate } from './rotate.ts';

let t: TestFolder;
beforeEach(async () => {
  t = await createTestFolder();
});
afterEach(() => t.remove());

const contents = async () =>
  Promise.all((await t.tree()).map(async (name) => [name, await readFile(t.at(name), 'utf8')]));

test('leaves alone what is short, empty or not there', async () => {
  expect(await rotate(t.at('log'), 3)).toBe(false);
  await writeFile(t.at('log'), '');
  expect(await rotate(t.at('log'), -1)).toBe(false);
  await writeFile(t.at('log'), 'abc');
  expect(await rotate(t.at('log'), 3)).toBe(false);
});

test('keeps five, the newest as .1', async () => {
  for (let n = 1; n <= 7; n += 1) {
    await writeFile(t.at('log'), String(n));
    expect(await rotate(t.at('log'), 0)).toBe(true);
  }
  expect(await contents()).toEqual([
    ['log.1', '7'],
    ['log.2', '6'],
    ['log.3', '5'],
    ['log.4', '4'],
    ['log.5', '3'],
  ]);
});

test('what was ended half-way goes on, and costs no file', async () => {
  for (const n of [2, 3, 4, 5]) await writeFile(t.at(`log.${n}`), String(n));
  await writeFile(t.at('log'), 'now');
  await rotate(t.at('log'), 0);
  expect(await contents()).toEqual([['log.1', 'now'], ...[2, 3, 4, 5].map((n) => [`log.${n}`, String(n)])]);
});

test('what cannot be put by stays', async () => {
  await mkdir(t.at('log.5/full'), { recursive: true });
  for (const name of ['log', 'log.1', 'log.2', 'log.3', 'log.4']) await writeFile(t.at(name), name);
  await expect(rotate(t.at('log'), 0)).rejects.toThrow('EISDIR');
  await rm(t.at('log.5'), { recursive: true });
  expect(await contents()).toEqual(['log', 'log.1', 'log.2', 'log.3', 'log.4'].map((name) => [name, name]));
});
