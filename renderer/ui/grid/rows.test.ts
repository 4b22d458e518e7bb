import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import { orderByNumber } from './radix.ts';
import { type Column, filterRows, findMatches, sortRows } from './rows.ts';
import { append, emptyTable, entryOf, nameOf, type RowTable } from './rowTable.ts';

const object = (key: string, more: Partial<ObjectEntry> = {}): ObjectEntry => ({
  key,
  size: 1,
  modified: '2026-11-21T10:00:00.000Z',
  ...more,
});

const entries = (table: RowTable, ids: Uint32Array) =>
  [...ids].map((id) => {
    const row = table.rows[id];
    return row ? entryOf(row) : null;
  });

function tableOf(objects: ObjectEntry[], prefixes: string[] = [], prefix = ''): RowTable {
  const table = emptyTable(prefix);
  append(table, { objects, prefixes });
  return table;
}

test('names within a listing', () => {
  expect(nameOf({ kind: 'folder', prefix: 'a/b/' }, 'a/')).toBe('b');
  expect(nameOf({ kind: 'folder', prefix: 'a//' }, 'a/')).toBe('');
  expect(nameOf({ kind: 'object', object: object('a/b') }, 'a/')).toBe('b');
  expect(nameOf({ kind: 'object', object: object('a/') }, 'a/')).toBe('');
});

test.each<[Column, boolean, string[]]>([
  ['name', false, ['d2/', 'd10/', 'a', 'B', 'c']],
  ['name', true, ['d10/', 'd2/', 'c', 'B', 'a']],
  ['size', false, ['d2/', 'd10/', 'c', 'a', 'B']],
  ['size', true, ['d2/', 'd10/', 'a', 'B', 'c']],
  ['modified', false, ['d2/', 'd10/', 'B', 'c', 'a']],
  ['modified', true, ['d2/', 'd10/', 'a', 'c', 'B']],
  ['class', false, ['d2/', 'd10/', 'B', 'a', 'c']],
  ['class', true, ['d2/', 'd10/', 'a', 'c', 'B']],
])('by %s, descending %s: folders first, ties by name', (column, descending, ordered) => {
  const table = tableOf(
    [
      object('B', { size: 7, modified: '2024-01-01T00:00:00Z', storageClass: 'GLACIER' }),
      object('a', { size: 7, modified: '2026-01-01T00:00:00Z', storageClass: 'STANDARD' }),
      object('c', { size: 0, modified: '2025-01-01T00:00:00Z' }),
    ],
    ['d10/', 'd2/'],
  );
  expect(entries(table, sortRows(table, { column, descending }))).toEqual(ordered);
});

const key = fc.string({
  unit: fc.constantFrom('a', 'B', 'b', '1', '2', '0', '-', 'é', 'ж'),
  minLength: 1,
  maxLength: 5,
});

test('however a listing is cut into pages, the order by name is the same', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { maxLength: 40 }),
      fc.array(fc.nat({ max: 12 }), { maxLength: 8 }),
      (keys, cuts) => {
        const atOnce = tableOf(keys.map((name) => object(name)));
        const byPages = emptyTable('');
        let from = 0;
        for (const length of [...cuts, keys.length]) {
          append(byPages, { objects: keys.slice(from, from + length).map((name) => object(name)), prefixes: [] });
          from += length;
        }
        const byName = { column: 'name', descending: false } as const;
        expect(entries(byPages, sortRows(byPages, byName))).toEqual(entries(atOnce, sortRows(atOnce, byName)));
        expect([...byPages.objects].sort((a, b) => a - b)).toEqual(keys.map((_, id) => id));
      },
    ),
  );
});

test('numbers order as a stable sort would', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 2 ** 48 - 1 })), { maxLength: 60 }),
      fc.boolean(),
      (numbers, descending) => {
        const ids = Uint32Array.from(numbers, (_, id) => id).reverse();
        const sign = descending ? -1 : 1;
        const expected = [...ids].sort((a, b) => sign * ((numbers[a] ?? 0) - (numbers[b] ?? 0)));
        expect([...orderByNumber(ids, Float64Array.from(numbers), descending)]).toEqual(expected);
      },
    ),
  );
});

test('a filter knows no case and keeps the order', () => {
  const table = tableOf(
    [object('x/Report-1'), object('x/other'), object('x/отчёт'), object('x/my report')],
    ['x/reports/'],
    'x/',
  );
  const ids = sortRows(table, { column: 'name', descending: false });
  const found = (typed: string) => entries(table, filterRows(ids, findMatches(table, typed, null)));
  expect(found('REPORT')).toEqual(['x/reports/', 'x/my report', 'x/Report-1']);
  expect(found('ОТЧЕ\u0308Т')).toEqual(['x/отчёт']);
  expect(found('x/')).toEqual([]);
  expect(found('')).toEqual(entries(table, ids));
});

test('matches grow with the table', () => {
  const table = tableOf([object('a1'), object('b1')]);
  const before = findMatches(table, 'a', null);
  append(table, { objects: [object('a2'), object('b2')], prefixes: ['a/'] });
  const after = findMatches(table, 'a', before);
  expect(entries(table, filterRows(sortRows(table, { column: 'name', descending: false }), after))).toEqual([
    'a/',
    'a1',
    'a2',
  ]);
});
