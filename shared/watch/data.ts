import { z } from '../zod.ts';

/** What a file of data is written in. `tsv` is CSV with tabs; `jsonl` one JSON object a line. */
export const DATA_FORMATS = ['csv', 'tsv', 'jsonl', 'parquet'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** Encodings of text that are read. UTF-8 may begin with a byte order mark, UTF-16 has to. */
export const ENCODINGS = ['utf-8', 'windows-1251', 'utf-16'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How a file is to be read: what is `auto` is recognised file by file. */
export const reading = z.strictObject({
  format: z.enum(['auto', ...DATA_FORMATS]),
  encoding: z.enum(['auto', ...ENCODINGS]),
  /** One character, for CSV only. */
  delimiter: z.union([z.literal('auto'), z.string().length(1)]),
  quote: z.enum(['auto', '"', "'", 'none']),
  /** Whether the first row names the columns. */
  header: z.enum(['auto', 'yes', 'no']),
});
export type Reading = z.infer<typeof reading>;

export const AUTO_READING: Reading = {
  format: 'auto',
  encoding: 'auto',
  delimiter: 'auto',
  quote: 'auto',
  header: 'auto',
};

/** What the values of a column are compared as. */
export const COLUMN_TYPES = ['text', 'number', 'boolean', 'date', 'time', 'timestamp', 'other'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];
export type Column = { name: string; type: ColumnType };

/** How a file was read. Delimiter, quote and header are those of CSV and TSV, null for the others. */
export type DataFile = {
  format: DataFormat;
  /** Null for Parquet. */
  encoding: Encoding | null;
  delimiter: string | null;
  quote: '"' | "'" | 'none' | null;
  header: boolean | null;
  columns: Column[];
};

export const OPERATORS = [
  'equals',
  'not-equals',
  'greater',
  'greater-or-equal',
  'less',
  'less-or-equal',
  'contains',
  'not-contains',
  'starts-with',
  'ends-with',
  'is-empty',
  'is-not-empty',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** Operators that compare by size, as SQL has them. */
export const SQL_SIGNS = {
  equals: '=',
  'not-equals': '<>',
  greater: '>',
  'greater-or-equal': '>=',
  less: '<',
  'less-or-equal': '<=',
} as const satisfies Partial<Record<Operator, string>>;

/** True for an operator that compares with a value. */
export const takesValue = (operator: Operator): boolean => operator !== 'is-empty' && operator !== 'is-not-empty';

export const comparison = z.strictObject({
  column: z.string().min(1).max(500),
  operator: z.enum(OPERATORS),
  /** As typed; compared as the column's type says. Ignored where the operator takes none. */
  value: z.string().max(2000),
});
export type Comparison = z.infer<typeof comparison>;

/** Which rows are kept: all, those that fit comparisons made by hand, or those for which an SQL condition holds. */
export const filter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all-rows') }),
  z.strictObject({
    kind: z.literal('comparisons'),
    match: z.enum(['all', 'any']),
    comparisons: z.array(comparison).min(1).max(50),
  }),
  z.strictObject({ kind: z.literal('sql'), condition: z.string().min(1).max(10_000) }),
]);
export type Filter = z.infer<typeof filter>;

/** What is done with a file of data: which rows and columns of it, written as what. */
export const selection = z.strictObject({
  reading,
  filter,
  /** The columns that are kept, in the file's own order; null for all. */
  columns: z.array(z.string().min(1).max(500)).min(1).max(5000).nullable(),
  output: z.enum(['same', 'csv', 'parquet']),
});
export type Selection = z.infer<typeof selection>;

/** What is wrong with a condition; `line` and `column` from 1, in the condition as it was written; null where nobody knows. */
export type ConditionProblem = {
  /** English, of the database; for "Details". */
  message: string;
  kind: 'syntax' | 'no-such-column' | 'no-such-function' | 'types' | 'not-a-condition' | 'not-allowed' | 'other';
  /** The word it is about: a column or a function. */
  name: string | null;
  /** Names that may have been meant. */
  candidates: string[];
  line: number | null;
  column: number | null;
};

/**
 * Rows seen, kept, and of the rest those of which the condition cannot say anything (an empty cell, or one that is not
 * of its column's type). `whole`: the file was read to its end.
 */
export type RowCounts = { rows: number; kept: number; undecided: number; whole: boolean };

/** The first rows of a file with what the selection does with them. */
export type DataPreview = {
  file: DataFile;
  /** Cells as text, at most 200 characters each; null for none. In the order of `file.columns`. */
  rows: { cells: (string | null)[]; kept: boolean }[];
  /** Null while the condition is wrong. */
  counts: RowCounts | null;
  problem: ConditionProblem | null;
};
