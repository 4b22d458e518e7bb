import { add, forEachMember, sizeOf } from '../ui/grid/intervals.ts';
import { filterRows, findMatches, type Matches, type Sort, sortRows } from '../ui/grid/rows.ts';
import { emptyTable, entryOf, type RowTable } from '../ui/grid/rowTable.ts';
import {
  follow,
  type GridSelection,
  NO_SELECTION,
  placesOf,
  type SelectionAction,
  select,
} from '../ui/grid/selection.ts';
import { EMPTY_SELECTION, type Row, type Selection } from './selection.ts';

/** Entries (keys, prefixes) that are to be selected and focused when they arrive, as after a refresh or going up. */
type Awaited = { selected: Set<string>; focus: string | null; bringIntoView: boolean };

/** The rows of a place as they are shown: the table with its order, filter and selection. Changes give a new one. */
export type ShownRows = {
  table: RowTable;
  /** Ids of the rows shown, in their order. */
  view: Uint32Array;
  selection: GridSelection;
  sort: Sort;
  filter: string;
  matches: Matches | null;
  awaited: Awaited | null;
  /** The id of a row the grid should bring into view; a new object each time. */
  reveal: { id: number } | null;
};

export const BY_NAME: Sort = { column: 'name', descending: false };

/** No rows, for a place whose listing begins. */
export function noRows(prefix: string, sort: Sort): ShownRows {
  const table = emptyTable(prefix);
  return {
    table,
    view: new Uint32Array(0),
    selection: NO_SELECTION,
    sort,
    filter: '',
    matches: null,
    awaited: null,
    reveal: null,
  };
}

/** The same rows in another order, or filtered otherwise. */
export function rearranged(shown: ShownRows, change: { sort?: Sort; filter?: string }): ShownRows {
  const next = { ...shown, ...change };
  return shownAnew(shown, next, (id) => id);
}

/** After rows from the id `from` on were appended to the table. */
export function withMore(shown: ShownRows, from: number): ShownRows {
  return fulfilled(
    shownAnew(shown, { ...shown }, (id) => id),
    from,
  );
}

/** The rows of a newer listing of the same place; what was selected and is not there yet is awaited. */
export function replacedBy(shown: ShownRows, table: RowTable): ShownRows {
  const { rows } = shown.table;
  const entryAt = (index: number) => {
    const row = rows[shown.view[index] ?? -1];
    return row ? entryOf(row) : null;
  };
  const selected = new Set(shown.awaited?.selected);
  forEachMember(shown.selection.rows, (index) => {
    const entry = entryAt(index);
    if (entry !== null) selected.add(entry);
  });
  const awaited = {
    selected,
    focus: shown.awaited?.focus ?? entryAt(shown.selection.focus),
    bringIntoView: shown.awaited?.bringIntoView ?? false,
  };
  const fresh = { ...shown, table, matches: null, selection: NO_SELECTION, awaited };
  const next = fulfilled(
    shownAnew(fresh, fresh, () => -1),
    0,
  );
  // The focused row is gone for now: the keyboard stays at its place.
  const focus =
    next.selection.focus >= 0 ? next.selection.focus : Math.min(shown.selection.focus, next.view.length - 1);
  return { ...next, selection: { ...next.selection, focus } };
}

/** The listing is complete: what is still awaited does not exist. */
export function nothingAwaited(shown: ShownRows): ShownRows {
  return shown.awaited ? { ...shown, awaited: null } : shown;
}

/** The selection changed by the user; what was awaited no longer is. */
export function selectedBy(shown: ShownRows, action: SelectionAction): ShownRows {
  return { ...shown, selection: select(shown.selection, action, shown.view.length), awaited: null };
}

/** Selects the row of a key or prefix and brings it into view, now or when it arrives. */
export function revealed(shown: ShownRows, entry: string): ShownRows {
  const awaited = { selected: new Set([entry]), focus: entry, bringIntoView: true };
  return fulfilled({ ...shown, selection: NO_SELECTION, awaited }, 0);
}

function shownAnew(before: ShownRows, next: ShownRows, newId: (id: number) => number): ShownRows {
  const matches = findMatches(next.table, next.filter, next.matches);
  const view = filterRows(sortRows(next.table, next.sort), matches);
  const selection = follow(before.selection, before.view, view, next.table.rows.length, newId);
  return { ...next, matches, view, selection };
}

/** Selects and focuses the awaited among the rows from the id `from` on. */
function fulfilled(shown: ShownRows, from: number): ShownRows {
  const { awaited, table, view } = shown;
  if (!awaited || (awaited.selected.size === 0 && awaited.focus === null)) return shown;
  const arrived = new Set<number>();
  let focusId = -1;
  for (let id = from; id < table.rows.length; id += 1) {
    const row = table.rows[id];
    const entry = row ? entryOf(row) : '';
    if (awaited.selected.has(entry)) arrived.add(id);
    if (awaited.focus === entry) focusId = id;
  }
  if (arrived.size === 0 && focusId < 0) return shown;
  const places = placesOf(view, (id) => arrived.has(id));
  let { rows, anchor, focus } = shown.selection;
  for (let i = 0; i < places.length; i += 2) rows = add(rows, places[i] ?? 0, places[i + 1] ?? 0);
  if (focusId >= 0) {
    focus = view.indexOf(focusId);
    anchor = focus;
  }
  return {
    ...shown,
    selection: { rows, anchor, focus },
    awaited: focusId >= 0 ? { ...awaited, focus: null } : awaited,
    reveal: focusId >= 0 && awaited.bringIntoView ? { id: focusId } : shown.reveal,
  };
}

/** What the rest of the window needs to know of the selection. */
export function summaryOf({ table, view, selection }: ShownRows): Selection {
  if (selection.rows.length === 0) return EMPTY_SELECTION;
  const count = sizeOf(selection.rows);
  let bytes = 0;
  forEachMember(selection.rows, (index) => {
    bytes += table.sizes[view[index] ?? 0] ?? 0;
  });
  const rowAt = (index: number): Row | null => table.rows[view[index] ?? -1] ?? null;
  const single = count === 1 ? rowAt(selection.rows[0] ?? -1) : null;
  const each = (visit: (row: Row) => void) =>
    forEachMember(selection.rows, (index) => {
      const row = rowAt(index);
      if (row) visit(row);
    });
  return {
    count,
    bytes,
    single,
    targets() {
      const keys: string[] = [];
      const prefixes: string[] = [];
      each((row) => {
        if (row.kind === 'folder') prefixes.push(row.prefix);
        else if (!row.object.deleted) keys.push(row.object.key);
      });
      return { keys, prefixes };
    },
    deletedKeys() {
      const keys: string[] = [];
      each((row) => {
        if (row.kind === 'object' && row.object.deleted) keys.push(row.object.key);
      });
      return keys;
    },
  };
}
