import type { DataFile } from '../../../../../shared/watch/data.ts';
import { guessOf, type Style, styleOf, type Tally } from '../types/styles.ts';
import type { TextEncoding } from './encoding.ts';

/**
 * A column of a file of text. `style` is null while no cell that was seen tells it; `guess` is the next best one, for a
 * condition that the style does not fit.
 */
export type TextColumn = { name: string; style: Style | null; guess: Style };

/** A column with what its cells tell. */
export const textColumn = (name: string, tally: Tally): TextColumn => ({
  name,
  style: styleOf(tally),
  guess: guessOf(tally),
});

/** Some rows, one after the other. They are valid until the next ones are asked for. */
export type Batch = {
  rows: number;
  /** Bytes of the file that were read up to here. */
  bytesRead: number;
  /** The cells of these columns as text, column by column; null where there is nothing. */
  texts(columns: readonly number[]): (string | null)[][];
  /** The cells of a column as the database casts them to its type; null too where one is not of the column's style. */
  comparable(column: number, style: Style): (string | null)[];
  /** What kinds of cells a column has. */
  tally(column: number): Tally;
  /** The bytes of a row as they stand in the window, with the end of its line if it has one. */
  source(row: number): Buffer;
  /** A row of these cells alone, each as it stands in the window. */
  part(row: number, columns: readonly number[]): Buffer;
};

export type Batches = AsyncGenerator<Batch, { isWhole: boolean }, void>;

/** A file of text, opened as a table. What are bytes here is UTF-8 or Windows-1251, see textReader.ts. */
export type TextTable = {
  file: Omit<DataFile, 'columns'>;
  encoding: TextEncoding;
  columns: TextColumn[];
  /** The header as it stands in the file, of these columns or of all; empty where it has none. */
  header(columns: readonly number[] | null): Buffer;
  /** What the file calls its columns. */
  titles: readonly string[];
  /** The rows from the first, of the first `limit` bytes; told at the end whether that was the whole file. */
  batches(limit: number, signal: AbortSignal): Batches;
};
