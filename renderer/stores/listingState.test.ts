import { expect, test } from 'vitest';
import type { ObjectEntry } from '../../shared/contract/objects.ts';
import { append, emptyTable, entryOf, type RowTable } from '../ui/grid/rowTable.ts';
import { isSelected, type SelectHow } from '../ui/grid/selection.ts';
import {
  BY_NAME,
  noRows,
  nothingAwaited,
  rearranged,
  replacedBy,
  revealed,
  type ShownRows,
  selectedBy,
  summaryOf,
  withMore,
} from './listingState.ts';
import { EMPTY_SELECTION } from './selection.ts';

const object = (key: string, size = 1, more: Partial<ObjectEntry> = {}): ObjectEntry => ({
  key,
  size,
  modified: '2026-11-21T10:00:00.000Z',
  ...more,
});

function tableOf(...keys: string[]): RowTable {
  const table = emptyTable('');
  append(table, {
    objects: keys.filter((key) => !key.endsWith('/')).map((key, at) => object(key, at + 1)),
    prefixes: keys.filter((key) => key.endsWith('/')),
  });
  return table;
}

const showing = (...keys: string[]) => replacedBy(noRows('', BY_NAME), tableOf(...keys));

const entryAt = ({ table, view }: ShownRows, index: number) => {
  const row = table.rows[view[index] ?? -1];
  return row ? entryOf(row) : null;
};
const names = (shown: ShownRows) => [...shown.view.keys()].map((index) => entryAt(shown, index));
const selected = (shown: ShownRows) => names(shown).filter((_, index) => isSelected(shown.selection, index));
const focused = (shown: ShownRows) => entryAt(shown, shown.selection.focus);
const click = (shown: ShownRows, key: string, how: SelectHow = 'only') =>
  selectedBy(shown, { do: 'at', index: names(shown).indexOf(key), how });

test('pages that arrive move nothing that is selected', () => {
  const table = tableOf('b', 'd', 'x/');
  let shown = click(click(replacedBy(noRows('', BY_NAME), table), 'b'), 'x/', 'toggle');
  append(table, { objects: [object('a'), object('c')], prefixes: ['w/'] });
  shown = withMore(shown, 3);
  expect(names(shown)).toEqual(['w/', 'x/', 'a', 'b', 'c', 'd']);
  expect(selected(shown)).toEqual(['x/', 'b']);
  expect(focused(shown)).toBe('x/');
});

test('all means all that were there: a page that comes later is not selected', () => {
  const table = tableOf('a', 'c');
  const all = selectedBy(replacedBy(noRows('', BY_NAME), table), { do: 'all' });
  append(table, { objects: [object('b')], prefixes: [] });
  expect(selected(withMore(all, 2))).toEqual(['a', 'c']);
});

test('sorting and filtering follow the items; what is filtered away is not selected any more', () => {
  let shown = click(click(showing('a1', 'a2', 'b1'), 'a2'), 'b1', 'toggle');
  shown = rearranged(shown, { sort: { column: 'size', descending: true } });
  expect(names(shown)).toEqual(['b1', 'a2', 'a1']);
  expect(selected(shown)).toEqual(['b1', 'a2']);
  shown = rearranged(shown, { filter: 'A' });
  expect(selected(shown)).toEqual(['a2']);
  shown = rearranged(shown, { filter: '' });
  expect(selected(shown)).toEqual(['a2']);
});

test('a refresh keeps the selection by key, also of rows that come in later pages', () => {
  let shown = click(click(click(showing('a', 'b', 'c', 'd'), 'a'), 'b', 'toggle'), 'd', 'toggle');
  const newer = tableOf('a', 'c');
  shown = replacedBy(shown, newer);
  expect(selected(shown)).toEqual(['a']);
  append(newer, { objects: [object('0'), object('d')], prefixes: [] });
  shown = nothingAwaited(withMore(shown, 2));
  expect(names(shown)).toEqual(['0', 'a', 'c', 'd']);
  expect(selected(shown)).toEqual(['a', 'd']);
  expect(focused(shown)).toBe('d');
});

test('after the user selects something else nothing late is added to it', () => {
  let shown = click(showing('a', 'b'), 'b');
  const newer = tableOf('a');
  shown = click(replacedBy(shown, newer), 'a');
  append(newer, { objects: [object('b')], prefixes: [] });
  expect(selected(withMore(shown, 1))).toEqual(['a']);
});

test('when the focused row is gone the focus stays at its place', () => {
  const shown = replacedBy(click(showing('a', 'b', 'c'), 'b'), tableOf('a', 'c'));
  expect(selected(shown)).toEqual([]);
  expect(focused(shown)).toBe('c');
});

test('an entry is revealed now or when it arrives', () => {
  const now = revealed(showing('a', 'b/'), 'b/');
  expect([selected(now), focused(now), now.reveal?.id]).toEqual([['b/'], 'b/', now.view[0]]);

  const table = tableOf('a');
  const waiting = revealed(replacedBy(noRows('', BY_NAME), table), 'z');
  expect(waiting.reveal).toBeNull();
  append(table, { objects: [object('z')], prefixes: [] });
  const later = withMore(waiting, 1);
  expect([selected(later), focused(later), later.reveal]).toEqual([['z'], 'z', { id: 1 }]);
});

test('the summary counts, adds up and names', () => {
  const table = tableOf('a', 'b', 'f/');
  append(table, { objects: [object('gone', 0, { deleted: true })], prefixes: [] });
  const shown = replacedBy(noRows('', BY_NAME), table);
  const all = summaryOf(selectedBy(shown, { do: 'all' }));
  expect(all).toMatchObject({ count: 4, bytes: 3, single: null });
  expect(all.targets()).toEqual({ keys: ['a', 'b'], prefixes: ['f/'] });
  expect(all.deletedKeys()).toEqual(['gone']);
  expect(summaryOf(click(shown, 'f/')).single).toEqual({ kind: 'folder', prefix: 'f/' });
  expect(summaryOf(shown)).toBe(EMPTY_SELECTION);
});
