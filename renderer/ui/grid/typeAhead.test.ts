import { expect, test } from 'vitest';
import { sortRows } from './rows.ts';
import { append, emptyTable, nameOf } from './rowTable.ts';
import { findTyped, typedMore } from './typeAhead.ts';

const table = emptyTable('');
append(table, {
  objects: ['alpha', 'Beta', 'beta-2', 'bravo', 'Отчёт'].map((key) => ({
    key,
    size: 1,
    modified: '2026-01-01T00:00:00Z',
  })),
  prefixes: ['beach/'],
});
const view = sortRows(table, { column: 'name', descending: false });
const at = (focus: number, typed: string) => {
  const row = table.rows[view[findTyped(table, view, focus, typed)] ?? -1];
  return row ? nameOf(row, '') : null;
};
const names = ['beach', 'alpha', 'Beta', 'beta-2', 'bravo', 'Отчёт'];

test.each([
  [-1, 'b', 'beach'],
  [0, 'b', 'Beta'],
  [4, 'b', 'beach'],
  [0, 'bb', 'Beta'],
  [0, 'be', 'beach'],
  [0, 'bet', 'Beta'],
  [2, 'BETA', 'Beta'],
  [2, 'beta-', 'beta-2'],
  [0, 'о', 'Отчёт'],
  [0, 'x', null],
])('at %i typing %s finds %s', (focus, typed, name) => {
  expect([...view].map((id) => table.rows[id]).map((row) => row && nameOf(row, ''))).toEqual(names);
  expect(at(focus, typed)).toBe(name);
});

test('a pause begins a new text', () => {
  const first = typedMore(null, 'a', 1000);
  expect(typedMore(first, 'b', 1500)).toEqual({ text: 'ab', at: 1500 });
  expect(typedMore(first, 'b', 2100)).toEqual({ text: 'b', at: 2100 });
});
