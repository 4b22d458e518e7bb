import { expect, test } from 'vitest';
import { SIZE_UNITS, TIME_UNITS, unitOf } from './amount.ts';
import { endOfKeys, secondsOf } from './expiry.ts';

test('a lifetime in seconds, as long as S3 signs for it', () => {
  expect(secondsOf({ choice: '15min', own: null })).toBe(900);
  expect(secondsOf({ choice: 'own', own: 90 })).toBe(90);
  expect(secondsOf({ choice: 'own', own: 7 * 86_400 })).toBe(604_800);
  expect([0, 604_801, null].map((own) => secondsOf({ choice: 'own', own }))).toEqual([null, null, null]);
});

test('temporary keys that end before the link are told, and those that do not say when', () => {
  const at = '2026-11-21T12:00:00.000Z';
  expect(endOfKeys({ temporary: false, expireAt: null }, at)).toBeNull();
  expect(endOfKeys({ temporary: true, expireAt: null }, at)).toBe('unknown');
  expect(endOfKeys({ temporary: true, expireAt: '2026-11-21T11:59:59.000Z' }, at)).toBe('sooner');
  expect(endOfKeys({ temporary: true, expireAt: '2026-11-21T12:00:00.000Z' }, at)).toBeNull();
});

test('an amount is shown in the unit that was chosen, or the largest that divides it', () => {
  expect(unitOf(null, TIME_UNITS, 'hours')).toBe('hours');
  expect(unitOf(7200, TIME_UNITS, 'minutes')).toBe('minutes');
  expect(unitOf(5400, TIME_UNITS, 'hours')).toBe('minutes');
  expect(unitOf(172_800, TIME_UNITS, 'days')).toBe('days');
  expect(unitOf(0, SIZE_UNITS, 'B')).toBe('B');
  expect(unitOf(1_500_000, SIZE_UNITS, 'MB')).toBe('kB');
});
