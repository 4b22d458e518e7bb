import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCondition } from './checkCondition.ts';
import { onLinesOfItsOwn } from './conditionOf.ts';
import { databaseError } from './databaseError.ts';
import { lockDown } from './lockDown.ts';
import type { TypedColumn } from './typedColumn.ts';

const SECRET = 'root:x:0:0';
const COLUMNS: TypedColumn[] = [
  { name: 'amount', type: 'number', sqlType: 'DOUBLE' },
  { name: 'city', type: 'text', sqlType: 'VARCHAR' },
];

let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-hostile-'));
  await writeFile(join(folder, 'secret.csv'), `a,b\n${SECRET},1\n`);
  await writeFile(join(folder, 'data.csv'), 'amount,city\n150.10,Berlin\n');
  instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '200MB' });
  connection = await instance.connect();
  await lockDown(connection, [join(folder, 'data.csv'), join(folder, 'out.csv')]);
});
afterAll(async () => {
  connection.closeSync();
  await rm(folder, { recursive: true });
});

/** Reach out of the row: refused by the check, and by the locks alone. `@` stands for the folder of the test. */
const REACHING_OUT = [
  // Reading files.
  "(SELECT count(*) FROM read_csv('/etc/passwd')) > 0",
  "(SELECT count(*) FROM read_csv_auto('@/secret.csv')) > 0",
  "(SELECT content FROM read_text('/etc/passwd')) = 'x'",
  "(SELECT content FROM read_text('@/secret.csv')) = city",
  "(SELECT content FROM read_blob('@/secret.csv')) IS NOT NULL",
  "(SELECT CAST(content AS INTEGER) FROM read_text('@/secret.csv')) = 1",
  "(FROM '/etc/passwd') = 'x'",
  "(SELECT a FROM '@/secret.csv') = 'x'",
  "EXISTS (FROM '@/secret.csv')",
  "amount IN (SELECT b FROM '@/secret.csv')",
  "amount = ANY (SELECT b FROM read_csv('@/secret.csv'))",
  "(WITH x AS (FROM '@/secret.csv') SELECT count(*) FROM x) > 0",
  "(SELECT count(*) FROM read_json('@/secret.csv')) > 0",
  "(SELECT count(*) FROM read_ndjson('@/secret.csv')) > 0",
  "(SELECT count(*) FROM read_parquet('@/secret.csv')) > 0",
  "(SELECT count(*) FROM parquet_metadata('@/secret.csv')) > 0",
  "(SELECT count(*) FROM read_duckdb('@/secret.csv')) > 0",
  "(SELECT count(*) FROM sniff_csv('@/secret.csv')) > 0",
  "(SELECT count(*) FROM glob('/etc/*')) > 0",
  "(SELECT count(*) FROM glob('@/*')) > 0",
  "(SELECT count(*) FROM read_csv(['@/data.csv', '@/secret.csv'])) > 0",
  "(SELECT count(*) FROM read_csv('@/data.csv/../secret.csv')) > 0",
  "(SELECT count(*) FROM read_text('file://@/secret.csv')) > 0",
  "(SELECT count(*) FROM read_text('/proc/self/environ')) > 0",
  "(SELECT count(*) FROM query('FROM read_text(''/etc/passwd'')')) > 0",
  "(SELECT count(*) FROM query_table('/etc/passwd')) > 0",
  "read_text('/etc/passwd') IS NULL",
  "city.read_text() = 'x'",
  "getenv('HOME') = '/root'",
  "pg_read_file('/etc/passwd') = 'x'",
  // The network.
  "(SELECT count(*) FROM 'https://127.0.0.1:9/x.csv') > 0",
  "(SELECT count(*) FROM read_csv('http://127.0.0.1:9/x.csv')) > 0",
  "(SELECT count(*) FROM read_parquet('s3://bucket/key.parquet')) > 0",
  "(SELECT count(*) FROM 'gcs://bucket/key.csv') > 0",
  "(SELECT count(*) FROM read_csv('hf://datasets/a/b.csv')) > 0",
  // Statements behind the condition.
  "true); ATTACH '@/other.db'; SELECT (true",
  "true); COPY (SELECT 1) TO '@/copied.csv'; SELECT (true",
  "true); COPY (SELECT 1) TO '/dev/stdout'; SELECT (true",
  "true); EXPORT DATABASE '@/exported'; SELECT (true",
  "true); IMPORT DATABASE '@'; SELECT (true",
  'true); INSTALL httpfs; SELECT (true',
  "true); INSTALL x FROM 'http://127.0.0.1:9'; SELECT (true",
  'true); LOAD httpfs; SELECT (true',
  "true); LOAD '@/secret.csv'; SELECT (true",
  'true); UPDATE EXTENSIONS; SELECT (true',
  'true); SET enable_external_access = true; SELECT (true',
  'true); SET lock_configuration = false; SELECT (true',
  "true); RESET allowed_paths; FROM '@/secret.csv'; SELECT (true",
  "true); SET allowed_directories = ['/']; SELECT (true",
  "true); PRAGMA profiling_output = '@/profile'; SELECT (true",
  "true); PRAGMA enable_profiling = 'json'; SELECT (true",
  "true); CREATE TABLE stolen AS FROM '@/secret.csv'; SELECT (true",
  "true); CREATE VIEW stolen AS FROM '@/secret.csv'; SELECT (true",
  'true); CREATE PERSISTENT SECRET s (TYPE http); SELECT (true',
  "true); PREPARE p AS FROM '@/secret.csv'; SELECT (true",
  "true); EXPLAIN ANALYZE FROM read_text('@/secret.csv'); SELECT (true",
  // Breaking out of the statement.
  "true) FROM read_text('@/secret.csv') WHERE (true",
  "true) FROM read_text('@/secret.csv'), (SELECT 1",
  "true) UNION ALL SELECT content = '' FROM read_text('@/secret.csv') WHERE (true",
  "true), (SELECT content FROM read_text('@/secret.csv')",
  "true /*) -- */ ) FROM range(1) WHERE EXISTS (FROM read_text('@/secret.csv')",
  "true)\u2028; ATTACH '@/other.db'; SELECT (true",
];

