import type { FileHandle } from 'node:fs/promises';
import type { Reading } from '../../../../../shared/watch/data.ts';
import type { TextEncoding } from '../text/encoding.ts';
import { type Batches, type TextTable, textColumn } from '../text/table.ts';
import { createTextReader, type TextReader } from '../text/textReader.ts';
import { isDecisive } from '../types/kinds.ts';
import { cellReader, csvBatch, rowOf } from './csvBatch.ts';
import { type Dialect, dialectBytes, dialectOf } from './dialect.ts';
import { uniqueNames } from './names.ts';
import { type DialectBytes, emptyRows, type Rows, type ScanInput, scanRows } from './scan.ts';

/** Rows of a batch at most: they are few where a row has many columns, as a batch is what a window holds. */
const BATCH_ROWS = 32 * 1024;
/** Rows, and cells, of the sample by which the types of columns are recognised. */
const SAMPLE_ROWS = 2000;
const SAMPLE_CELLS = 50_000;

export type CsvInput = {
  handle: FileHandle;
  encoding: TextEncoding;
  reading: Reading;
  format: 'csv' | 'tsv';
  signal: AbortSignal;
};

/** How the rows of a file are found. `width`: cells of a row; `named`: the first row names them. */
type Shape = { dialect: DialectBytes; width: number; named: boolean };

/** The whole window, to be scanned from its beginning. */
const windowOf = ({ window, end, isLast }: TextReader): Omit<ScanInput, 'columns' | 'maxRows'> => ({
  window,
  start: 0,
  end,
  line: 1,
  isLast,
});

/** Recognises the dialect by the beginning of the file, as much of it as its first two rows need. */
async function recogniseDialect(reader: TextReader, { encoding, reading, format }: CsvInput): Promise<Dialect> {
  const isByteText = encoding.name === 'windows-1251';
  const rows = emptyRows();
  for (;;) {
    await reader.fill(0, 1);
    const dialect = dialectOf({ ...windowOf(reader), isByteText }, reading, format === 'tsv' ? '\t' : ',');
    const scan = { ...windowOf(reader), columns: 0, maxRows: 2 };
    const { problem } = scanRows(scan, dialectBytes(dialect, isByteText), rows);
    if (problem || reader.isLast || rows.count === 2) return dialect;
  }
}

/** Opens a CSV file: recognises its dialect, its header and the types of its columns by its first rows. */
export async function openCsv(input: CsvInput): Promise<TextTable> {
  const { handle, encoding, reading, signal } = input;
  const reader = createTextReader(handle, encoding, { bytes: Number.POSITIVE_INFINITY, signal });
  const dialect = await recogniseDialect(reader, input);
  const bytes = dialectBytes(dialect, encoding.name === 'windows-1251');
  const rows = emptyRows();
  const cells = cellReader(reader, rows, bytes);

  const start = scanRows({ ...windowOf(reader), columns: 0, maxRows: 1 }, bytes, rows);
  if (start.problem) throw start.problem;
  const width = rows.count === 0 ? 0 : (rows.firstCell[1] ?? 0);
  const all = Array.from({ length: width }, (_, column) => column);
  const first = all.map((column) => cells.text(0, column) ?? '');
  const hasHeader = reading.header === 'auto' ? !first.some(isDecisive) : reading.header === 'yes';
  const named = hasHeader && width > 0;
  const names = uniqueNames(named ? first : first.map(() => ''));
  const titles = named ? all.map((column) => Buffer.from(cells.source(0, column))) : [];
  const lineEnd = Buffer.from(cells.lineEnd(0));

  const maxRows = Math.max(1, Math.min(SAMPLE_ROWS, Math.ceil(SAMPLE_CELLS / Math.max(1, width))));
  const rest = named ? { start: start.at, line: start.line } : {};
  const sample = scanRows({ ...windowOf(reader), ...rest, columns: width, maxRows }, bytes, rows);
  if (sample.problem) throw sample.problem;
  const batch = csvBatch({ reader, rows, dialect: bytes });

  return {
    file: { format: input.format, encoding: encoding.name, ...dialect, header: hasHeader },
    encoding,
    columns: names.map((name, column) => textColumn(name, batch.tally(column))),
    titles: named ? first : names,
    header: (columns) =>
      named
        ? rowOf(columns ? columns.map((column) => titles[column] ?? Buffer.alloc(0)) : titles, lineEnd, bytes)
        : Buffer.alloc(0),
    batches: (limit, signal) =>
      csvBatches(createTextReader(handle, encoding, { bytes: limit, signal }), { dialect: bytes, width, named }),
  };
}

async function* csvBatches(reader: TextReader, { dialect, width, named }: Shape): Batches {
  const rows: Rows = emptyRows();
  let at = 0;
  let line = 1;
  let isHeader = named;
  for (;;) {
    const maxRows = isHeader ? 1 : BATCH_ROWS;
    const scan = { ...windowOf(reader), start: at, line, columns: width, maxRows };
    const scanned = scanRows(scan, dialect, rows);
    ({ at, line } = scanned);
    if (rows.count > 0 && !isHeader) yield csvBatch({ reader, rows, dialect });
    if (scanned.problem) throw scanned.problem;
    if (rows.count === maxRows) {
      isHeader = false;
      continue;
    }
    if (reader.isLast || reader.isCut) return { isWhole: reader.isLast };
    await reader.fill(at, line);
    at = 0;
  }
}
