import { closeSync, openSync, readSync } from 'node:fs';

/** The length of a cell that is not there. */
const NOTHING = -1;
const LENGTH_BYTES = 4;

/** Cells as they stand in a file between two steps: of each its length in bytes, then its text as UTF-8. */
export function cellRecord(cells: readonly (string | null)[]): Buffer {
  const size = cells.reduce((sum, cell) => sum + LENGTH_BYTES + (cell === null ? 0 : Buffer.byteLength(cell)), 0);
  const record = Buffer.allocUnsafe(size);
  let at = 0;
  for (const cell of cells) {
    const length = cell === null ? NOTHING : record.write(cell, at + LENGTH_BYTES);
    at = record.writeInt32LE(length, at) + Math.max(0, length);
  }
  return record;
}

const WINDOW = 1024 * 1024;

/** Reads a file of cells at once when it is asked: DuckDB, which asks, cannot wait for a promise. */
export function openCellFile(path: string) {
  const file = openSync(path, 'r');
  let window: Buffer = Buffer.allocUnsafe(WINDOW);
  let start = 0;
  let end = 0;
  let at = 0;

  /** Has so many bytes in the window. */
  function need(length: number) {
    if (end - start >= length) return;
    const next = length > window.length ? Buffer.allocUnsafe(2 * length) : window;
    window.copy(next, 0, start, end);
    window = next;
    end -= start;
    start = 0;
    while (end < length) {
      const count = readSync(file, window, end, window.length - end, at);
      if (count === 0) throw new Error('the file of cells ends early');
      end += count;
      at += count;
    }
  }

  return {
    /** The next cell, and the bytes of it in the file. */
    next(): { cell: string | null; bytes: number } {
      need(LENGTH_BYTES);
      const length = window.readInt32LE(start);
      start += LENGTH_BYTES;
      if (length === NOTHING) return { cell: null, bytes: LENGTH_BYTES };
      need(length);
      const cell = window.toString('utf8', start, start + length);
      start += length;
      return { cell, bytes: LENGTH_BYTES + length };
    },
    close: () => closeSync(file),
  };
}
