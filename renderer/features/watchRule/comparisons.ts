import {
  type Column,
  type ColumnType,
  type Comparison,
  type Operator,
  takesValue,
} from '../../../shared/watch/data.ts';

const ORDERED: readonly Operator[] = [
  'equals',
  'not-equals',
  'greater',
  'greater-or-equal',
  'less',
  'less-or-equal',
  'is-empty',
  'is-not-empty',
];
const WORDED: readonly Operator[] = [
  'equals',
  'not-equals',
  'contains',
  'not-contains',
  'starts-with',
  'ends-with',
  'is-empty',
  'is-not-empty',
];

const BY_TYPE: Record<ColumnType, readonly Operator[]> = {
  text: [...WORDED, 'greater', 'greater-or-equal', 'less', 'less-or-equal'],
  number: ORDERED,
  boolean: ['equals', 'not-equals', 'is-empty', 'is-not-empty'],
  date: ORDERED,
  time: ORDERED,
  timestamp: ORDERED,
  other: WORDED,
};

/** The comparisons that make sense for a column, all of them while its type is not known; and `chosen`, whatever it is. */
export function operatorsFor(type: ColumnType | undefined, chosen?: Operator): readonly Operator[] {
  const fitting = BY_TYPE[type ?? 'text'];
  return chosen === undefined || fitting.includes(chosen) ? fitting : [...fitting, chosen];
}

/** How many names a list is drawn with: a file can have thousands of columns. */
const LISTED = 200;

/** The names of columns to choose from: those with what is typed in them, or all when it is one of them. */
export function suggestedColumns(columns: readonly Column[], typed: string): string[] {
  const names = columns.map(({ name }) => name);
  const part = typed.trim().toLowerCase();
  const found =
    part === '' || names.includes(typed) ? names : names.filter((name) => name.toLowerCase().includes(part));
  return found.slice(0, LISTED);
}

/** ASCII only, as DuckDB compares names: `Город` and `город` are two columns. */
const folded = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The type of a column of the file that is looked at; undefined for one that it does not have. */
export function typeOf(columns: readonly Column[], name: string): ColumnType | undefined {
  const exact = columns.find((column) => column.name === name);
  return (exact ?? columns.find((column) => folded(column.name) === folded(name)))?.type;
}

/** A comparison with another column: what does not fit the type of the new one is put back. */
export function withColumn(comparison: Comparison, column: string, columns: readonly Column[]): Comparison {
  const type = typeOf(columns, column);
  const operator = operatorsFor(type).includes(comparison.operator) ? comparison.operator : 'equals';
  const value = type === 'boolean' && !isBoolean(comparison.value) ? 'true' : comparison.value;
  return { column, operator, value };
}

/** Whether a text is one of the two values a column of yes and no is compared with. */
export function isBoolean(value: string): boolean {
  return value === 'true' || value === 'false';
}

/** Whether a text is a number as a column of numbers is compared with: `-12.50`, `1e6`. */
export function isNumber(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim());
}

/** Whether nothing is missing in a comparison. */
export function isComplete({ column, operator, value }: Comparison): boolean {
  return column !== '' && (!takesValue(operator) || value !== '');
}
