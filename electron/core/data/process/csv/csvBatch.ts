import type { Batch } from '../text/table.ts';
import type { TextReader } from '../text/textReader.ts';
import { kindOf } from '../types/kinds.ts';
import type { Style, Tally } from '../types/styles.ts';
import { comparableText } from '../types/values.ts';
import { BARE, type DialectBytes, ESCAPED, type Rows } from './scan.ts';

const COMMA = 0x2c;

/** Puts cells together as they stand in the file, with their quotes, to a row that ends as `lineEnd` does. */
export function rowOf(cells: readonly Buffer[], lineEnd: Buffer, { delimiter, quote }: DialectBytes): Buffer {
  const parts = cells.flatMap((cell, index) => (index === 0 ? [cell] : [delimiter, cell]));
  // A line with nothing in it would be no row.
  if (cells.length === 1 && cells[0]?.length === 0 && quote >= 0) parts.push(Uint8Array.of(quote, quote));
  return Buffer.concat([...parts, lineEnd]);
}

/** Reads the cells of rows that were found in a window. */
export function cellReader(reader: TextReader, rows: Rows, { quote }: DialectBytes) {
  return {
    /** Null for a cell with nothing in it that is not in quotes. */
    text(row: number, column: number): string | null {
      const cell = (rows.firstCell[row] ?? 0) + column;
      const from = rows.cellStart[cell] ?? 0;
      const to = rows.cellEnd[cell] ?? 0;
      const kind = rows.cellKind[cell];
      if (from === to) return kind === BARE ? null : '';
      return kind === ESCAPED ? reader.unquotedText(from, to, quote) : reader.text(from, to);
    },
    /** The cell with its quotes. */
    source(row: number, column: number): Buffer {
      const cell = (rows.firstCell[row] ?? 0) + column;
      const around = rows.cellKind[cell] === BARE ? 0 : 1;
      return reader.window.subarray((rows.cellStart[cell] ?? 0) - around, (rows.cellEnd[cell] ?? 0) + around);
    },
    lineEnd: (row: number): Buffer => reader.window.subarray(rows.rowEnd[row] ?? 0, rows.rowNext[row] ?? 0),
  };
}

export type FoundRows = { reader: TextReader; rows: Rows; dialect: DialectBytes };

/** The rows that were found in the window. */
export function csvBatch({ reader, rows, dialect }: FoundRows): Batch {
  const cells = cellReader(reader, rows, dialect);
  const each = <T>(map: (row: number) => T): T[] => Array.from({ length: rows.count }, (_, row) => map(row));
  return {
    rows: rows.count,
    bytesRead: reader.bytesRead,
    texts: (columns) => columns.map((column) => each((row) => cells.text(row, column))),
    comparable: (column: number, style: Style) =>
      each((row) => {
        const text = cells.text(row, column);
        return text === null ? null : comparableText(text, style);
      }),
    tally(column) {
      const tally: Tally = {};
      for (let row = 0; row < rows.count; row += 1) {
        const text = cells.text(row, column);
        if (!text) continue;
        const found = kindOf(text);
        // Where commas part the cells, one in a cell may as well part thousands.
        const kind = found === 'decimal-comma' && dialect.delimiter[0] === COMMA ? 'text' : found;
        tally[kind] = (tally[kind] ?? 0) + 1;
      }
      return tally;
    },
    source: (row) => reader.window.subarray(rows.rowStart[row] ?? 0, rows.rowNext[row] ?? 0),
    part: (row, columns) =>
      rowOf(
        columns.map((column) => cells.source(row, column)),
        cells.lineEnd(row),
        dialect,
      ),
  };
}
