import { expect, test } from 'vitest';
import type { Effect } from '../../../../shared/contract/lifecycle.ts';
import { forecastRows, leftRows } from './forecastRows.ts';

const none: Effect = {
  expired: { count: 0, bytes: 0 },
  noncurrentDeleted: { count: 0, bytes: 0 },
  moved: [],
  markersRemoved: 0,
  uploadsAborted: 0,
};

test('only what happens at all has a row', () => {
  expect(forecastRows([none, none, none], 'never')).toEqual([]);
  const later: Effect = { ...none, expired: { count: 2, bytes: 10 }, uploadsAborted: 1 };
  expect(forecastRows([none, later, later], 'never')).toEqual([
    {
      kind: 'gone',
      storageClass: null,
      cells: [
        { count: 0, bytes: 0 },
        { count: 2, bytes: 10 },
        { count: 2, bytes: 10 },
      ],
    },
    {
      kind: 'uploads',
      storageClass: null,
      cells: [
        { count: 0, bytes: null },
        { count: 1, bytes: null },
        { count: 1, bytes: null },
      ],
    },
  ]);
});

test('where versions are kept, what expires is hidden', () => {
  const effect: Effect = { ...none, expired: { count: 1, bytes: 1 } };
  expect(forecastRows([effect], 'suspended').map(({ kind }) => kind)).toEqual(['hidden']);
  expect(forecastRows([effect], 'unknown').map(({ kind }) => kind)).toEqual(['gone']);
});

test('each storage class has a row, with nothing where it is not yet reached', () => {
  const warm: Effect = { ...none, moved: [{ storageClass: 'STANDARD_IA', count: 3, bytes: 30 }] };
  const cold: Effect = { ...none, moved: [{ storageClass: 'GLACIER', count: 3, bytes: 30 }] };
  expect(
    forecastRows([none, warm, cold], 'never').map((row) => [row.storageClass, row.cells.map((c) => c.count)]),
  ).toEqual([
    ['STANDARD_IA', [0, 3, 0]],
    ['GLACIER', [0, 0, 3]],
  ]);
});

test('what is left behind is told only where there is something', () => {
  const empty = { noncurrent: { count: 0, bytes: 0 }, markers: 0 };
  expect(leftRows({ hidden: [empty, empty] })).toBeNull();
  expect(leftRows({ hidden: [empty, { noncurrent: { count: 1, bytes: 5 }, markers: 2 }] })).toEqual({
    versions: [
      { count: 0, bytes: 0 },
      { count: 1, bytes: 5 },
    ],
    markers: [0, 2],
  });
});
