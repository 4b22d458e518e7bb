import { type Column, type ColumnType, type Comparison, SQL_SIGNS } from '../../../shared/watch/data.ts';
import { sqlName, sqlText } from '../../ui/code/sqlWords.ts';
import { isBoolean, isComplete, isNumber, typeOf } from './comparisons.ts';

const FUNCTIONS = {
  contains: 'contains',
  'not-contains': 'NOT contains',
  'starts-with': 'starts_with',
  'ends-with': 'ends_with',
} as const;

/** A day as it may be typed, as ISO 8601 has it: `31.01.2026` is `2026-01-31`. */
function isoDay(day: string): string {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(day) ?? [];
  return year === '' ? day : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** A name and a value as they are compared. A day typed for a column of moments means the whole day. */
function sides(column: string, value: string, type: ColumnType | undefined): [name: string, literal: string] {
  const name = sqlName(column);
  const plain = value.trim();
  if (type === 'boolean' && isBoolean(plain)) return [name, plain];
  if ((type === 'number' || type === undefined) && isNumber(plain)) return [name, plain];
  if (type === 'time') return [name, `TIME ${sqlText(plain)}`];
  if (type !== 'date' && type !== 'timestamp') return [name, sqlText(value)];
  const [day = '', ...time] = plain.split(/[T ]+/);
  const moment = [isoDay(day), ...time].join(' ');
  if (type === 'timestamp' && time.length > 0) return [name, `TIMESTAMP ${sqlText(moment)}`];
  return [type === 'date' ? name : `CAST(${name} AS DATE)`, `DATE ${sqlText(moment)}`];
}

function comparisonSql({ column, operator, value }: Comparison, columns: readonly Column[]): string {
  const type = typeOf(columns, column);
  const name = sqlName(column);
  const text = type === 'text' || type === undefined ? name : `CAST(${name} AS VARCHAR)`;
  switch (operator) {
    case 'is-empty':
      return type === 'text' ? `(${name} IS NULL OR ${name} = '')` : `${name} IS NULL`;
    case 'is-not-empty':
      return type === 'text' ? `(${name} IS NOT NULL AND ${name} <> '')` : `${name} IS NOT NULL`;
    case 'contains':
    case 'not-contains':
    case 'starts-with':
    case 'ends-with':
      // Made by hand, these take no notice of case.
      return `${FUNCTIONS[operator]}(lower(${text}), ${sqlText(value.toLowerCase())})`;
    case 'equals':
    case 'not-equals':
    case 'greater':
    case 'greater-or-equal':
    case 'less':
    case 'less-or-equal': {
      const [left, right] = sides(column, value, type);
      return `${left} ${SQL_SIGNS[operator]} ${right}`;
    }
  }
}

/** Comparisons made by hand as a condition of SQL, one a line; those that lack a part are left out. */
export function conditionOf(
  comparisons: readonly Comparison[],
  match: 'all' | 'any',
  columns: readonly Column[],
): string {
  return comparisons
    .filter(isComplete)
    .map((comparison) => comparisonSql(comparison, columns))
    .join(match === 'all' ? '\nAND ' : '\nOR ');
}
