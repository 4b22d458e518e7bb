import { AppError } from '../../../../shared/errors.ts';
import type { Filter } from '../../../../shared/watch/data.ts';
import { createEvaluator, type Evaluator, type RowsDatabase } from './evaluate/evaluator.ts';
import { mentionedColumns } from './evaluate/mentioned.ts';
import { type TextColumn, type TextTable, textColumn } from './text/table.ts';
import { expectedStyles } from './types/expectedStyles.ts';
import type { Style } from './types/styles.ts';

/** `as-seen`: types are what the file shows. `to-condition`: what the condition needs, where the file shows another. */
export type Fit = 'as-seen' | 'to-condition';

export type FitInput = {
  rowsDatabase: () => Promise<RowsDatabase>;
  filter: Filter;
  fit: Fit;
  /** How much of the file is looked at, bytes. */
  limit: number;
  signal: AbortSignal;
};

export type Fitted = { evaluator: Evaluator; columns: readonly TextColumn[] };

/** Sets of types that are tried at most. */
const MOST_TRIES = 64;

const isTypes = (error: unknown): boolean =>
  error instanceof AppError && error.data.code === 'condition-invalid' && error.data.details?.kind === 'types';

/**
 * The evaluator of a filter for a table, with the columns typed so that the condition fits them. A rule is made by one file
 * and meets others, in which an amount is nowhere filled in or nowhere a number, or all comments are `0`: then as few
 * columns as possible are taken for something else than they look like. Throws what was wrong with the types at first.
 */
export async function fittedEvaluator(input: FitInput, table: TextTable): Promise<Fitted> {
  const { filter, limit, signal } = input;
  const database = await input.rowsDatabase();
  const { connection } = database.database;
  const seen = expectedStyles(table.columns, filter);
  const mentioned = await mentionedColumns(connection, filter, seen);
  const unknown = mentioned.filter((index) => seen[index]?.style === null);
  const told = unknown.length === 0 ? seen : await withStyles(table, seen, unknown, limit, signal);
  let first: unknown;
  for (const columns of typings(told, mentioned, input.fit)) {
    try {
      return { columns, evaluator: await createEvaluator(database, filter, columns, signal) };
    } catch (error) {
      if (!isTypes(error)) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** What a column without a cell that tells anything may be. */
const ANYTHING: readonly Style[] = ['unknown', 'date', 'timestamp', 'number', 'time', 'boolean'];

/** What a column may be besides what it looks like. */
function otherwise({ style, guess }: TextColumn, fit: Fit): readonly Style[] {
  if (style === null) return guess === 'unknown' ? ANYTHING : [guess, ...ANYTHING];
  if (fit === 'as-seen') return [];
  if (style !== 'text') return ['text'];
  return guess === 'text' ? [] : [guess];
}

type Typing = { columns: readonly TextColumn[]; from: number };

/** The columns as they look, then with one of those mentioned taken for something else, then with two ... */
function* typings(
  known: readonly TextColumn[],
  mentioned: readonly number[],
  fit: Fit,
): Generator<readonly TextColumn[]> {
  yield known;
  let tries = 1;
  for (let last: Typing[] = [{ columns: known, from: 0 }]; last.length > 0; ) {
    const next: Typing[] = [];
    for (const { columns, position, style } of changes(last, mentioned, fit)) {
      if (tries === MOST_TRIES) return;
      tries += 1;
      const changed = columns.map((column, index) => (index === mentioned[position] ? { ...column, style } : column));
      next.push({ columns: changed, from: position + 1 });
      yield changed;
    }
    last = next;
  }
}

/** Each way to change one more column, each set of columns once. */
function* changes(typed: readonly Typing[], mentioned: readonly number[], fit: Fit) {
  for (const { columns, from } of typed) {
    for (let position = from; position < mentioned.length; position += 1) {
      const column = columns[mentioned[position] ?? 0];
      for (const style of column ? otherwise(column, fit) : []) yield { columns, position, style };
    }
  }
}

/** The columns with those that were empty as far as was seen told by the first cells they have. */
async function withStyles(
  table: TextTable,
  known: readonly TextColumn[],
  unknown: readonly number[],
  limit: number,
  signal: AbortSignal,
): Promise<TextColumn[]> {
  const columns = [...known];
  const open = new Set(unknown);
  for await (const batch of table.batches(limit, signal)) {
    for (const index of open) {
      const column = textColumn(columns[index]?.name ?? '', batch.tally(index));
      if (column.guess !== 'unknown') columns[index] = column;
      if (column.style !== null) open.delete(index);
    }
    if (open.size === 0) break;
  }
  return columns;
}
