import type { ObjectEntry } from '../../../shared/contract/objects.ts';
import type { Row } from '../../stores/selection.ts';
import { type NameChunk, nameChunk } from './nameSearch.ts';
import { foldName, naturalKey } from './naturalKey.ts';

/** The storage class of an object listed without one (many servers leave STANDARD out). */
export const STANDARD_CLASS = 'STANDARD';

/**
 * All rows of one listing. A row's id is its place in `rows`, the order of arrival, and never changes. Columns that are
 * sorted or summed stand in arrays by id beside the rows. Appended to in place: who shows it watches the view.
 */
export type RowTable = {
  prefix: string;
  rows: Row[];
  /** What each name is ordered by (naturalKey), by id. */
  orderKeys: string[];
  /** What the filter looks through, a chunk for each part appended. */
  chunks: NameChunk[];
  /** Bytes, and ms since the epoch, by id; longer than `rows` (they grow by doubling). 0 for folders. */
  sizes: Float64Array;
  times: Float64Array;
  /** The storage class by id: its place in `classNames`. */
  classes: Float64Array;
  classNames: string[];
  /** Ids in the natural order of the names. */
  folders: Uint32Array;
  objects: Uint32Array;
};

export function emptyTable(prefix: string): RowTable {
  return {
    prefix,
    rows: [],
    orderKeys: [],
    chunks: [],
    sizes: new Float64Array(0),
    times: new Float64Array(0),
    classes: new Float64Array(0),
    classNames: [],
    folders: new Uint32Array(0),
    objects: new Uint32Array(0),
  };
}

/** The key of an object, the prefix of a folder: no two rows of a listing share it. */
export function entryOf(row: Row): string {
  return row.kind === 'object' ? row.object.key : row.prefix;
}

/** The name within the listing, a folder's without its `/`. */
export function nameOf(row: Row, prefix: string): string {
  const entry = entryOf(row);
  return entry.slice(prefix.length, row.kind === 'folder' ? -1 : undefined);
}

/** Adds a part of a listing, keeping the orders by name. Costs the part's length and a copy of the ids. */
export function append(table: RowTable, part: { objects: readonly ObjectEntry[]; prefixes: readonly string[] }): void {
  const firstId = table.rows.length;
  const total = firstId + part.objects.length + part.prefixes.length;
  table.sizes = grown(table.sizes, total);
  table.times = grown(table.times, total);
  table.classes = grown(table.classes, total);
  const folders = part.prefixes.map((prefix) => addRow(table, { kind: 'folder', prefix }));
  const objects = part.objects.map((object) => {
    const id = addRow(table, { kind: 'object', object });
    table.sizes[id] = object.size;
    table.times[id] = Date.parse(object.modified);
    table.classes[id] = classNumber(table, object);
    return id;
  });
  const names = table.rows.slice(firstId).map((row) => foldName(nameOf(row, table.prefix)));
  table.chunks.push(nameChunk(firstId, names));
  table.folders = merged(table, table.folders, folders);
  table.objects = merged(table, table.objects, objects);
}

function addRow(table: RowTable, row: Row): number {
  table.orderKeys.push(naturalKey(nameOf(row, table.prefix)));
  return table.rows.push(row) - 1;
}

/** There are a dozen classes at most. */
function classNumber(table: RowTable, object: ObjectEntry): number {
  const name = object.storageClass ?? STANDARD_CLASS;
  const known = table.classNames.indexOf(name);
  return known >= 0 ? known : table.classNames.push(name) - 1;
}

function grown(array: Float64Array, length: number): Float64Array {
  if (length <= array.length) return array;
  const larger = new Float64Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

/** By natural name; equal ones by their code units, so that the order never depends on what arrived first. */
function compareByName(table: RowTable, a: number, b: number): number {
  const left = table.orderKeys[a] ?? '';
  const right = table.orderKeys[b] ?? '';
  if (left !== right) return left < right ? -1 : 1;
  return entryAt(table, a) < entryAt(table, b) ? -1 : 1;
}

function entryAt(table: RowTable, id: number): string {
  const row = table.rows[id];
  return row ? entryOf(row) : '';
}

/** Sorted ids with more ids put where they belong: each found by halving, the ids between copied in blocks. */
function merged(table: RowTable, sorted: Uint32Array, more: number[]): Uint32Array {
  if (more.length === 0) return sorted;
  more.sort((a, b) => compareByName(table, a, b));
  const result = new Uint32Array(sorted.length + more.length);
  let taken = 0;
  for (const [i, id] of more.entries()) {
    const place = placeFor(table, sorted, id, taken);
    result.set(sorted.subarray(taken, place), taken + i);
    result[place + i] = id;
    taken = place;
  }
  result.set(sorted.subarray(taken), taken + more.length);
  return result;
}

function placeFor(table: RowTable, sorted: Uint32Array, id: number, from: number): number {
  let low = from;
  let high = sorted.length;
  // Listings arrive nearly in order, so the end is tried first.
  const last = sorted[high - 1];
  if (last !== undefined && compareByName(table, last, id) < 0) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareByName(table, sorted[middle] ?? 0, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
