import { expect, test } from 'vitest';
import { versionName } from './planDownload.ts';

const moment = new Date(2026, 10, 21, 14, 2, 33).toISOString();

test.each([
  ['report.csv', 'report (2026-11-21 14.02.33).csv'],
  ['archive.tar.gz', 'archive.tar (2026-11-21 14.02.33).gz'],
  ['README', 'README (2026-11-21 14.02.33)'],
  ['.profile', '.profile (2026-11-21 14.02.33)'],
])('a version of %s is %s, in local time', (name, expected) => {
  expect(versionName(name, moment)).toBe(expected);
});
