import { expect, test } from 'vitest';
import { LOG_STEPS } from '../../../../shared/watch/state.ts';
import { line } from '../testing/snapshots.ts';
import { fits, mergedLines, STEP_GROUPS, stepsOf, withNews } from './logLines.ts';

const all = { ruleId: null, query: '', steps: [] };
const ids = (lines: readonly { id: number }[]) => lines.map(({ id }) => id);

test('a line fits by rule, step and text', () => {
  const entry = line(1, { step: 'uploaded', file: 'Orders.csv', facts: { key: 'in/2026/Orders.csv' } });
  expect(fits(entry, all)).toBe(true);
  expect(fits(entry, { ...all, ruleId: 'r2' })).toBe(false);
  expect(fits(entry, { ...all, steps: ['failed'] })).toBe(false);
  expect(fits(entry, { ...all, query: 'IN/2026' })).toBe(true);
  expect(fits(entry, { ...all, query: 'archive' })).toBe(false);
  const error = { code: 'local-denied', message: 'EACCES', retryable: false } as const;
  expect(fits(line(3, { step: 'failed', facts: { error } }), { ...all, query: 'eacces' })).toBe(true);
  expect(fits(line(3, { file: 'e\u0301t\u00e9.csv' }), { ...all, query: '\u00c9T' })).toBe(true);
  expect(fits(line(2, { step: 'rule-started', file: null }), { ...all, query: 'orders' })).toBe(false);
});

test('what came by itself stands above what was read, and nothing twice', () => {
  const pages = [
    { entries: [line(7), line(6)], next: 6 },
    { entries: [line(5)], next: null },
  ];
  expect(ids(mergedLines([line(9), line(8), line(7)], pages))).toEqual([9, 8, 7, 6, 5]);
  expect(ids(mergedLines([line(9)], []))).toEqual([9]);
});

test('news come oldest first and are turned round', () => {
  expect(ids(withNews([line(3)], [line(3), line(4), line(5)]))).toEqual([5, 4, 3]);
  const live = [line(3)];
  expect(withNews(live, [line(2)])).toBe(live);
});

test('every step is in a group', () => {
  const grouped = new Set(STEP_GROUPS.flatMap(stepsOf));
  expect(LOG_STEPS.filter((step) => !grouped.has(step))).toEqual([]);
  expect(stepsOf('all')).toEqual([]);
});
