import { expect, test } from 'vitest';
import type { LogEntry, LogStep } from '../../../../shared/watch/state.ts';
import { activityOf, addToHours, hourOf } from './activity.ts';

const now = new Date(2026, 10, 21, 14, 30, 5, 7).getTime();
const hour = 3_600_000;

const entry = (step: LogStep, at: number, bytes?: number): LogEntry => ({
  id: 1,
  ruleId: 'r',
  at: new Date(at).toISOString(),
  step,
  file: 'a',
  facts: { bytes },
});

test('an hour begins when the clock on the wall strikes', () => {
  expect(hourOf(now)).toBe(new Date(2026, 10, 21, 14).getTime());
});

test('counts what was uploaded and what failed, by hours', () => {
  const hours = addToHours([
    entry('uploaded', now, 10),
    entry('uploaded', now + 1, 5),
    entry('failed', now),
    entry('needs-you', now - hour),
    entry('log-uploaded', now, 99),
    entry('found', now, 99),
  ]);
  expect(hours).toEqual([
    { ruleId: 'r', hour: hourOf(now), files: 2, bytes: 15, failed: 1 },
    { ruleId: 'r', hour: hourOf(now) - hour, files: 0, bytes: 0, failed: 1 },
  ]);
});

test('a day has 24 hours, the oldest first; what is older or newer does not count', () => {
  const rows = [0, 1, 23, 24, -1].map((ago) => ({
    hour: hourOf(now) - ago * hour,
    files: ago + 10,
    bytes: 1,
    failed: 2,
  }));
  const day = activityOf(rows, now);
  expect(day).toHaveLength(24);
  expect(day.at(-1)).toEqual({ hour: new Date(hourOf(now)).toISOString(), files: 10, bytes: 1, failed: 2 });
  expect(day.at(-2)?.files).toBe(11);
  expect(day[0]).toEqual({ hour: new Date(hourOf(now) - 23 * hour).toISOString(), files: 33, bytes: 1, failed: 2 });
  expect(day.reduce((sum, { files }) => sum + files, 0)).toBe(54);
});
