import { add, forEachMember, has, type Intervals, NOTHING, remove } from './intervals.ts';

/**
 * What is selected among the rows shown. Rows are meant by their place in the view, so that "all" is one interval
 * however many there are; `follow` carries the meaning over when the view changes. -1: no anchor, no focus.
 */
export type GridSelection = {
  rows: Intervals;
  /** Where a range begins that Shift extends. */
  anchor: number;
  /** The row the keyboard is at, selected or not; -1 before it has been anywhere: then it begins at the first. */
  focus: number;
};

export const NO_SELECTION: GridSelection = { rows: NOTHING, anchor: -1, focus: -1 };

/** What going to a row does: select it alone, switch it, select from the anchor to it (alone or besides), or only go. */
export type SelectHow = 'only' | 'toggle' | 'range' | 'add-range' | 'go';

export type SelectionAction =
  | { do: 'at'; index: number; how: SelectHow }
  | { do: 'toggle-focused' }
  | { do: 'all' }
  | { do: 'none' };

/** What a press of the pointer or an arrow means. `ctrl` is Command on macOS. */
export function howOf(event: { ctrl: boolean; shift: boolean }, by: 'pointer' | 'keyboard'): SelectHow {
  if (event.shift) return event.ctrl ? 'add-range' : 'range';
  if (event.ctrl) return by === 'pointer' ? 'toggle' : 'go';
  return 'only';
}

/** The selection after an action, among `count` rows shown. */
export function select(selection: GridSelection, action: SelectionAction, count: number): GridSelection {
  switch (action.do) {
    case 'all':
      return { ...selection, rows: add(NOTHING, 0, count) };
    case 'none':
      return { ...selection, rows: NOTHING };
    case 'toggle-focused':
      return count === 0 ? selection : at(selection, Math.max(selection.focus, 0), 'toggle');
    case 'at':
      return count === 0 ? selection : at(selection, Math.min(Math.max(action.index, 0), count - 1), action.how);
  }
}

function at(selection: GridSelection, index: number, how: SelectHow): GridSelection {
  const { rows, anchor } = selection;
  switch (how) {
    case 'only':
      return { rows: [index, index + 1], anchor: index, focus: index };
    case 'toggle': {
      const change = has(rows, index) ? remove : add;
      return { rows: change(rows, index, index + 1), anchor: index, focus: index };
    }
    case 'go':
      return { ...selection, focus: index };
    case 'range':
    case 'add-range': {
      const from = anchor < 0 ? index : anchor;
      const kept = how === 'range' ? NOTHING : rows;
      return { rows: add(kept, Math.min(from, index), Math.max(from, index) + 1), anchor: from, focus: index };
    }
  }
}

/** True for a selected row. */
export function isSelected(selection: GridSelection, index: number): boolean {
  return has(selection.rows, index);
}

export type MoveKey = 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down';

/** The row a key leads to from `focus` (-1: nowhere yet); `page` is how many rows fit on the screen. */
export function moveTarget(key: MoveKey, focus: number, count: number, page: number): number {
  const last = count - 1;
  switch (key) {
    case 'home':
      return 0;
    case 'end':
      return last;
    case 'up':
      return focus < 0 ? last : Math.max(focus - 1, 0);
    case 'down':
      return Math.min(focus + 1, last);
    case 'page-up':
      return Math.max(focus - page, 0);
    case 'page-down':
      return Math.min(Math.max(focus, 0) + page, last);
  }
}

/**
 * The same items selected after the view changed by sorting, filtering, appending or a new listing. Views hold item ids
 * in the order shown; ids of the view after are below `idLimit`. `newId` leads from old to new ids (-1: gone) where they
 * differ. Items no longer shown are no longer selected: what is not seen must not be deleted. A focused item that is
 * gone leaves the focus at its place.
 */
export function follow(
  selection: GridSelection,
  before: Uint32Array,
  after: Uint32Array,
  idLimit: number,
  newId: (id: number) => number = (id) => id,
): GridSelection {
  const idAt = (index: number) => {
    const id = before[index];
    return id === undefined ? -1 : newId(id);
  };
  const placeOf = (index: number) => {
    const id = idAt(index);
    return id < 0 ? -1 : after.indexOf(id);
  };
  const kept = placeOf(selection.focus);
  const focus = kept >= 0 || selection.focus < 0 ? kept : Math.min(selection.focus, after.length - 1);
  const keptAnchor = selection.anchor === selection.focus ? kept : placeOf(selection.anchor);
  const anchor = keptAnchor >= 0 || selection.anchor < 0 ? keptAnchor : focus;
  if (selection.rows.length === 0) {
    const isSame = anchor === selection.anchor && focus === selection.focus;
    return isSame ? selection : { rows: NOTHING, anchor, focus };
  }

  const marked = new Uint8Array(idLimit);
  forEachMember(selection.rows, (index) => {
    const id = idAt(index);
    if (id >= 0) marked[id] = 1;
  });
  return { rows: placesOf(after, (id) => marked[id] === 1), anchor, focus };
}

/** The places in a view whose items hold, as intervals. */
export function placesOf(view: Uint32Array, holds: (id: number) => boolean): Intervals {
  const rows: number[] = [];
  let inside = false;
  for (let i = 0; i < view.length; i += 1) {
    const is = holds(view[i] ?? 0);
    if (is !== inside) rows.push(i);
    inside = is;
  }
  if (inside) rows.push(view.length);
  return rows;
}
