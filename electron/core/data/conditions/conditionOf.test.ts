import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Comparison, Filter, Operator } from '../../../../shared/watch/data.ts';
import { OPERATORS } from '../../../../shared/watch/data.ts';
import { conditionOf } from './conditionOf.ts';
import { quoteText } from './quoting.ts';
import type { TypedColumn } from './typedColumn.ts';

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
afterAll(() => connection.closeSync());

/** A row of values as SQL literals, by column; `raw` is the text the amount was read from. */
const COLUMNS: TypedColumn[] = [
  { name: 'name', type: 'text', sqlType: 'VARCHAR' },
  { name: 'count "of" it', type: 'number', sqlType: 'BIGINT' },
  { name: 'amount', type: 'number', sqlType: 'DECIMAL(18,2)', text: '"raw"' },
  { name: 'weight', type: 'number', sqlType: 'DOUBLE' },
  { name: 'day', type: 'date', sqlType: 'DATE' },
  { name: 'at', type: 'timestamp', sqlType: 'TIMESTAMP' },
  { name: 'clock', type: 'time', sqlType: 'TIME' },
  { name: 'ok', type: 'boolean', sqlType: 'BOOLEAN' },
];

type Row = Record<string, string | null>;

async function evaluate(condition: string, row: Row): Promise<boolean | null> {
  const cells = [...COLUMNS.map(({ name, sqlType }) => [name, sqlType]), ['raw', 'VARCHAR']].map(
    ([name = '', type]) =>
      `CAST(${row[name] == null ? 'NULL' : quoteText(row[name])} AS ${type}) AS "${name.replaceAll('"', '""')}"`,
  );
  const [[answer] = []] = (
    await connection.runAndReadAll(`SELECT ${condition} FROM (SELECT ${cells.join(', ')})`)
  ).getRows();
  return typeof answer === 'boolean' ? answer : null;
}

const one = (column: string, operator: Operator, value: string): Filter => ({
  kind: 'comparisons',
  match: 'all',
  comparisons: [{ column, operator, value }],
});
const ask = (column: string, operator: Operator, value: string, cell: string | null) =>
  evaluate(conditionOf(one(column, operator, value), COLUMNS), { [column]: cell, raw: cell });

test('all rows are all rows', async () => {
  expect(conditionOf({ kind: 'all-rows' }, [])).toBe('true');
});

test('an empty cell is undecided but for the two operators that ask for it', async () => {
  for (const operator of OPERATORS) {
    const asks = operator === 'is-empty' || operator === 'is-not-empty';
    for (const [column, value] of [
      ['name', 'a'],
      ['amount', '1'],
      ['day', '2026-01-01'],
      ['ok', 'true'],
    ] as const) {
      expect(await ask(column, operator, value, null), `${column} ${operator}`).toBe(
        asks ? operator === 'is-empty' : null,
      );
    }
  }
  expect(await ask('name', 'is-empty', '', '')).toBe(true);
  expect(await ask('name', 'is-not-empty', '', ' ')).toBe(true);
});

test('a cell that is not of its column’s type is not empty where the text of the file is known', async () => {
  const condition = conditionOf(one('amount', 'is-empty', ''), COLUMNS);
  expect(await evaluate(condition, { amount: null, raw: 'abc' })).toBe(false);
  const withText = conditionOf(one('amount', 'ends-with', '.10'), COLUMNS);
  expect(await evaluate(withText, { amount: '150.1', raw: '150.10' })).toBe(true);
});

test('texts are equal letter for letter, and contain without regard to case', async () => {
  expect(await ask('name', 'equals', 'Москва', 'москва')).toBe(false);
  expect(await ask('name', 'equals', 'O\'Neill \\ "x"', 'O\'Neill \\ "x"')).toBe(true);
  expect(await ask('name', 'contains', 'МОСК', 'г. Москва')).toBe(true);
  expect(await ask('name', 'not-contains', '100%_', '100 percent')).toBe(true);
  expect(await ask('name', 'starts-with', "o'", "O'Neill")).toBe(true);
  expect(await ask('name', 'ends-with', 'ЫЧ', 'Иваныч')).toBe(true);
});

test('a fraction is compared with an integer exactly, however large', async () => {
  const big = '9007199254740993';
  const column = 'count "of" it';
  expect(await ask(column, 'greater', '100.5', '100')).toBe(false);
  expect(await ask(column, 'greater', '100.5', '101')).toBe(true);
  expect(await ask(column, 'less-or-equal', '-100.5', '-100')).toBe(false);
  expect(await ask(column, 'less', '-100.5', '-101')).toBe(true);
  expect(await ask(column, 'equals', '100.5', '100')).toBe(false);
  expect(await ask(column, 'not-equals', '100.5', '100')).toBe(true);
  expect(await ask(column, 'equals', '9007199254740992', big)).toBe(false);
  expect(await ask(column, 'equals', `${big}.00`, big)).toBe(true);
  expect(await ask(column, 'less', '1e200', big)).toBe(true);
  expect(await ask(column, 'greater', `-${'9'.repeat(300)}`, big)).toBe(true);
});

