import type { AppError } from '../../../../../shared/errors.ts';
import { malformed } from '../problems.ts';

/** The bytes of a dialect in the file's encoding. `quote` is -1 for none; the delimiter has at most 4. */
export type DialectBytes = { delimiter: Uint8Array; quote: number };

/** A cell as it stands there: bare, in quotes, or in quotes with doubled quotes in it. */
export const BARE = 0;
export const QUOTED = 1;
export const ESCAPED = 2;

/** Rows found in a window, as positions in it. Of row r the cells are firstCell[r] up to firstCell[r + 1]. */
export type Rows = {
  count: number;
  firstCell: Int32Array;
  /** Where a row begins, where its last cell ends, and where the next one begins. */
  rowStart: Int32Array;
  rowEnd: Int32Array;
  rowNext: Int32Array;
  /** A cell's content, without its quotes. */
  cellStart: Int32Array;
  cellEnd: Int32Array;
  cellKind: Uint8Array;
};

export const emptyRows = (): Rows => ({
  count: 0,
  firstCell: new Int32Array(257),
  rowStart: new Int32Array(256),
  rowEnd: new Int32Array(256),
  rowNext: new Int32Array(256),
  cellStart: new Int32Array(2048),
  cellEnd: new Int32Array(2048),
  cellKind: new Uint8Array(2048),
});

/** Where a scan has come to. `line` is that of `at`, from 1. */
export type Scanned = { at: number; line: number; problem: AppError | null };

export type ScanInput = {
  window: Uint8Array;
  start: number;
  end: number;
  line: number;
  /** Whether the file ends where the window does. */
  isLast: boolean;
  /** How many cells a row has to have; 0: any number. */
  columns: number;
  maxRows: number;
};

const LF = 0x0a;
const CR = 0x0d;

function grown<A extends Int32Array | Uint8Array>(array: A, larger: A): A {
  larger.set(array);
  return larger;
}

function growRows(rows: Rows): void {
  const size = rows.rowStart.length * 2;
  rows.firstCell = grown(rows.firstCell, new Int32Array(size + 1));
  rows.rowStart = grown(rows.rowStart, new Int32Array(size));
  rows.rowEnd = grown(rows.rowEnd, new Int32Array(size));
  rows.rowNext = grown(rows.rowNext, new Int32Array(size));
}

function growCells(rows: Rows): void {
  const size = rows.cellStart.length * 2;
  rows.cellStart = grown(rows.cellStart, new Int32Array(size));
  rows.cellEnd = grown(rows.cellEnd, new Int32Array(size));
  rows.cellKind = grown(rows.cellKind, new Uint8Array(size));
}

/**
 * Finds the whole rows of a window (RFC 4180; a line may end in LF, CRLF or CR, a quote within a bare cell is a
 * character like any other, lines with nothing in them are no rows). Ends at the first row that is not whole, at
 * `maxRows`, or at the first that is wrong, which is told as the problem.
 */
export function scanRows(input: ScanInput, { delimiter, quote }: DialectBytes, rows: Rows): Scanned {
  const { window, end, isLast, columns, maxRows } = input;
  const first = delimiter[0] ?? -1;
  const more = delimiter.length - 1;
  let at = input.start;
  let line = input.line;
  let cell = 0;
  rows.count = 0;

  /** Whether the rest of a delimiter of several bytes stands there. */
  const isDelimiter = (position: number): boolean => {
    for (let i = 1; i <= more; i += 1) if (window[position + i] !== delimiter[i]) return false;
    return true;
  };

  while (at < end && rows.count < maxRows) {
    const rowStart = at;
    const rowLine = line;
    const firstCell = cell;
    let position = at;
    // One cell a turn; `next` is where the next row begins, once this one is at its end.
    for (let next = -1; next < 0; ) {
      let start = position;
      let stop = position;
      let kind = BARE;
      if (window[position] === quote && position < end) {
        kind = QUOTED;
        start = position + 1;
        stop = start;
        const openLine = line;
        for (;;) {
          while (stop < end && window[stop] !== quote) {
            const byte = window[stop];
            if (byte === LF || (byte === CR && window[stop + 1] !== LF)) line += 1;
            stop += 1;
          }
          if (stop >= end) {
            if (!isLast) return { at: rowStart, line: rowLine, problem: null };
            return { at: rowStart, line: rowLine, problem: malformed('open-quote', { line: openLine }) };
          }
          if (stop + 1 >= end && !isLast) return { at: rowStart, line: rowLine, problem: null };
          if (stop + 1 >= end || window[stop + 1] !== quote) break;
          kind = ESCAPED;
          stop += 2;
        }
        position = stop + 1;
      } else {
        while (position < end) {
          const byte = window[position];
          if (byte === first && (more === 0 || isDelimiter(position))) break;
          if (byte === LF || byte === CR) break;
          position += 1;
        }
        stop = position;
      }
      if (cell >= rows.cellStart.length) growCells(rows);
      rows.cellStart[cell] = start;
      rows.cellEnd[cell] = stop;
      rows.cellKind[cell] = kind;
      cell += 1;

      if (position >= end) {
        if (!isLast) return { at: rowStart, line: rowLine, problem: null };
        next = end;
      } else if (window[position] === LF) {
        next = position + 1;
      } else if (window[position] === CR) {
        // Whether a line feed follows is not known yet.
        if (position + 1 >= end && !isLast) return { at: rowStart, line: rowLine, problem: null };
        next = position + 1 < end && window[position + 1] === LF ? position + 2 : position + 1;
      } else if (window[position] === first && (more === 0 || isDelimiter(position))) {
        position += more + 1;
        continue;
      } else if (more > 0 && position + more >= end && !isLast) {
        return { at: rowStart, line: rowLine, problem: null };
      } else {
        return { at: rowStart, line: rowLine, problem: malformed('after-quote', { line }) };
      }

      if (position === rowStart) {
        // A line with nothing in it.
        cell = firstCell;
      } else {
        const found = cell - firstCell;
        if (columns > 0 && found !== columns) {
          const problem = malformed('ragged', { line: rowLine, found, expected: columns });
          return { at: rowStart, line: rowLine, problem };
        }
        if (rows.count >= rows.rowStart.length) growRows(rows);
        rows.firstCell[rows.count] = firstCell;
        rows.firstCell[rows.count + 1] = cell;
        rows.rowStart[rows.count] = rowStart;
        rows.rowEnd[rows.count] = position;
        rows.rowNext[rows.count] = next;
        rows.count += 1;
      }
      if (next > position) line += 1;
      at = next;
    }
  }
  return { at, line, problem: null };
}
