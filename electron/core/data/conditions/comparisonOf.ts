import { appError } from '../../../../shared/errors.ts';
import { type ColumnType, type Comparison, type Operator, SQL_SIGNS } from '../../../../shared/watch/data.ts';
import { floorOf, type PlainNumber, readNumber, writeNumber } from './plainNumber.ts';
import { quoteName, quoteText } from './quoting.ts';
import type { TypedColumn } from './typedColumn.ts';
import { dayAfter, readDate, readTime } from './typedDate.ts';

type Ordering = keyof typeof SQL_SIGNS;
type Sign = (typeof SQL_SIGNS)[Ordering];

const isOrdering = (operator: Operator): operator is Ordering => Object.hasOwn(SQL_SIGNS, operator);

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const DECIMAL = /^DECIMAL\((\d+),\s*(\d+)\)$/;
/** The digits DuckDB's DECIMAL can have. */
const DECIMAL_DIGITS = 38;

/** An integer is between two others, so a fraction is compared by the integer below it: exactly, however large they are. */
function integerComparison(column: string, sign: Sign, value: PlainNumber): string {
  const floor = writeNumber(floorOf(value));
  if (value.fraction === '') return `${column} ${sign} ${floor}`;
  if (sign === '=') return `${column} <> ${column}`;
  if (sign === '<>') return `${column} = ${column}`;
  return `${column} ${sign.startsWith('>') ? '>' : '<='} ${floor}`;
}

function numberComparison(column: TypedColumn, sign: Sign, value: PlainNumber): string {
  const name = quoteName(column.name);
  const number = writeNumber(value);
  if (INTEGER.test(column.sqlType)) return integerComparison(name, sign, value);
  const [, width = '', scale = ''] = DECIMAL.exec(column.sqlType) ?? [];
  if (width === '') {
    // As FLOAT the number is the nearest one such a column can hold, unless it holds none so large.
    const type = column.sqlType === 'FLOAT' && Number.isFinite(Math.fround(Number(number))) ? 'FLOAT' : 'DOUBLE';
    return `${name} ${sign} CAST(${quoteText(number)} AS ${type})`;
  }
  const whole = Math.max(Number(width) - Number(scale), value.whole.length);
  const exact = whole + Math.max(Number(scale), value.fraction.length) <= DECIMAL_DIGITS;
  return exact ? `${name} ${sign} ${number}` : `CAST(${name} AS DOUBLE) ${sign} CAST(${quoteText(number)} AS DOUBLE)`;
}

/** With a day alone the whole day is meant: `equals` any moment of it, `greater` what is after it. */
function momentComparison(column: TypedColumn, sign: Sign, typed: string): string | null {
  const value = readDate(typed);
  const zoned = column.sqlType.includes('TIME ZONE') || column.sqlType === 'TIMESTAMPTZ';
  if (!value || (value.zone !== '' && !zoned)) return null;
  const name = quoteName(column.name);
  const literal = (text: string) => `CAST(${quoteText(text)} AS ${column.sqlType})`;
  if (value.time !== null) return `${name} ${sign} ${literal(`${value.day} ${value.time}${value.zone}`)}`;
  const begin = literal(`${value.day} 00:00:00`);
  const end = literal(`${dayAfter(value.day)} 00:00:00`);
  if (sign === '=') return `${name} >= ${begin} AND ${name} < ${end}`;
  if (sign === '<>') return `${name} < ${begin} OR ${name} >= ${end}`;
  if (sign === '>') return `${name} >= ${end}`;
  if (sign === '<=') return `${name} < ${end}`;
  return `${name} ${sign} ${begin}`;
}

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

function booleanComparison(column: TypedColumn, sign: Sign, typed: string): string | null {
  const word = typed.trim().toLowerCase();
  if (!TRUE.has(word) && !FALSE.has(word)) return null;
  return `${quoteName(column.name)} ${sign} ${TRUE.has(word)}`;
}

/** SQL that compares by size, or null where the value is not of the column's type. */
function ordering(column: TypedColumn, sign: Sign, value: string): string | null {
  const simple = (literal: string | null) => literal && `${quoteName(column.name)} ${sign} ${literal}`;
  const asText = () => `${textOf(column)} ${sign} ${quoteText(value)}`;
  const compare: Record<ColumnType, () => string | null> = {
    number: () => {
      const number = readNumber(value);
      return number && numberComparison(column, sign, number);
    },
    boolean: () => booleanComparison(column, sign, value),
    date: () => {
      const date = readDate(value);
      return simple(date && date.time === null ? `CAST(${quoteText(date.day)} AS ${column.sqlType})` : null);
    },
    time: () => {
      const time = readTime(value);
      return simple(time && `CAST(${quoteText(time)} AS ${column.sqlType})`);
    },
    timestamp: () => momentComparison(column, sign, value),
    text: asText,
    other: asText,
  };
  return compare[column.type]();
}

function textOf(column: TypedColumn): string {
  if (column.text !== undefined) return `(${column.text})`;
  return column.type === 'text' ? quoteName(column.name) : `CAST(${quoteName(column.name)} AS VARCHAR)`;
}

/** SQL for what is asked of a cell's text. As in a spreadsheet's filter, these take no notice of case. */
function textQuestion(text: string, operator: Exclude<Operator, Ordering>, value: string): string {
  const arguments_ = `(lower(${text}), lower(${quoteText(value)}))`;
  const questions: Record<typeof operator, string> = {
    contains: `contains${arguments_}`,
    'not-contains': `NOT contains${arguments_}`,
    'starts-with': `starts_with${arguments_}`,
    'ends-with': `ends_with${arguments_}`,
    'is-empty': `${text} IS NULL OR ${text} = ''`,
    'is-not-empty': `${text} IS NOT NULL AND ${text} <> ''`,
  };
  return questions[operator];
}

/**
 * A comparison made by hand as SQL, in parentheses. NULL, so undecided, for an empty cell, but for `is-empty` and
 * `is-not-empty`, which always know.
 *
 * - Texts are equal letter for letter and ordered by their bytes; contains, starts-with and ends-with ignore case.
 * - Numbers are compared exactly, `100.5` with an integer too; where a column holds DOUBLE, as DOUBLE.
 * - Dates are typed as `2026-02-01` or `01.02.2026`; a day typed for a column of moments is the whole day.
 *
 * Throws AppError `condition-invalid` (`details.column`, `details.value`) for a value that is not of the column's type.
 */
export function comparisonOf(column: TypedColumn, { operator, value }: Comparison): string {
  if (!isOrdering(operator)) return `(${textQuestion(textOf(column), operator, value)})`;
  const sql = ordering(column, SQL_SIGNS[operator], value);
  if (sql !== null) return `(${sql})`;
  const message = `'${value}' is no value to compare ${column.name} (${column.type}) with`;
  throw appError('condition-invalid', message, { details: { kind: 'types', name: column.name, message } });
}