test('a decimal is compared exactly, and as DOUBLE beyond what DECIMAL holds', async () => {
  expect(await ask('amount', 'equals', '150.1', '150.10')).toBe(true);
  expect(await ask('amount', 'greater', '150.099999999999999999', '150.10')).toBe(true);
  expect(await ask('amount', 'less', '1e60', '150.10')).toBe(true);
  expect(await ask('amount', 'greater', `0.${'0'.repeat(80)}1`, '0.01')).toBe(true);
  expect(await ask('weight', 'equals', '0.1', '0.1')).toBe(true);
  expect(await ask('weight', 'equals', '.1e1', '1')).toBe(true);
  expect(await ask('amount', 'equals', '-150,1', '-150.10')).toBe(true);
  expect(await ask('weight', 'equals', '0,125', '0.125')).toBe(true);
});

test('a day typed for moments is the whole day', async () => {
  const answers = async (value: string, cell: string) => {
    const found: string[] = [];
    for (const operator of OPERATORS.slice(0, 6)) if (await ask('at', operator, value, cell)) found.push(operator);
    return found;
  };
  expect(await answers('2026-02-28', '2026-02-28 23:59:59.999')).toEqual([
    'equals',
    'greater-or-equal',
    'less-or-equal',
  ]);
  expect(await answers('28.02.2026', '2026-03-01 00:00:00')).toEqual(['not-equals', 'greater', 'greater-or-equal']);
  expect(await answers('28.2.2026', '2026-02-27 23:59:59')).toEqual(['not-equals', 'less', 'less-or-equal']);
  expect(await answers('2026-02-28 10:20', '2026-02-28 10:20:00')).toEqual([
    'equals',
    'greater-or-equal',
    'less-or-equal',
  ]);
  expect(await answers('2026-02-28T10:20:30.5', '2026-02-28 10:20:31')).toEqual([
    'not-equals',
    'greater',
    'greater-or-equal',
  ]);
  expect(await ask('at', 'less-or-equal', '9999-12-31', '9999-12-31 12:00:00')).toBe(true);
});

test('a zone is for moments that have one', async () => {
  const zoned: TypedColumn = { name: 'at', type: 'timestamp', sqlType: 'TIMESTAMP WITH TIME ZONE' };
  const condition = conditionOf(one('at', 'equals', '2026-02-28T10:20+03:00'), [zoned]);
  const sql = `SELECT ${condition} FROM (SELECT TIMESTAMPTZ '2026-02-28 07:20:00Z' AS "at")`;
  expect((await connection.runAndReadAll(sql)).getRows()).toEqual([[true]]);
  expect(() => conditionOf(one('at', 'equals', '2026-02-28T10:20+03:00'), COLUMNS)).toThrow('no value');
});

test('columns are found as DuckDB finds them, letter for letter first', () => {
  const columns: TypedColumn[] = [
    { name: 'ID', type: 'number', sqlType: 'BIGINT' },
    { name: 'id', type: 'text', sqlType: 'VARCHAR' },
  ];
  expect(conditionOf(one('id', 'equals', 'x'), columns)).toBe(`(("id" = 'x'))`);
  expect(conditionOf(one('Id', 'equals', '1'), columns)).toBe('(("ID" = 1))');
});

test.each([
  ['amount', '1,000'],
  ['amount', '1,000.5'],
  ['amount', '1,5,5'],
  ['amount', '1 000'],
  ['amount', ''],
  ['amount', '.'],
  ['amount', '0x10'],
  ['amount', 'NaN'],
  ['amount', 'Infinity'],
  ['amount', '1e999'],
  ['amount', '1) OR (1'],
  ['day', '2026-02-30'],
  ['day', '2026-13-01'],
  ['day', '02/03/2026'],
  ['day', '2026-02-03 10:00'],
  ['day', '0000-01-01'],
  ['at', '2026-02-03 25:00'],
  ['at', 'yesterday'],
  ['clock', '10'],
  ['clock', '10:60'],
  ['ok', 'maybe'],
])('%s cannot be compared with %j', (column, value) => {
  const wrong = expect(() => conditionOf(one(column, 'equals', value), COLUMNS));
  wrong.toThrow(expect.objectContaining({ data: expect.objectContaining({ code: 'condition-invalid' }) }));
});

