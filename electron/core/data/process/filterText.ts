import { rm } from 'node:fs/promises';
import type { FilterResult } from '../dataEngine.ts';
import { workFiles } from '../protocol.ts';
import { cellRecord } from './parquet/cellFile.ts';
import { cellsToParquet } from './parquet/cellsToParquet.ts';
import { eachKept, passOver } from './passOver.ts';
import { malformed } from './problems.ts';
import { dataFileOf, openSelected, type Selected, type SelectInput } from './selected.ts';
import { csvLine } from './text/cells.ts';
import { createSink, encoderOf, type Sink, withNewFile, writeWhole } from './text/sink.ts';
import type { Batch } from './text/table.ts';

export type FilterTextInput = SelectInput & { target: string; onProgress: (fraction: number) => void };

const WHOLE = Number.POSITIVE_INFINITY;
/** Of the work of writing Parquet, the part that is reading the rows. */
const READING = 0.7;

/** Writes the rows and columns of a file of text that are selected. */
export async function filterText(input: Omit<FilterTextInput, 'limit' | 'fit'>): Promise<FilterResult> {
  const { selection, target } = input;
  const whole: FilterTextInput = { ...input, limit: WHOLE, fit: 'to-condition' };
  const selected = await openSelected(whole);
  try {
    const files = workFiles(target);
    const work = { same: writeSame, csv: writeCsv, parquet: writeParquet }[selection.output];
    const written = await writeWhole(files.part, target, () => work(whole, selected, files));
    return { ...written, file: dataFileOf(selected.table, selected.columns) };
  } finally {
    await selected.evaluator?.close();
  }
}

type Written = Omit<FilterResult, 'file'>;
type Files = ReturnType<typeof workFiles>;
type Write = (input: FilterTextInput, selected: Selected, files: Files) => Promise<Written>;

type RowWriter = (batch: Batch, verdicts: Uint8Array | null) => void;

/** Passes over the rows and lets them be written into a file. */
async function writeRows(
  { signal, source, onProgress }: FilterTextInput,
  selected: Selected,
  sink: Sink,
  write: RowWriter,
): Promise<Written> {
  const counts = await passOver(selected, {
    limit: WHOLE,
    signal,
    async onBatch(batch, verdicts) {
      write(batch, verdicts);
      await sink.flush();
      onProgress(Math.min(1, batch.bytesRead / Math.max(1, source.size)));
    },
  });
  return { ...counts, bytes: await sink.end() };
}

/** The rows, or cells, as they stand in the file. */
const writeSame: Write = (input, selected, { part }) =>
  withNewFile(part, async (file) => {
    const { table, kept } = selected;
    const sink = createSink(file, encoderOf(table.encoding));
    if (table.encoding.bom > 0) sink.write(Buffer.from('\ufeff'));
    sink.write(table.header(kept));
    return writeRows(input, selected, sink, (batch, verdicts) =>
      eachKept(batch, verdicts, (row) => sink.write(kept ? batch.part(row, kept) : batch.source(row))),
    );
  });

const utf8 = (bytes: Buffer): Buffer => bytes;

/** Which columns are written, by number. */
const writtenColumns = ({ kept, columns }: Selected): number[] => kept ?? columns.map((_, index) => index);

/** Calls back with the cells of each row that is kept. */
function eachKeptRow(
  batch: Batch,
  verdicts: Uint8Array | null,
  columns: readonly number[],
  call: (cells: (string | null)[]) => void,
): void {
  const texts = batch.texts(columns);
  eachKept(batch, verdicts, (row) => call(texts.map((column) => column[row] ?? null)));
}

const writeCsv: Write = (input, selected, { part }) =>
  withNewFile(part, async (file) => {
    const { table } = selected;
    const columns = writtenColumns(selected);
    const sink = createSink(file, utf8);
    if (columns.length > 0) sink.write(Buffer.from(csvLine(columns.map((index) => table.titles[index] ?? ''))));
    return writeRows(input, selected, sink, (batch, verdicts) => {
      const lines: string[] = [];
      eachKeptRow(batch, verdicts, columns, (cells) => lines.push(csvLine(cells)));
      sink.write(Buffer.from(lines.join('')));
    });
  });

/** By way of a file of the cells: DuckDB asks for rows when it wants them, and cannot wait for their verdicts. */
const writeParquet: Write = async (input, selected, { part, cells }) => {
  const columns = writtenColumns(selected);
  if (columns.length === 0) throw malformed('no-columns');
  const reading = { ...input, onProgress: (fraction: number) => input.onProgress(READING * fraction) };
  const writing = (fraction: number) => input.onProgress(READING + (1 - READING) * fraction);
  try {
    const written = await withNewFile(cells, (file) => {
      const sink = createSink(file, utf8);
      return writeRows(reading, selected, sink, (batch, verdicts) =>
        eachKeptRow(batch, verdicts, columns, (row) => sink.write(cellRecord(row))),
      );
    });
    const names = columns.map((index) => selected.columns[index]?.name ?? '');
    const bytes = await cellsToParquet({ cells, part, names, rows: written.kept, signal: input.signal }, writing);
    return { ...written, bytes };
  } finally {
    await rm(cells, { force: true });
  }
};
