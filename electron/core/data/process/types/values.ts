import { type CellKind, kindOf } from './kinds.ts';
import { STYLES, type Style } from './styles.ts';

const two = (part: string | undefined) => (part ?? '').padStart(2, '0');

/** A date of day, month and year as ISO writes it, in the order in which they stand. */
function isoDate(text: string, order: 'day-first' | 'month-first'): string {
  const [a, b, year] = text.split(/[./]/);
  const [day, month] = order === 'day-first' ? [a, b] : [b, a];
  return `${year}-${two(month)}-${two(day)}`;
}

function isoTimestamp(text: string): string {
  const space = text.indexOf(' ');
  return `${isoDate(text.slice(0, space).replace(',', ''), 'day-first')} ${text.slice(space + 1)}`;
}

/** A moment of ISO 8601 as DuckDB reads it: with seconds, and the zone close to them. */
function plainTimestamp(text: string): string {
  const [, day, minutes, seconds = ':00', zone = ''] = /^(.{10})[T ](\d\d:\d\d)(:[\d.,]+)? ?(.*)$/.exec(text) ?? [];
  return `${day} ${minutes}${seconds.replace(',', '.')}${zone}`;
}

const dayFirst = (text: string) => isoDate(text, 'day-first');

/** How a cell of a kind is written for the database; those of the other kinds are written so already. */
const ISO: Partial<Record<CellKind, (text: string, style: Style) => string>> = {
  'decimal-comma': (text) => text.replace(',', '.'),
  'date-dots': dayFirst,
  'date-day-first': dayFirst,
  'date-month-first': (text) => isoDate(text, 'month-first'),
  'date-slashes': (text, style) => isoDate(text, style === 'date-day-first' ? 'day-first' : 'month-first'),
  'timestamp-dots': isoTimestamp,
  timestamp: plainTimestamp,
  'timestamp-zone': plainTimestamp,
};

/** A cell as the database can cast it to the type of its column; null when it is not of that type. */
export function comparableText(cell: string, style: Style): string | null {
  if (style === 'text' || style === 'json') return cell;
  const kind = kindOf(cell);
  // Digits with zeros before them in a column of numbers beyond the sample are numbers.
  const seen = kind === 'code' ? 'number' : kind;
  if (!STYLES[style].kinds.includes(seen)) return null;
  const text = cell.trim();
  return ISO[seen]?.(text, style) ?? text;
}
