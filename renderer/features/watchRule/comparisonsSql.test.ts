import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { Column, Comparison, Operator } from '../../../shared/watch/data.ts';
import { conditionOf } from './comparisonsSql.ts';

const columns: Column[] = [
  { name: 'id', type: 'number' },
  { name: 'city', type: 'text' },
  { name: 'order', type: 'number' },
  { name: 'it "is"', type: 'text' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'time' },
  { name: 'moment', type: 'timestamp' },
  { name: 'paid', type: 'boolean' },
];

const TABLE = `SELECT * FROM (VALUES
  (1, 'Oslo', 150.10, 'a', DATE '2026-01-31', TIME '10:00', TIMESTAMP '2026-01-31 10:00', true),
  (2, 'Bergen', 20.5, 'b', DATE '2026-02-01', TIME '14:30', TIMESTAMP '2026-02-01 14:30', false),
  (3, 'oslo''s', 100, '', DATE '2026-02-02', TIME '23:59', TIMESTAMP '2026-02-02 23:59', true),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) AS rows(id, city, "order", "it ""is""", day, "at", moment, paid)`;

async function kept(comparisons: Comparison[], match: 'all' | 'any' = 'all'): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const condition = conditionOf(comparisons, match, columns);
    const result = await connection.runAndReadAll(`SELECT id FROM (${TABLE}) WHERE ${condition} ORDER BY id`);
    return result.getRows().map(([id]) => Number(id));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test.each<[string, Operator, string, number[]]>([
  ['order', 'greater', '100', [1]],
  ['order', 'equals', '150.1', [1]],
  ['order', 'starts-with', '1', [1, 3]],
  ['city', 'equals', "oslo's", [3]],
  ['city', 'contains', 'OSLO', [1, 3]],
  ['city', 'not-contains', 'oslo', [2]],
  ['city', 'ends-with', 'n', [2]],
  ['city', 'is-empty', '', [4]],
  ['it "is"', 'is-empty', '', [3, 4]],
  ['it "is"', 'is-not-empty', '', [1, 2]],
  ['order', 'is-empty', '', [4]],
  ['day', 'greater-or-equal', '01.02.2026', [2, 3]],
  ['day', 'equals', '2026-02-01', [2]],
  ['at', 'less', '14:30', [1]],
  ['moment', 'equals', '2026-02-01', [2]],
  ['moment', 'greater', '1.2.2026 14:00', [2, 3]],
  ['paid', 'not-equals', 'true', [2]],
])('as SQL %s %s %j keeps the same rows', async (column, operator, value, ids) => {
  expect(await kept([{ column, operator, value }])).toEqual(ids);
});

test('all or any of them hold; what lacks a part is left out', async () => {
  const comparisons: Comparison[] = [
    { column: 'order', operator: 'greater', value: '50' },
    { column: 'city', operator: 'equals', value: '' },
    { column: 'paid', operator: 'equals', value: 'false' },
  ];
  expect(await kept(comparisons, 'all')).toEqual([]);
  expect(await kept(comparisons, 'any')).toEqual([1, 2, 3]);
  expect(conditionOf(comparisons, 'all', columns)).toBe('"order" > 50\nAND paid = false');
});

test('while the columns are not known, what looks like a number is one', () => {
  const comparisons: Comparison[] = [
    { column: 'amount', operator: 'greater', value: '100' },
    { column: 'город', operator: 'equals', value: 'Омск' },
  ];
  expect(conditionOf(comparisons, 'all', [])).toBe('amount > 100\nAND "город" = \'Омск\'');
});
