import type { ColumnType } from '../../../../../shared/watch/data.ts';
import type { CellKind } from './kinds.ts';

/**
 * How the texts of a column are read for comparing. `json`: an object or a list, as it stands there. `unknown`: fits
 * any comparison, and has no values. */
export type Style =
  | 'text'
  | 'number'
  | 'decimal-comma'
  | 'boolean'
  | 'date'
  | 'date-dots'
  | 'date-day-first'
  | 'date-month-first'
  | 'time'
  | 'timestamp'
  | 'timestamp-zone'
  | 'json'
  | 'unknown';

type Meaning = { type: ColumnType; sqlType: string; kinds: readonly CellKind[] };

/** What each style is compared as, and which kinds of cells it takes. */
export const STYLES: Record<Style, Meaning> = {
  text: { type: 'text', sqlType: 'VARCHAR', kinds: [] },
  number: { type: 'number', sqlType: 'DOUBLE', kinds: ['number'] },
  'decimal-comma': { type: 'number', sqlType: 'DOUBLE', kinds: ['number', 'decimal-comma'] },
  boolean: { type: 'boolean', sqlType: 'BOOLEAN', kinds: ['boolean'] },
  date: { type: 'date', sqlType: 'DATE', kinds: ['date'] },
  'date-dots': { type: 'date', sqlType: 'DATE', kinds: ['date', 'date-dots'] },
  'date-day-first': { type: 'date', sqlType: 'DATE', kinds: ['date-day-first', 'date-slashes'] },
  'date-month-first': { type: 'date', sqlType: 'DATE', kinds: ['date-month-first', 'date-slashes'] },
  time: { type: 'time', sqlType: 'TIME', kinds: ['time'] },
  timestamp: {
    type: 'timestamp',
    sqlType: 'TIMESTAMP',
    kinds: ['timestamp', 'timestamp-dots', 'date', 'date-dots'],
  },
  'timestamp-zone': { type: 'timestamp', sqlType: 'TIMESTAMP WITH TIME ZONE', kinds: ['timestamp-zone', 'timestamp'] },
  json: { type: 'other', sqlType: 'VARCHAR', kinds: ['json'] },
  unknown: { type: 'text', sqlType: '"NULL"', kinds: [] },
};

/** The styles a column of texts can have, those that say more first. */
const ORDER: readonly Style[] = [
  'number',
  'decimal-comma',
  'boolean',
  'date',
  'date-dots',
  'date-day-first',
  'date-month-first',
  'time',
  'timestamp-zone',
  'timestamp',
  'json',
];

/** A style needs a cell of this kind, not only ones that others take too. */
const NEEDS: Partial<Record<Style, readonly CellKind[]>> = {
  'decimal-comma': ['decimal-comma'],
  'date-day-first': ['date-day-first'],
  'date-month-first': ['date-month-first'],
  timestamp: ['timestamp', 'timestamp-dots'],
  'timestamp-zone': ['timestamp-zone'],
};

/** What was seen of a column: how many cells of each kind, empty ones not counted. */
export type Tally = Partial<Record<CellKind, number>>;

/** A column is of a style when this part of its cells is; the rest are taken for faults of the data. */
const ENOUGH = 0.8;

/** The style of a column by its cells; null when it had none that tells. */
export function styleOf(tally: Tally): Style | null {
  const entries = Object.entries(tally).filter(([kind]) => kind !== 'nothing');
  const all = entries.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return null;
  // A column with one code in it is a column of codes.
  if (tally.code) return 'text';
  const count = (kinds: readonly CellKind[]) => kinds.reduce((sum, kind) => sum + (tally[kind] ?? 0), 0);
  const fits = ORDER.find(
    (style) => count(NEEDS[style] ?? STYLES[style].kinds) > 0 && count(STYLES[style].kinds) >= ENOUGH * all,
  );
  return fits ?? 'text';
}

/** What the cells of a column may have been meant to be, where its style does not fit: what most of them are but for texts. */
export function guessOf(tally: Tally): Style {
  const counted = ORDER.map((style) => ({
    style,
    count: STYLES[style].kinds.reduce(
      (sum, kind) => sum + (tally[kind] ?? 0),
      style === 'number' ? (tally.code ?? 0) : 0,
    ),
  }));
  const best = counted.reduce((most, one) => (one.count > most.count ? one : most));
  if (best.count > 0) return best.style;
  return tally.text ? 'text' : 'unknown';
}
