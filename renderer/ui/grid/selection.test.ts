import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  follow,
  type GridSelection,
  howOf,
  isSelected,
  moveTarget,
  NO_SELECTION,
  placesOf,
  type SelectHow,
  type SelectionAction,
  select,
} from './selection.ts';

const COUNT = 10;
const go = (index: number, how: SelectHow): SelectionAction => ({ do: 'at', index, how });
const run = (...actions: SelectionAction[]) =>
  actions.reduce<GridSelection>((selection, action) => select(selection, action, COUNT), NO_SELECTION);

test.each<[string, SelectionAction[], number[], number, number]>([
  ['a click selects one', [go(3, 'only'), go(5, 'only')], [5], 5, 5],
  ['Ctrl+click adds', [go(3, 'only'), go(5, 'toggle')], [3, 5], 5, 5],
  ['Ctrl+click takes away', [go(3, 'only'), go(3, 'toggle')], [], 3, 3],
  ['Shift+click selects from the anchor', [go(3, 'only'), go(6, 'range')], [3, 4, 5, 6], 3, 6],
  ['Shift again turns round the anchor', [go(3, 'only'), go(6, 'range'), go(1, 'range')], [1, 2, 3], 3, 1],
  ['Shift replaces what was selected apart', [go(0, 'only'), go(3, 'toggle'), go(5, 'range')], [3, 4, 5], 3, 5],
  ['Ctrl+Shift adds a range', [go(0, 'only'), go(3, 'toggle'), go(5, 'add-range')], [0, 3, 4, 5], 3, 5],
  ['Shift without an anchor selects one', [go(4, 'range')], [4], 4, 4],
  ['Ctrl+arrow only goes', [go(3, 'only'), go(4, 'go')], [3], 3, 4],
  ['Space then switches', [go(3, 'only'), go(5, 'go'), { do: 'toggle-focused' }], [3, 5], 5, 5],
  ['Space at first switches the first row', [{ do: 'toggle-focused' }], [0], 0, 0],
  ['all, focus stays', [go(3, 'only'), { do: 'all' }], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3],
  ['none, focus stays', [go(3, 'only'), { do: 'none' }], [], 3, 3],
  ['a row beyond the end is the last', [go(99, 'only')], [9], 9, 9],
])('%s', (_, actions, rows, anchor, focus) => {
  const selection = run(...actions);
  expect([...Array(COUNT).keys()].filter((index) => isSelected(selection, index))).toEqual(rows);
  expect(selection).toMatchObject({ anchor, focus });
});

test('an empty grid selects nothing', () => {
  expect(select(NO_SELECTION, go(0, 'only'), 0)).toEqual(NO_SELECTION);
  expect(select(NO_SELECTION, { do: 'all' }, 0).rows).toEqual([]);
});

test('selecting all of a million rows is one interval', () => {
  expect(select(NO_SELECTION, { do: 'all' }, 1_000_000).rows).toEqual([0, 1_000_000]);
});

test.each([
  [false, false, 'only', 'only'],
  [true, false, 'toggle', 'go'],
  [false, true, 'range', 'range'],
  [true, true, 'add-range', 'add-range'],
] as const)('ctrl %s, shift %s', (ctrl, shift, pointer, keyboard) => {
  expect(howOf({ ctrl, shift }, 'pointer')).toBe(pointer);
  expect(howOf({ ctrl, shift }, 'keyboard')).toBe(keyboard);
});

test.each([
  ['down', -1, 0],
  ['down', 9, 9],
  ['up', -1, 9],
  ['up', 0, 0],
  ['up', 5, 4],
  ['home', 5, 0],
  ['end', 5, 9],
  ['page-down', -1, 4],
  ['page-down', 3, 7],
  ['page-down', 8, 9],
  ['page-up', 8, 4],
  ['page-up', 2, 0],
] as const)('%s from %i leads to %i', (key, focus, target) => {
  expect(moveTarget(key, focus, COUNT, 4)).toBe(target);
});

