import { expect, test } from 'vitest';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { createForecast } from './forecast.ts';
import { DAY_MS, type SeenVersion } from './rules.ts';

const NOW = Date.UTC(2026, 2, 15, 10, 30);

const rule = (does: Partial<LifecycleRule>): LifecycleRule => ({ Status: 'Enabled', Filter: { Prefix: '' }, ...does });
const expire = (Days: number, prefix = '') => rule({ Filter: { Prefix: prefix }, Expiration: { Days } });
const move = (Days: number, StorageClass: string) => rule({ Transitions: [{ Days, StorageClass }] });
const old = (NoncurrentDays: number, keep?: number) =>
  rule({ NoncurrentVersionExpiration: { NoncurrentDays, ...(keep ? { NewerNoncurrentVersions: keep } : {}) } });
const moveOld = (NoncurrentDays: number, StorageClass: string) =>
  rule({ NoncurrentVersionTransitions: [{ NoncurrentDays, StorageClass }] });

const made = (daysAgo: number, key = 'a'): SeenVersion => ({
  key,
  isNull: false,
  isMarker: false,
  size: 10,
  modified: NOW - daysAgo * DAY_MS,
  storageClass: 'STANDARD',
  tags: [],
});

function conflictsOf(keys: SeenVersion[][], rules: LifecycleRule[], versioning: 'never' | 'enabled' = 'never') {
  const forecast = createForecast({ rules, versioning, now: NOW, small: 'moved' });
  for (const versions of keys) forecast.addKey(versions);
  return forecast.result([]).conflicts;
}
const winners = (...args: Parameters<typeof conflictsOf>) => conflictsOf(...args).map(({ winner }) => winner);

test('of two times to delete the earlier wins, for the versions that both rules are about', () => {
  const keys = [[made(0, 'a')], [made(1, 'logs/a')], [made(0, 'logs/b')]];
  expect(conflictsOf(keys, [expire(365), expire(30, 'logs/')])).toEqual([
    { rules: [0, 1], winner: 1, versions: 2, example: 'logs/a' },
  ]);
});

test('rules that want the same at the same time are no conflict', () => {
  expect(conflictsOf([[made(0)]], [expire(30), expire(30)])).toEqual([]);
  // Both are overdue: both delete it today.
  expect(conflictsOf([[made(100)]], [expire(30), expire(40)])).toEqual([]);
});

test('deleting wins over a move that would come later, or on the same day', () => {
  expect(winners([[made(0)]], [expire(10), move(20, 'GLACIER')])).toEqual([0]);
  expect(winners([[made(0)]], [move(10, 'GLACIER'), expire(10)])).toEqual([1]);
  expect(winners([[made(0)]], [move(10, 'GLACIER'), expire(20)])).toEqual([]);
});

test('a move and a delete marker of one day are both carried out', () => {
  expect(winners([[made(0)]], [expire(10), move(10, 'GLACIER')], 'enabled')).toEqual([null]);
  expect(winners([[made(0)]], [expire(10), move(11, 'GLACIER')], 'enabled')).toEqual([0]);
});

test('of two moves the cheaper class wins, unless the other comes before it', () => {
  expect(winners([[made(0)]], [move(30, 'STANDARD_IA'), move(30, 'GLACIER')])).toEqual([1]);
  expect(winners([[made(0)]], [move(10, 'GLACIER'), move(30, 'STANDARD_IA')])).toEqual([0]);
  expect(winners([[made(0)]], [move(10, 'STANDARD_IA'), move(30, 'GLACIER')])).toEqual([]);
  expect(winners([[made(0)]], [move(10, 'COLD'), move(20, 'COLD')])).toEqual([0]);
});

test('noncurrent versions are fought over among their own rules', () => {
  const versions = [made(1), made(2), made(3), made(4)];
  expect(conflictsOf([versions], [old(10), old(30)], 'enabled')).toEqual([
    { rules: [0, 1], winner: 0, versions: 3, example: 'a' },
  ]);
  // The second keeps two of the three.
  expect(conflictsOf([versions], [old(30), old(10, 2)], 'enabled')).toEqual([
    { rules: [0, 1], winner: 1, versions: 1, example: 'a' },
  ]);
  expect(winners([versions], [old(10), moveOld(10, 'GLACIER')], 'enabled')).toEqual([0]);
  expect(conflictsOf([versions], [expire(5), old(5)], 'enabled')).toEqual([]);
});

test('a disabled rule fights with none, and the conflict about most versions comes first', () => {
  const keys = [[made(0, 'logs/a')], [made(0, 'b')]];
  const rules = [expire(30, 'logs/'), { ...expire(1), Status: 'Disabled' as const }, expire(60), expire(90)];
  expect(conflictsOf(keys, rules).map(({ rules: pair, versions }) => [...pair, versions])).toEqual([
    [2, 3, 2],
    [0, 2, 1],
    [0, 3, 1],
  ]);
});
