import { expect, test } from 'vitest';
import { formatDuration, formatExactWhen, formatTime, formatWhen } from './dates.ts';

const local = (y: number, m: number, d: number, h = 0, min = 0) => new Date(y, m - 1, d, h, min);
const now = local(2026, 11, 21, 15, 30).getTime();

test.each([
  [local(2026, 11, 21, 14, 2), 'today 14:02', 'сегодня 14:02'],
  [local(2026, 11, 21, 0, 0), 'today 00:00', 'сегодня 00:00'],
  [local(2026, 11, 20, 23, 59), 'yesterday 23:59', 'вчера 23:59'],
  [local(2026, 11, 12, 9, 0), '12 Nov', '12 нояб.'],
  [local(2025, 11, 12, 9, 0), '12 Nov 2025', '12 нояб. 2025 г.'],
])('%s', (date, english, russian) => {
  expect(formatWhen(date.toISOString(), now, 'en')).toBe(english);
  expect(formatWhen(date.toISOString(), now, 'ru').replaceAll('\u202f', ' ')).toBe(russian);
});

test('a moment of tomorrow is a date, not "today"', () => {
  expect(formatWhen(local(2026, 11, 22, 1).toISOString(), now, 'en')).toBe('22 Nov');
});

test('times, exact times, durations', () => {
  const iso = local(2026, 11, 21, 14, 2).toISOString();
  expect(formatTime(iso, 'en')).toBe('14:02');
  expect(formatExactWhen(iso)).toBe(`2026-11-21 14:02:00 (${iso})`);
  expect(formatDuration(11.6, 'en')).toBe('12 sec');
  expect(formatDuration(150, 'en')).toBe('3 min');
  expect(formatDuration(7500, 'en')).toBe('2 hr 5 min');
  expect(formatDuration(7500, 'ru')).toBe('2 ч 5 мин');
});
