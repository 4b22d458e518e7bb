import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConditionProblem } from '../../../../shared/watch/data.ts';
import { ALLOWED_FUNCTIONS } from './allowed.ts';
import { checkCondition } from './checkCondition.ts';
import { lockDown } from './lockDown.ts';
import type { TypedColumn } from './typedColumn.ts';

const COLUMNS: TypedColumn[] = [
  { name: 'id', type: 'text', sqlType: 'VARCHAR' },
  { name: 'amount', type: 'number', sqlType: 'DOUBLE' },
  { name: 'city', type: 'text', sqlType: 'VARCHAR' },
  { name: 'day', type: 'date', sqlType: 'DATE' },
  { name: 'moment', type: 'timestamp', sqlType: 'TIMESTAMP' },
  { name: 'paid', type: 'boolean', sqlType: 'BOOLEAN' },
  { name: 'Город, область', type: 'text', sqlType: 'VARCHAR' },
  { name: 'tags', type: 'other', sqlType: 'VARCHAR[]' },
  { name: 'place', type: 'other', sqlType: 'STRUCT(lat DOUBLE, lon DOUBLE)' },
];

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await lockDown(connection, []);
});
afterAll(() => connection.closeSync());

const check = (condition: string) => checkCondition(connection, { kind: 'sql', condition }, COLUMNS);

test.each([
  'amount > 100',
  'AMOUNT > 100 -- the large ones',
  '/* of the region */ "Город, область" = \'Московская\'',
  "amount > 100 AND (city LIKE 'М%' OR city ILIKE '%burg') AND NOT paid",
  "city IN ('Berlin', 'Казань') AND amount BETWEEN 1 AND 2.5",
  "day >= '2026-01-01' AND moment < TIMESTAMP '2026-02-01 10:00'",
  "day > current_date - 30 OR moment > now() - INTERVAL 7 DAYS OR moment > current_timestamp - interval '1 month'",
  'CASE WHEN paid THEN amount > 1 ELSE city IS NULL END',
  "coalesce(nullif(trim(city), ''), '-') <> '-'",
  "TRY_CAST(replace(city, ',', '.') AS DECIMAL(10,2)) > 1",
  "regexp_matches(city, '^\\d{3}') AND city SIMILAR TO '.*' AND city !~ 'x'",
  'extract(year FROM day) = 2026 AND month(day) = 2',
  "hash(id) % 10 = 0 AND md5(id) < 'a'",
  "list_contains(tags, 'new') AND tags[1] = 'x' AND len(tags) > 1",
  'place.lat > 55 AND (place).lon < 38',
  "city COLLATE NOCASE = 'berlin'",
  "(city, paid) = ('Berlin', true)",
  'city.lower().length() > 3',
  "id ->> '$.a' = '1'",
  "moment AT TIME ZONE 'UTC' > '2026-01-01'",
  "split_part(city, '-', 1) || upper(city) = $$it's$$",
  "list_has_any(tags, ['a','b','c'])",
  'true',
  Array.from({ length: 500 }, (_, index) => `amount = ${index}`).join(' OR '),
])('%s is a condition', async (condition) => {
  expect(await check(condition)).toBe(null);
});

