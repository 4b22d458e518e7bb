import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createDataFixture, type DataFixture, NEVER, selectionOf, sql } from '../testing/dataFixture.ts';

// What conditions/hostile.test.ts shows of the check alone, here through the whole engine, on every way into it.

let t: DataFixture;
beforeAll(async () => {
  t = await createDataFixture();
});
afterAll(() => t.remove());

const HOSTILE = [
  "(SELECT count(*) FROM read_csv('/etc/passwd')) > 0",
  "(FROM '/etc/passwd') IS NOT NULL",
  'amount > 1; ATTACH DATABASE "made.db"',
  "amount > 1) TO 'made.csv' (FORMAT csv); --",
  "amount > 1; COPY (SELECT 1) TO 'made.csv'",
  'amount > 1; INSTALL httpfs',
  'amount > 1; LOAD httpfs',
  "(SELECT count(*) FROM read_csv('http://127.0.0.1:9/x')) > 0",
  "getenv('HOME') <> ''",
  "amount > 1; SET enable_external_access = true; SELECT content FROM read_text('/etc/passwd')",
  "amount > 1; CALL enable_logging(storage = 'file')",
  "1 = 1 UNION SELECT content FROM read_text('/etc/passwd')",
];

test.each(HOSTILE)('is refused, and reaches nothing: %s', async (condition) => {
  const path = await t.put('some.csv', 'id,amount\n1,2\n');
  const selection = { filter: sql(condition) };
  const before = await readdir(dirname(path));
  const ways = [
    () => t.filter(path, selection),
    () => t.engine.count(path, selectionOf(selection), NEVER),
    () => t.filter(path, { ...selection, output: 'parquet' }),
  ];
  for (const way of ways) {
    const error: unknown = await way().catch((thrown: unknown) => thrown);
    if (!(error instanceof AppError)) throw new Error(`it was let through: ${JSON.stringify(error)}`);
    expect(error.data.code).toBe('condition-invalid');
    expect(JSON.stringify(error.data)).not.toContain('root:');
  }
  const preview = await t.engine.preview(path, selectionOf(selection), NEVER);
  expect(preview).toMatchObject({ counts: null, problem: { kind: expect.any(String) } });
  expect(await readdir(dirname(path))).toEqual(before);
  expect(existsSync('made.csv') || existsSync('made.db')).toBe(false);
});
