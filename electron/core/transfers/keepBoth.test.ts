import { expect, test } from 'vitest';
import { numbered } from './keepBoth.ts';

test.each([
  ['report.csv', 'report (2).csv'],
  ['a.b/report', 'a.b/report (2)'],
  ['a/.bashrc', 'a/.bashrc (2)'],
  ['a/archive.tar.gz', 'a/archive.tar (2).gz'],
  ['отчёт.csv', 'отчёт (2).csv'],
  ['ends.', 'ends (2).'],
])('%s is %s beside itself', (path, expected) => {
  expect(numbered(path, 2)).toBe(expected);
});