/** Stay inside, but are no conditions by the row alone: refused by the check. The locks are not about these. */
const NO_CONDITIONS = [
  '(SELECT true)',
  'amount = (SELECT max(amount) FROM rows)',
  'amount > (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t)',
  'amount IN (SELECT unnest(range(1000000000000)))',
  'amount = ANY ([1, 2])',
  'sum(amount) > 1',
  'count(*) > 1',
  'row_number() OVER () = 1',
  "string_agg(city, ',') = ''",
  "list(city) = ['a']",
  'count(*) FILTER (WHERE true) = 1',
  '*',
  'COLUMNS(*) > 1',
  '#1 > 1',
  '$1 > amount',
  '? > amount',
  'DEFAULT',
  'GROUPING(city) = 1',
  'unnest([true, false])',
  // Different at each call, or of the session.
  'random() > 0.5',
  'uuid() IS NULL',
  'gen_random_uuid() IS NULL',
  "nextval('s') > 1",
  'setseed(0.5) IS NULL',
  "current_setting('allowed_paths') IS NULL",
  "getvariable('x') IS NULL",
  'current_query() IS NULL',
  'current_user IS NULL',
  'current_schemas(true) IS NULL',
  'txid_current() > 1',
  'version() IS NULL',
  "write_log('x') IS NULL",
  "error('x') IS NULL",
  'sleep_ms(1000) IS NULL',
  'pg_sleep(1000) IS NULL',
  "system.main.lower(city) = ''",
  "pg_catalog.format_type(1, 2) = ''",
  // Time and memory.
  "length(repeat('x', 10000000000)) > 1",
  'length(repeat(city, 1000000)) > 1',
  "length(lpad(city, 2000000000, 'x')) > 1",
  "length(printf('%1000000000d', 1)) > 1",
  "length(format('{:>1000000000}', city)) > 1",
  'len(range(10000000000)) > 1',
  'len(generate_series(1, 10000000000)) > 1',
  'len(list_resize([1], 10000000000)) > 1',
  'length(bitstring(city, 1000000000)) > 1',
  `${'replace('.repeat(20)}city${", 'x', 'xxxxxxxxxx')".repeat(20)} = ''`,
  `${'regexp_replace('.repeat(20)}city${", '.', '\\0\\0', 'g')".repeat(20)} = ''`,
  'replace(city, city, city) = city',
  `concat(${Array.from({ length: 100 }, () => 'city').join(', ')}) = ''`,
  `length(hex(hex(hex(city)))) > 1`,
  'amount::INTEGER[100000][100000] IS NULL',
  'list_sum(list_transform(range(10000000000), lambda x: x)) > 1',
  'list_filter([1, 2], x -> x > 1) = [1]',
  'len([x FOR x IN range(10000000000)]) > 1',
  'list_reduce([1, 2], lambda x, y: x + y) > 1',
  // Very deep, very long.
  `${'NOT '.repeat(2400)}true`,
  `${'['.repeat(4900)}1${']'.repeat(4900)} = 1`,
  `${'abs('.repeat(600)}amount${')'.repeat(600)} > 1`,
  `${'(SELECT '.repeat(1000)}true${')'.repeat(1000)}`,
  `${'1 + '.repeat(2000)}1 > 1`,
  `${'('.repeat(9000)}true`,
  `${'x'.repeat(10_000)} = 1`,
  `'${'x'.repeat(9990)}`,
  `/*${'*'.repeat(9990)}`,
  // Comments and quotes.
  'true) FROM \u201c/etc/passwd\u201d WHERE (true',
  "true) FROM range(1), read_text('@/secret.csv') --",
  'true --\n) --',
  'true /* */ */',
  "city = 'a' ; --",
  'city = \u2018a\u2019',
  '\u037e true',
];

