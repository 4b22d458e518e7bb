import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isTemporaryName } from '../folder/temporaryNames.ts';
import { type SampleSpec, writeSamples } from './writeSamples.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const PLAIN: SampleSpec = { files: 1, rows: 100, columns: 10, faults: false };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-samples-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type More = { seed?: number; signal?: AbortSignal; isKnown?: (name: string) => boolean };

const write = (spec: Partial<SampleSpec>, more: More = {}) =>
  writeSamples(
    folder,
    { ...PLAIN, ...spec },
    {
      random: seeded(more.seed ?? 1),
      now: () => NOW,
      isKnown: more.isKnown ?? (() => false),
      signal: more.signal ?? new AbortController().signal,
    },
  );

/** Reads CSV by its grammar (RFC 4180); throws where the text does not follow it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",\n]*)(,|\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, cell = '', end] = field.exec(text) ?? [];
    if (end === undefined) throw new Error(`Not CSV at ${at}`);
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\n') rows.push(row.splice(0));
  }
  return rows;
}

const read = async (name: string) => parseCsv(await readFile(join(folder, name), 'utf8'));

test('files have the rows and columns that were asked for, and cells of each kind', async () => {
  const names = await write({ files: 3, rows: 2000, columns: 14 });
  expect(names).toEqual(['orders-0001.csv', 'orders-0002.csv', 'orders-0003.csv']);
  expect((await readdir(folder)).sort()).toEqual(names);
  const ids = new Set<string>();
  for (const name of names) {
    const [header, ...rows] = await read(name);
    expect(header?.slice(0, 5)).toEqual(['id', 'date', 'amount', 'customer', 'status']);
    expect(header).toHaveLength(14);
    expect(new Set(header).size).toBe(14);
    expect(rows).toHaveLength(2000);
    for (const row of rows) {
      expect(row).toHaveLength(14);
      expect(row[0]).toMatch(/^0\d{11}$/);
      expect(row[1]).toMatch(/^2026-(08|09|10|11)-\d\d$/);
      expect(row[2]).toMatch(/^\d+\.\d\d$/);
      ids.add(row[0] ?? '');
    }
    const over = rows.filter(([, , amount]) => Number(amount) > 100).length;
    expect(over).toBeGreaterThan(600);
    expect(over).toBeLessThan(1400);
    const customers = rows.map((row) => row[3] ?? '').join('|');
    for (const difficult of ['"', ',', '\n', 'Иванов']) expect(customers).toContain(difficult);
  }
  expect(ids.size).toBe(6000);
});

test('another reader sees the same cells', async () => {
  const [name = ''] = await write({ rows: 500 });
  const [, ...rows] = await read(name);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `FROM read_csv('${join(folder, name)}', all_varchar = true, header = true)`,
  );
  expect(reader.getRowsJson().map((row) => row.map((cell) => cell ?? ''))).toEqual(rows);
  connection.closeSync();
});

test('three columns and no rows are possible', async () => {
  const [name = ''] = await write({ rows: 0, columns: 3 });
  expect(await read(name)).toEqual([['id', 'date', 'amount']]);
});

test('the same seed makes the same files, another one others', async () => {
  const [first = '', second = '', third = ''] = [
    ...(await write({})),
    ...(await write({})),
    ...(await write({}, { seed: 2 })),
  ];
  const cells = async (name: string) => (await read(name)).map(([, ...rest]) => rest);
  expect(await cells(first)).toEqual(await cells(second));
  expect(await cells(first)).not.toEqual(await cells(third));
});

test('numbers go on after those that are there, and nothing is replaced', async () => {
  await writeFile(join(folder, 'orders-0041.csv'), 'mine');
  await writeFile(join(folder, 'orders-2.txt'), 'mine');
  expect(await write({ files: 2 })).toEqual(['orders-0042.csv', 'orders-0043.csv']);
  await writeFile(join(folder, 'orders-0044 (copy).csv'), 'mine');
  expect(await write({})).toEqual(['orders-0045.csv']);
  expect(await readFile(join(folder, 'orders-0041.csv'), 'utf8')).toBe('mine');
});

test('two at once write files of their own', async () => {
  const names = (await Promise.all([write({ files: 5 }), write({ files: 5 }, { seed: 2 })])).flat();
  expect(new Set(names).size).toBe(10);
  expect((await readdir(folder)).sort()).toEqual(names.sort());
});

test('while it is written a file has a name that is not watched, and cancelling leaves no half file', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const done = write({ files: 2, rows: 1_000_000 }, { signal: stop.signal }).catch((error: unknown) => error);
  const seen = async () => (await readdir(folder)).at(0);
  await expect
    .poll(async () => ((await seen()) ? (await stat(join(folder, (await seen()) ?? ''))).size : 0))
    .toBeGreaterThan(1_000_000);
  expect(isTemporaryName((await seen()) ?? '')).toBe(true);
  stop.abort(reason);
  expect(await done).toBe(reason);
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that is not there is told', async () => {
  await rm(folder, { recursive: true });
  await expect(write({})).rejects.toMatchObject({ data: { code: 'local-not-found' } });
  folder = await mkdtemp(join(tmpdir(), 'stave-samples-'));
});

test('with faults some cells are wrong, and every third file as a whole', async () => {
  const names = await write({ files: 12, rows: 600, faults: true });
  const bytes = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const whole = await Promise.all([0, 1, 3, 4, 6, 7, 9, 10].map((index) => read(names[index] ?? '')));
  for (const rows of whole) {
    expect(rows).toHaveLength(601);
    expect(rows.every((row) => row.length === 10)).toBe(true);
    const amounts = rows.slice(1).map((row) => row[2] ?? '');
    const wrong = amounts.filter((amount) => !/^\d+\.\d\d$/.test(amount));
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.length).toBeLessThan(60);
  }
  const [, , cyrillic, , , unclosed, , , ragged, , , empty] = bytes;
  const decoded = new TextDecoder('windows-1251', { fatal: true }).decode(cyrillic);
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(cyrillic)).toThrow();
  expect(parseCsv(decoded)).toHaveLength(601);
  for (const text of ['ООО «Ромашка»', 'Ольга Ёлкина', 'филиал № 3', 'O’Brien']) expect(decoded).toContain(text);
  expect(() => parseCsv(unclosed?.toString('utf8') ?? '')).toThrow('Not CSV');
  expect(parseCsv(ragged?.toString('utf8') ?? '').filter((row) => row.length === 9)).toHaveLength(1);
  expect(empty).toHaveLength(0);
});

test.each([1, 2, 3, 7, 8, 1000])('numbers go on after %i files that the archive has taken', async (count) => {
  let asked = 0;
  const isKnown = (name: string) => {
    asked += 1;
    return Number(name.slice(7, -4)) <= count;
  };
  expect(await write({}, { isKnown })).toEqual([`orders-${String(count + 1).padStart(4, '0')}.csv`]);
  expect(asked).toBeLessThan(25);
});
