import { malformed } from '../problems.ts';
import type { TextEncoding } from '../text/encoding.ts';
import type { Batch } from '../text/table.ts';
import type { TextReader } from '../text/textReader.ts';
import { toWindows1251 } from '../text/windows1251.ts';
import { type CellKind, kindOf } from '../types/kinds.ts';
import type { Style, Tally } from '../types/styles.ts';
import { comparableText } from '../types/values.ts';
import type { Line } from './lines.ts';
import { cellOf, type Member, membersOf } from './members.ts';

export type JsonBatch = Batch & {
  /** Counts the kinds of the values of each key, of so many rows. */
  tallyKeys(tallies: Map<string, Tally>, maxRows: number): void;
};

/** A string that looks like a number or a boolean was meant to be a text. */
const TEXT_IN_QUOTES = new Set<CellKind>(['number', 'decimal-comma', 'code', 'boolean']);

function kindOfValue(source: string): CellKind | null {
  const first = source.charAt(0);
  if (first === '{' || first === '[') return 'json';
  const cell = cellOf(source);
  if (!cell) return null;
  const kind = kindOf(cell);
  return first === '"' && TEXT_IN_QUOTES.has(kind) ? 'text' : kind;
}

function comparable(source: string, style: Style): string | null {
  const cell = cellOf(source);
  if (cell === null || style === 'text' || style === 'json') return cell;
  const isText = source.charAt(0) === '"';
  const wantsText = style.startsWith('date') || style.startsWith('time');
  return isText === wantsText ? comparableText(cell, style) : null;
}

function add(tally: Tally, kind: CellKind | null): Tally {
  if (kind) tally[kind] = (tally[kind] ?? 0) + 1;
  return tally;
}

/** Throws `data-malformed` unless the line is one JSON object. */
function checkObject(line: string, number: number): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw malformed('json', { line: number });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('json-object', { line: number });
}

/** Lines of the window as rows, each checked to be a JSON object. */
export function jsonBatch(
  reader: TextReader,
  encoding: TextEncoding,
  lines: readonly Line[],
  keys: readonly string[],
): JsonBatch {
  const texts = lines.map(({ start, end, number }) => {
    const text = reader.text(start, end);
    checkObject(text, number);
    return text;
  });
  const parsed: (Map<string, Member> | undefined)[] = [];
  /** By key; of a key that stands there twice the last. */
  const members = (row: number) => {
    parsed[row] ??= new Map(membersOf(texts[row] ?? '').map((member) => [member.key, member]));
    return parsed[row];
  };
  const values = (column: number) => lines.map((_, row) => members(row).get(keys[column] ?? '')?.source ?? 'null');

  return {
    rows: lines.length,
    bytesRead: reader.bytesRead,
    texts: (columns) => columns.map((column) => values(column).map(cellOf)),
    comparable: (column, style) => values(column).map((source) => comparable(source, style)),
    tally: (column) => values(column).reduce<Tally>((tally, source) => add(tally, kindOfValue(source)), {}),
    tallyKeys(tallies, maxRows) {
      for (let row = 0; row < Math.min(lines.length, maxRows); row += 1) {
        for (const { key, source } of members(row).values()) {
          tallies.set(key, add(tallies.get(key) ?? {}, kindOfValue(source)));
        }
      }
    },
    source: (row) => reader.window.subarray(lines[row]?.start, lines[row]?.next),
    part(row, columns) {
      const wanted = new Set(columns.map((column) => keys[column]));
      const kept = [...members(row).values()].filter(({ key }) => wanted.has(key));
      const text = `{${kept.map(({ keySource, source }) => `${keySource}:${source}`).join(',')}}`;
      // What came out of Windows-1251 goes back into it.
      const bytes = encoding.name === 'windows-1251' ? (toWindows1251(text) ?? Buffer.from(text)) : Buffer.from(text);
      return Buffer.concat([bytes, reader.window.subarray(lines[row]?.end, lines[row]?.next)]);
    },
  };
}
