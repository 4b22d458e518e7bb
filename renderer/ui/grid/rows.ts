import { markContaining } from './nameSearch.ts';
import { foldName } from './naturalKey.ts';
import { orderByNumber } from './radix.ts';
import type { RowTable } from './rowTable.ts';

export const COLUMNS = ['name', 'size', 'modified', 'class'] as const;
export type Column = (typeof COLUMNS)[number];
export type Sort = { column: Column; descending: boolean };

/** All ids in the order shown: folders first (by name, whatever the objects are sorted by), ties by name. */
export function sortRows(table: RowTable, sort: Sort): Uint32Array {
  const { folders, objects } = table;
  if (sort.column === 'name') {
    return sort.descending ? joined(folders.toReversed(), objects.toReversed()) : joined(folders, objects);
  }
  return joined(folders, orderByNumber(objects, numbersOf(table, sort.column), sort.descending));
}

/** Each id's number to sort by. */
function numbersOf(table: RowTable, column: Exclude<Column, 'name'>): Float64Array {
  if (column === 'size') return table.sizes;
  if (column === 'modified') return table.times;
  const ranks = new Map(table.classNames.toSorted().map((name, rank) => [name, rank]));
  const rankOf = table.classNames.map((name) => ranks.get(name) ?? 0);
  return table.classes.map((number) => rankOf[number] ?? 0);
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Which rows of a table match what was typed; grows with the table, so that each name is looked at once. */
export type Matches = { text: string; marks: Uint8Array; chunks: number };

/** The matches of a text in a table, null for no text. `before`, when of the same table and text, is built on. */
export function findMatches(table: RowTable, typed: string, before: Matches | null): Matches | null {
  const text = foldName(typed);
  if (text === '') return null;
  const known = before?.text === text ? before : { text, marks: new Uint8Array(table.rows.length), chunks: 0 };
  let { marks } = known;
  if (marks.length < table.rows.length) {
    marks = new Uint8Array(table.rows.length * 2);
    marks.set(known.marks);
  }
  for (const chunk of table.chunks.slice(known.chunks)) markContaining(chunk, text, marks);
  return { text, marks, chunks: table.chunks.length };
}

/** The ids that match, in the same order; all when there is nothing to match. */
export function filterRows(ids: Uint32Array, matches: Matches | null): Uint32Array {
  if (!matches) return ids;
  const { marks } = matches;
  const kept = new Uint32Array(ids.length);
  let count = 0;
  for (const id of ids) {
    if (marks[id] === 1) {
      kept[count] = id;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}