const placed = (condition: string): string => condition.replaceAll('@', folder);
const check = (condition: string) => checkCondition(connection, { kind: 'sql', condition: placed(condition) }, COLUMNS);

test('there are enough of them', () => {
  expect(REACHING_OUT.length + NO_CONDITIONS.length).toBeGreaterThan(120);
});

test.each([...REACHING_OUT, ...NO_CONDITIONS])('the check refuses %s', async (condition) => {
  const problem = await check(condition);
  expect(problem).not.toBe(null);
  expect(JSON.stringify(problem)).not.toContain(SECRET);
  expect(await readdir(folder)).toEqual(['data.csv', 'secret.csv']);
});

test.each(REACHING_OUT)('the locks alone refuse %s', async (condition) => {
  const enclosed = onLinesOfItsOwn(placed(condition));
  const rows = `(SELECT 150.10::DOUBLE AS amount, 'Berlin' AS city)`;
  const errors: unknown[] = [];
  // As the whole of a statement too: there what breaks out of the parentheses parses.
  for (const statement of [`SELECT count(*) FROM ${rows} WHERE ${enclosed}`, `SELECT ${enclosed}`]) {
    errors.push(await connection.runAndReadAll(statement).catch((error: unknown) => error));
  }
  expect(errors).toEqual([expect.any(Error), expect.any(Error)]);
  expect(String(errors)).not.toContain(SECRET);
  expect(errors.map((error) => databaseError(error).type)).not.toEqual(['Parser', 'Parser']);
  expect(await readdir(folder)).toEqual(['data.csv', 'secret.csv']);
});

test('the locks let the files through that are meant, and hold for every connection', async () => {
  const reader = await connection.runAndReadAll(`SELECT city FROM read_csv('${join(folder, 'data.csv')}')`);
  expect(reader.getRowsJson()).toEqual([['Berlin']]);
  await connection.run(`COPY (SELECT 1 AS x) TO '${join(folder, 'out.csv')}' (use_tmp_file false)`);
  expect(await readdir(folder)).toContain('out.csv');
  await rm(join(folder, 'out.csv'));
  const other = await instance.connect();
  await expect(other.run(`FROM read_csv('${join(folder, 'secret.csv')}')`)).rejects.toThrow('Cannot access file');
  await expect(other.run('SET threads = 2')).rejects.toThrow('locked');
  other.closeSync();
});