type Told = Partial<ConditionProblem>;
const MISTAKES: [condition: string, told: Told][] = [
  ['amount >', { kind: 'syntax', line: 1, column: 9 }],
  ['amount > 100;', { kind: 'syntax', line: 1, column: 13 }],
  ["city = 'Berlin", { kind: 'syntax', line: 1, column: 8 }],
  ['(amount > 1', { kind: 'syntax', line: 1, column: 12 }],
  ['amount = = 1', { kind: 'syntax', line: 1, column: 10 }],
  ['amount > 1\n  AND\n\tOR paid', { kind: 'syntax', line: 3, column: 2 }],
  ['amount > 1\r\nAND )', { kind: 'syntax', line: 2, column: 5 }],
  ["city = 'Москва' AND )", { kind: 'syntax', line: 1, column: 21 }],
  ["city = '😀' AND )", { kind: 'syntax', line: 1, column: 17 }],
  ['amount > 1 -- ок\nИ так далее', { kind: 'syntax', line: 2, column: 3 }],
  ['', { kind: 'syntax' }],
  ['-- nothing', { kind: 'syntax' }],
  ['paid\0', { kind: 'syntax', line: 1, column: 5 }],
  ['SELECT * FROM t WHERE amount > 1', { kind: 'syntax', line: 1, column: 1 }],
  ['amout > 100', { kind: 'no-such-column', name: 'amout', candidates: ['amount'], line: 1, column: 1 }],
  ["city = 'Москва' AND amnt > 1", { kind: 'no-such-column', name: 'amnt', candidates: ['amount'], column: 21 }],
  ["city = '😀' AND\n\tgorod = 'x'", { kind: 'no-such-column', name: 'gorod', line: 2, column: 2 }],
  ["/* Город */ Город = 'x'", { kind: 'no-such-column', candidates: ['Город, область'], line: 1, column: 13 }],
  ["city\u00a0= 'a\u00a0b'\u00a0AND sity = ''", { kind: 'no-such-column', candidates: ['city'], line: 1, column: 18 }],
  ["city\u00a0= 'a\u00a0b'\u00a0AND )", { kind: 'syntax', line: 1, column: 18 }],
  ['city = "Berlin"', { kind: 'no-such-column', name: 'Berlin', line: 1, column: 8 }],
  ['orders.amount > 1', { kind: 'no-such-column', name: 'orders.amount', line: 1, column: 1 }],
  ['rowid > 1', { kind: 'no-such-column', name: 'rowid' }],
  ["filename = 'x'", { kind: 'no-such-column', name: 'filename' }],
  ["lowwer(city) = 'a'", { kind: 'no-such-function', name: 'lowwer', line: 1, column: 1 }],
  ['paid AND\n  rund(amount) = 1', { kind: 'no-such-function', name: 'rund', line: 2, column: 3 }],
  ["amount > 'abc'", { kind: 'types', line: 1, column: 10 }],
  ["city = 'Москва' AND day > '31.12.2026'", { kind: 'types', line: 1, column: 27 }],
  ['city > 1', { kind: 'types', line: 1, column: 6 }],
  ["CAST('x' AS INTEGER) = 1", { kind: 'types', line: 1, column: 1 }],
  ['place.alt > 1', { kind: 'types' }],
  ['amount', { kind: 'not-a-condition', line: 1, column: 1 }],
  ["'x'", { kind: 'not-a-condition' }],
  ['NULL', { kind: 'not-a-condition' }],
  ['amount > 1, paid', { kind: 'not-a-condition', line: 1, column: 13 }],
  ["amount > 1, 'Ы' = city", { kind: 'not-a-condition', line: 1, column: 13 }],
  ['random() > 0.5', { kind: 'not-allowed', name: 'random', line: 1, column: 1 }],
  ['paid AND\nsum(amount) > 1', { kind: 'not-allowed', name: 'sum', line: 2, column: 1 }],
  ['amount::INTEGER[3] IS NULL', { kind: 'not-allowed', name: 'array', line: 1, column: 7 }],
  ["strptime(city, '%Q') > moment", { kind: 'other' }],
];

test.each(MISTAKES)('%j: the mistake is told with its place', async (condition, told) => {
  expect(await check(condition)).toMatchObject(told);
});

test('of many mistakes the first in the text is told', async () => {
  expect(await check('paid AND x = 1 AND random() > y')).toMatchObject({ name: 'x', column: 10 });
  expect(await check('random() > y AND x = 1')).toMatchObject({ name: 'random', column: 1 });
});

test('comparisons made by hand are checked too', async () => {
  const filter = (column: string, value: string) => ({
    kind: 'comparisons' as const,
    match: 'all' as const,
    comparisons: [{ column, operator: 'greater' as const, value }],
  });
  expect(await checkCondition(connection, filter('amount', '100'), COLUMNS)).toBe(null);
  expect(await checkCondition(connection, filter('amout', '100'), COLUMNS)).toMatchObject({
    kind: 'no-such-column',
    name: 'amout',
  });
  expect(await checkCondition(connection, filter('amount', 'x'), COLUMNS)).toMatchObject({
    kind: 'types',
    name: 'amount',
  });
  expect(await checkCondition(connection, { kind: 'all-rows' }, [])).toBe(null);
});

test('a condition without columns can be checked', async () => {
  expect(await checkCondition(connection, { kind: 'sql', condition: '1 < 2' }, [])).toBe(null);
});

test('a column of the file is meant before a word of SQL', async () => {
  const columns: TypedColumn[] = [{ name: 'current_date', type: 'text', sqlType: 'VARCHAR' }];
  expect(await checkCondition(connection, { kind: 'sql', condition: "current_date = 'x'" }, columns)).toBe(null);
});

test('five thousand columns are checked', async () => {
  const columns = Array.from(
    { length: 5000 },
    (_, index): TypedColumn => ({ name: `c${index}`, type: 'text', sqlType: 'VARCHAR' }),
  );
  expect(await checkCondition(connection, { kind: 'sql', condition: "c4999 = 'x'" }, columns)).toBe(null);
});

test('what is allowed is a function of DuckDB, of one row, that always answers the same', async () => {
  const all = await connection.runAndReadAll('SELECT function_name, function_type, stability FROM duckdb_functions()');
  const known = all.getRows().map(([name, type, stability]) => ({ name, type, stability }));
  for (const name of ALLOWED_FUNCTIONS) {
    const forms = known.filter((form) => form.name === name);
    // Kept by the parser as a function, and bound as another one.
    if (name === 'position') continue;
    expect(forms, name).not.toEqual([]);
    expect(
      forms.map(({ type }) => type),
      name,
    ).not.toContain('aggregate');
    expect(
      forms.map(({ stability }) => stability),
      name,
    ).not.toContain('VOLATILE');
  }
});
