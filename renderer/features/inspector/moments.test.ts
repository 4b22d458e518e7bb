import { expect, test } from 'vitest';
import { formatTime, formatWhen } from '../../../shared/dates.ts';
import { momentInWords, sharesMinute, versionTime } from './moments.ts';

const now = new Date(2026, 10, 21, 15, 30).getTime();
const formatOf = (language: 'en' | 'ru') => ({
  when: (iso: string) => formatWhen(iso, now, language),
  time: (iso: string) => formatTime(iso, language),
});
const at = (day: number, hour: number, minute: number, second: number) =>
  new Date(2026, 10, day, hour, minute, second).toISOString();

test('the time of day stands with every date, seconds only on demand', () => {
  expect(versionTime(at(21, 14, 2, 7), formatOf('en'), false)).toBe('today 14:02');
  expect(versionTime(at(21, 14, 2, 7), formatOf('en'), true)).toBe('today 14:02:07');
  expect(versionTime(at(12, 9, 30, 0), formatOf('en'), false)).toBe('12 Nov 09:30');
  expect(versionTime(at(12, 9, 30, 0), formatOf('ru'), false)).toBe('12 нояб. 09:30');
});

test('within a sentence', () => {
  expect(momentInWords(at(12, 9, 30, 5), 'en')).toBe('12 November 2026 at 09:30:05');
  expect(momentInWords(at(12, 9, 30, 5), 'ru')).toBe('12 ноября 2026 г. в 09:30:05');
});

test('versions of one minute are told apart, the others are left in peace', () => {
  expect(sharesMinute([at(21, 14, 2, 50), at(21, 14, 2, 1), at(21, 14, 1, 59), at(20, 14, 2, 1)])).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(sharesMinute([])).toEqual([]);
});