test('a focused item that is gone leaves the focus at its place, within the rows', () => {
  const before = Uint32Array.of(10, 11, 12);
  const selection = { rows: [2, 3], anchor: 2, focus: 2 };
  expect(follow(selection, before, Uint32Array.of(10, 11), 13)).toEqual({ rows: [], anchor: 1, focus: 1 });
  expect(follow(selection, before, Uint32Array.of(), 13)).toEqual({ rows: [], anchor: -1, focus: -1 });
});

test('a new listing gives the items other ids', () => {
  const selection = { rows: [0, 2], anchor: 0, focus: 1 };
  const newIds = new Map([
    [5, 1],
    [6, 0],
  ]);
  const moved = follow(selection, Uint32Array.of(5, 6, 7), Uint32Array.of(1, 2, 0), 3, (id) => newIds.get(id) ?? -1);
  expect(moved).toEqual({ rows: [0, 1, 2, 3], anchor: 0, focus: 2 });
});

/** The same, naively: items by name, a set of those selected. */
type Model = { shown: number[]; selected: Set<number>; anchor: number | null; focus: number | null };

function modelAt(model: Model, index: number, how: SelectHow) {
  const item = model.shown[Math.min(index, model.shown.length - 1)];
  if (item === undefined) return;
  if (how === 'only') model.selected = new Set([item]);
  if (how === 'toggle') model.selected.has(item) ? model.selected.delete(item) : model.selected.add(item);
  if (how === 'range' || how === 'add-range') {
    if (how === 'range') model.selected = new Set();
    model.anchor ??= item;
    const ends = [model.shown.indexOf(model.anchor), model.shown.indexOf(item)];
    for (const other of model.shown.slice(Math.min(...ends), Math.max(...ends) + 1)) model.selected.add(other);
  }
  if (how === 'only' || how === 'toggle') model.anchor = item;
  model.focus = item;
}

function modelView(model: Model, shown: number[]) {
  const place = model.focus === null ? -1 : model.shown.indexOf(model.focus);
  model.selected = new Set([...model.selected].filter((item) => shown.includes(item)));
  if (model.focus !== null && !shown.includes(model.focus))
    model.focus = shown[Math.min(place, shown.length - 1)] ?? null;
  if (model.anchor !== null && !shown.includes(model.anchor)) model.anchor = model.focus;
  model.shown = shown;
}

const ITEMS = 12;
const step = fc.oneof(
  fc.record({
    at: fc.nat({ max: ITEMS }),
    how: fc.constantFrom<SelectHow>('only', 'toggle', 'range', 'add-range', 'go'),
  }),
  fc.record({ all: fc.boolean() }),
  fc.record({ shown: fc.uniqueArray(fc.nat({ max: ITEMS }), { maxLength: ITEMS }) }),
);

test('follows the items through any order of actions and changes of the view', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const model: Model = { shown: [0, 1, 2, 3, 4, 5], selected: new Set(), anchor: null, focus: null };
      let view = Uint32Array.from(model.shown);
      let selection = NO_SELECTION;
      for (const now of steps) {
        if ('shown' in now) {
          const next = Uint32Array.from(now.shown);
          selection = follow(selection, view, next, ITEMS + 1);
          view = next;
          modelView(model, now.shown);
        } else if ('all' in now) {
          selection = select(selection, { do: now.all ? 'all' : 'none' }, view.length);
          model.selected = new Set(now.all ? model.shown : []);
        } else {
          selection = select(selection, go(now.at, now.how), view.length);
          modelAt(model, now.at, now.how);
        }
        const items = model.shown.filter((_, index) => isSelected(selection, index));
        expect(new Set(items)).toEqual(model.selected);
        expect(view[selection.focus] ?? null).toBe(model.focus);
        expect(view[selection.anchor] ?? null).toBe(model.anchor);
      }
    }),
  );
});

test('places of items are intervals', () => {
  expect(placesOf(Uint32Array.of(4, 5, 6, 7, 8), (id) => id !== 6)).toEqual([0, 2, 3, 5]);
  expect(placesOf(Uint32Array.of(), () => true)).toEqual([]);
});
