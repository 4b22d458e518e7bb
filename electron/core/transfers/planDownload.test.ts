import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createTestFolder } from '../testing/localFiles.ts';
import { openFolder } from './localFolder.ts';
import { type DownloadItem, freeNames, keepBothName, versionName } from './planDownload.ts';

const moment = new Date(2026, 10, 21, 14, 2, 33).toISOString();

test.each([
  ['report.csv', 'report (2026-11-21 14.02.33).csv'],
  ['archive.tar.gz', 'archive.tar (2026-11-21 14.02.33).gz'],
  ['README', 'README (2026-11-21 14.02.33)'],
  ['.profile', '.profile (2026-11-21 14.02.33)'],
])('a version of %s is %s, in local time', (name, expected) => {
  expect(versionName(name, moment)).toBe(expected);
});

test.each([
  ['report.csv', 'report (2).csv'],
  ['a.b/README', 'a.b/README (2)'],
  ['a/.profile', 'a/.profile (2)'],
])('beside %s goes %s', async (path, expected) => {
  expect(await keepBothName(path, async () => false)).toBe(expected);
});

test('the number is the first that is free, and the name no longer than a system takes', async () => {
  const taken = new Set(['a (2).txt', 'a (3).txt']);
  expect(await keepBothName('a.txt', async (path) => taken.has(path))).toBe('a (4).txt');
  const long = await keepBothName(`d/${'л'.repeat(125)}.txt`, async () => false);
  expect(Buffer.byteLength(long.slice(2))).toBeLessThanOrEqual(255);
  expect(long).toMatch(/^d\/л{123} \(2\)\.txt$/);
});

test('names are free on disk, in the plan, and among each other, as the system compares them', async () => {
  const folder = await createTestFolder();
  await writeFile(folder.at('a (2).txt'), '');
  const root = await openFolder(folder.path);
  const file = (local: string): DownloadItem => ({
    kind: 'file',
    name: local,
    key: local,
    size: 0,
    modified: moment,
    local,
  });
  const all = ['a.txt', 'A (3).TXT', 'A.txt'].map(file);
  const [a, , capital] = all;
  const both = [a, capital].filter((item) => item !== undefined);
  const names = async (platform: 'linux' | 'darwin') =>
    (await freeNames(both, all, { root, platform })).map(({ item, name }) => [item.local, name]);
  expect(await names('linux')).toEqual([
    ['a (3).txt', 'a (3).txt'],
    ['A (2).txt', 'A (2).txt'],
  ]);
  expect((await names('darwin')).flat()).toEqual(['a (4).txt', 'a (4).txt', 'A (2).txt', 'A (2).txt']);
  await folder.remove();
});