test('a column that is not there is told', () => {
  expect(() => conditionOf(one('amout', 'equals', '1'), COLUMNS)).toThrow(
    expect.objectContaining({
      data: expect.objectContaining({ code: 'column-missing', details: { column: 'amout' } }),
    }),
  );
});

test('a row for which an SQL condition fails is undecided', async () => {
  const condition = conditionOf({ kind: 'sql', condition: 'CAST(name AS INTEGER) > 5 -- the id' }, COLUMNS);
  expect(await evaluate(condition, { name: 'abc' })).toBe(null);
  expect(await evaluate(condition, { name: '6' })).toBe(true);
});

// --- the same by an evaluation in JavaScript

const word = fc.string({
  unit: fc.constantFrom('a', 'A', 'б', 'Б', "'", '"', '%', '_', '\\', ' ', '\n', '0'),
  maxLength: 6,
});
const cents = fc.integer({ min: -10_000, max: 10_000 }).map((value) => (value / 100).toFixed(2));
const dayText = fc
  .date({ min: new Date('1999-12-01T00:00:00Z'), max: new Date('2000-03-05T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

type Kind = { column: string; cell: fc.Arbitrary<string>; compare: (cell: string, value: string) => number };
const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const numeric = (a: string, b: string) => Math.sign(Number(a) - Number(b));
const KINDS: Kind[] = [
  { column: 'name', cell: word, compare: bytewise },
  { column: 'amount', cell: cents, compare: numeric },
  { column: 'weight', cell: cents, compare: numeric },
  { column: 'day', cell: dayText, compare: bytewise },
  { column: 'at', cell: dayText, compare: bytewise },
];

const ANSWERS: Record<Operator, (kind: Kind, cell: string, value: string) => boolean> = {
  equals: (kind, cell, value) => kind.compare(cell, value) === 0,
  'not-equals': (kind, cell, value) => kind.compare(cell, value) !== 0,
  greater: (kind, cell, value) => kind.compare(cell, value) > 0,
  'greater-or-equal': (kind, cell, value) => kind.compare(cell, value) >= 0,
  less: (kind, cell, value) => kind.compare(cell, value) < 0,
  'less-or-equal': (kind, cell, value) => kind.compare(cell, value) <= 0,
  contains: (_, cell, value) => cell.toLowerCase().includes(value.toLowerCase()),
  'not-contains': (_, cell, value) => !cell.toLowerCase().includes(value.toLowerCase()),
  'starts-with': (_, cell, value) => cell.toLowerCase().startsWith(value.toLowerCase()),
  'ends-with': (_, cell, value) => cell.toLowerCase().endsWith(value.toLowerCase()),
  'is-empty': (_, cell) => cell === '',
  'is-not-empty': (_, cell) => cell !== '',
};

/** Text questions only where DuckDB has the cell's own text. */
const fits = (column: string, operator: Operator) =>
  column === 'name' || column === 'amount' || OPERATORS.indexOf(operator) < 6;

function expected(comparison: Comparison, row: Row): boolean | null {
  const kind = KINDS.find(({ column }) => column === comparison.column);
  const cell = row[comparison.column] ?? null;
  if (comparison.operator === 'is-empty') return cell === null || cell === '';
  if (comparison.operator === 'is-not-empty') return cell !== null && cell !== '';
  return cell === null || !kind ? null : ANSWERS[comparison.operator](kind, cell, comparison.value);
}

/** Of Kleene: `all` is as false as the most false of them, `any` as true as the most true. */
function together(match: 'all' | 'any', answers: (boolean | null)[]): boolean | null {
  const decisive = match === 'any';
  if (answers.includes(decisive)) return decisive;
  return answers.includes(null) ? null : !decisive;
}

const comparison: fc.Arbitrary<Comparison> = fc
  .tuple(fc.constantFrom(...KINDS), fc.constantFrom(...OPERATORS))
  .filter(([{ column }, operator]) => fits(column, operator))
  .chain(([{ column, cell }, operator]) => cell.map((value) => ({ column, operator, value })));

const someRow = fc.record(Object.fromEntries(KINDS.map(({ column, cell }) => [column, fc.option(cell, { freq: 4 })])));

test('comparisons made by hand keep the rows that an independent evaluation keeps', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('all' as const, 'any' as const),
      fc.array(comparison, { minLength: 1, maxLength: 4 }),
      someRow,
      async (match, comparisons, row) => {
        const condition = conditionOf({ kind: 'comparisons', match, comparisons }, COLUMNS);
        const answers = comparisons.map((one) => expected(one, row));
        expect(await evaluate(condition, { ...row, raw: row.amount ?? null })).toBe(together(match, answers));
      },
    ),
    { numRuns: 300 },
  );
}, 30_000);
