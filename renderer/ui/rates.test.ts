import { expect, test } from 'vitest';
import { preferences } from '../../shared/contract/app.ts';
import { parseRate, RATE_PRESETS, rateParts } from './rates.ts';

test.each<[number, number, 'kB' | 'MB']>([
  [256_000, 256, 'kB'],
  [999_999, 1000, 'kB'],
  [1_000_000, 1, 'MB'],
  [1_500_000, 1.5, 'MB'],
  [1024, 1.02, 'kB'],
])('%d bytes per second are %d %s', (bytes, value, unit) => {
  expect(rateParts(bytes)).toEqual({ value, unit });
});

test.each<[string, 'kB' | 'MB', number | null]>([
  ['5', 'MB', 5_000_000],
  ['1.5', 'MB', 1_500_000],
  ['1,5', 'MB', 1_500_000],
  [' 2 000 ', 'kB', 2_000_000],
  ['.5', 'MB', 500_000],
  ['2', 'kB', 2000],
  ['1', 'kB', null],
  ['0', 'MB', null],
  ['-3', 'MB', null],
  ['1e3', 'kB', null],
  ['1.2.3', 'MB', null],
  ['', 'MB', null],
  ['fast', 'MB', null],
  ['1000001', 'MB', null],
])('"%s" in %s is %s', (text, unit, bytes) => {
  expect(parseRate(text, unit)).toBe(bytes);
});

test('what is offered and what is typed can be kept', () => {
  const kept = preferences.shape.bandwidthLimit;
  for (const limit of [...RATE_PRESETS, parseRate('2', 'kB'), parseRate('1000000', 'MB')]) {
    expect(kept.safeParse(limit).success, String(limit)).toBe(true);
  }
});
