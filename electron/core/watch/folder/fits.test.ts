import { expect, test } from 'vitest';
import { createFilter, fits } from './fits.ts';
import { isTemporaryName } from './temporaryNames.ts';

const scope = { folder: '/watched', subfolders: true, include: [], exclude: [], shut: [] };

test.each<[pattern: string, file: string, isMatch: boolean]>([
  ['*.csv', 'a.csv', true],
  ['*.csv', 'sub/deep/a.csv', true],
  ['*.csv', 'a.csv.gz', false],
  ['*.{csv,tsv}', 'sub/a.tsv', true],
  ['*.csv', '.hidden.csv', true],
  ['orders-*.csv', 'sub/orders-17.csv', true],
  ['orders-?.csv', 'orders-17.csv', false],
  ['2026/*.csv', '2026/a.csv', true],
  ['2026/*.csv', '2026/11/a.csv', false],
  ['2026/*.csv', 'old/2026/a.csv', false],
  ['2026/**', '2026/11/20/a.csv', true],
  ['**/in/*.csv', 'x/y/in/a.csv', true],
  ['**/in/*.csv', 'in/a.csv', true],
  ['/a.csv', 'a.csv', true],
  ['/a.csv', 'sub/a.csv', false],
  ['./sub/a.csv', 'sub/a.csv', true],
  ['in/', 'x/in/a.csv', true],
  ['x/in/', 'x/in/deep/a.csv', true],
  ['x/in/', 'y/x/in/a.csv', false],
  ['!(*.txt)', 'sub/a.csv', true],
  ['!a.csv', '!a.csv', true],
  ['!a.csv', 'b.csv', false],
  ['Отчёт *.csv', 'папка/Отчёт 1.csv', true],
  ['a[bc].csv', 'ab.csv', true],
  ['a(1).csv', 'a(1).csv', true],
  ['[', '[', true],
])('the pattern %s and the file %s: %s', (pattern, file, isMatch) => {
  expect(fits({ ...scope, include: ['none', pattern] }, file)).toBe(isMatch);
  expect(fits({ ...scope, exclude: [pattern] }, file)).toBe(!isMatch);
});

test('what is in an excluded folder is excluded, and the folder is not entered', () => {
  const excluding = { ...scope, exclude: ['node_modules', '2025/**', '*.bak/'] };
  const filter = createFilter(excluding);
  for (const file of ['node_modules/a.csv', 'x/node_modules/y/a.csv', '2025/a.csv', 'x.bak/a.csv']) {
    expect(filter.fits(file)).toBe(false);
  }
  expect(['node_modules', 'x/node_modules', '2025', 'x', '2026'].map(filter.enters)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

test('an include pattern says nothing of folders', () => {
  expect(createFilter({ ...scope, include: ['*.csv'] }).enters('sub')).toBe(true);
});

test('folders that are shut, with all below them; those elsewhere do not matter', () => {
  const filter = createFilter({ ...scope, shut: ['/watched/archive', '/watched/x/log', '/elsewhere', '/watched'] });
  expect(['archive/a.csv', 'archive/x/a.csv', 'x/log/a.csv'].map(filter.fits)).toEqual([false, false, false]);
  expect(['archive2/a.csv', 'x/archive/a.csv', 'a.csv'].map(filter.fits)).toEqual([true, true, true]);
  expect(filter.enters('archive')).toBe(false);
});

test('without subfolders only the files right inside', () => {
  const filter = createFilter({ ...scope, subfolders: false });
  expect([filter.fits('a.csv'), filter.fits('x/a.csv'), filter.enters('x')]).toEqual([true, false, false]);
});

test.each([
  ...['a.part', 'a.csv.crdownload', 'a.zip.download', 'A.TMP', 'a.swp', '.a.csv.swp', 'a.csv~', '~$Report.docx'],
  ...['.~lock.a.ods#', '.#a.csv', '#a.csv#', '.DS_Store', '._a.csv', 'Thumbs.db', 'desktop.ini', 'Desktop.ini'],
  ...[
    '.stave-removing-1-a.csv',
    '.goutputstream-AB12CD',
    'a.csv___jb_tmp___',
    'a.filepart',
    '.nfs000000000012',
    'a.aria2',
  ],
])('%s is a temporary name', (name) => {
  expect(isTemporaryName(name)).toBe(true);
  expect(fits(scope, name)).toBe(false);
  expect(fits({ ...scope, include: ['**'] }, `${name}/inside.csv`)).toBe(false);
});

test.each(['a.csv', 'part', 'a.part.csv', 'tmp', '~a.csv', '#1.csv', '.hidden', 'a.swift', 'download', 'stave.csv'])(
  '%s is no temporary name',
  (name) => {
    expect(isTemporaryName(name)).toBe(false);
  },
);
