import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMN_TYPES, type Column, OPERATORS } from '../../../shared/watch/data.ts';
import { columnsToChoose, withColumnKept } from './columnChoice.ts';
import { isNumber, operatorsFor, suggestedColumns, typeOf, withColumn } from './comparisons.ts';
import { DELIMITER_CHOICES, delimiterChoice, delimiterOf } from './delimiters.ts';

const columns: Column[] = [
  { name: 'amount', type: 'number' },
  { name: 'City', type: 'text' },
  { name: 'paid', type: 'boolean' },
  { name: 'Город', type: 'text' },
];

test('every comparison is offered for some type, and what is chosen for every type', () => {
  expect(new Set(COLUMN_TYPES.flatMap((type) => operatorsFor(type)))).toEqual(new Set(OPERATORS));
  expect(new Set(operatorsFor(undefined))).toEqual(new Set(OPERATORS));
  for (const type of COLUMN_TYPES) expect(operatorsFor(type, 'contains')).toContain('contains');
  expect(operatorsFor('number')).not.toContain('contains');
});

test('a column is found as DuckDB finds it', () => {
  expect(typeOf(columns, 'city')).toBe('text');
  expect(typeOf(columns, 'город')).toBeUndefined();
  expect(typeOf(columns, '')).toBeUndefined();
});

test('another column takes along what fits it', () => {
  const contains = { column: 'City', operator: 'contains', value: 'slo' } as const;
  expect(withColumn(contains, 'amount', columns)).toEqual({ column: 'amount', operator: 'equals', value: 'slo' });
  expect(withColumn({ ...contains, operator: 'equals' }, 'paid', columns)).toMatchObject({ value: 'true' });
  expect(withColumn(contains, 'City2', columns)).toEqual({ ...contains, column: 'City2' });
});

test('numbers are read as they are typed', () => {
  for (const typed of ['100', '-0.5', '.5', ' 1e6 ', '+3.']) expect([typed, isNumber(typed)]).toEqual([typed, true]);
  for (const typed of ['', '1,5', '1 000', 'x', '.', '--1']) expect([typed, isNumber(typed)]).toEqual([typed, false]);
});

test('what is typed narrows the columns; one that is there shows all of them', () => {
  expect(suggestedColumns(columns, 'am')).toEqual(['amount']);
  expect(suggestedColumns(columns, 'amount')).toHaveLength(4);
  const many = Array.from({ length: 2000 }, (_, index): Column => ({ name: `c${index}`, type: 'text' }));
  expect(suggestedColumns(many, '')).toHaveLength(200);
  expect(suggestedColumns(many, 'c1999')).toHaveLength(200);
});

test('columns stay in the order of the file, and those it lacks stay chosen', () => {
  const names = columnsToChoose(columns, ['gone', 'City']);
  expect(names).toEqual(['amount', 'City', 'paid', 'Город', 'gone']);
  expect(withColumnKept(names, ['gone', 'City'], 'amount', true)).toEqual(['amount', 'City', 'gone']);
  expect(withColumnKept(names, ['gone', 'City'], 'gone', false)).toEqual(['City']);
});

test('every delimiter is a choice, and every choice but "another" a delimiter', () => {
  for (const choice of DELIMITER_CHOICES) expect(delimiterChoice(delimiterOf(choice))).toBe(choice);
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 1 }), (delimiter) => {
      const choice = delimiterChoice(delimiter);
      expect(choice === 'other' || delimiterOf(choice) === delimiter).toBe(true);
    }),
  );
});
