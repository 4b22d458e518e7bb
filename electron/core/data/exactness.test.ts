import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AUTO_READING, type Encoding, type Reading } from '../../../shared/watch/data.ts';
import { compare, createDataFixture, type DataFixture, sql } from '../testing/dataFixture.ts';
import { type PlainCell, readPlainCsv } from '../testing/plainCsv.ts';
import { fromLatin1, toWindows1251 } from './process/text/windows1251.ts';

// Each property is many files.
vi.setConfig({ testTimeout: 600_000 });

let t: DataFixture;
beforeAll(async () => {
  t = await createDataFixture();
});
afterAll(() => t.remove());

const RUNS = process.env.STAVE_FULL_LENGTH === '1' ? 500 : 50;
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(arbitrary, holds), { numRuns: RUNS });

/** Texts as they come in data, and characters that mean something to readers of it. */
const PIECES = [
  'a',
  'Я',
  'ё',
  '№',
  ' ',
  ',',
  ';',
  '\t',
  '|',
  '"',
  "'",
  '\n',
  '\r\n',
  '0',
  '1,5',
  '€',
  '\\',
  '#',
  'NULL',
];
const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));
const number = fc.oneof(
  fc.integer({ min: -200, max: 400 }).map(String),
  fc.integer({ min: -20_000, max: 40_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
  fc.constantFrom(
    '100',
    '100.0',
    '100.10',
    '99.999999999999999999',
    '100.00000000000000000001',
    '+101',
    '.5',
    '7.',
    '1e3',
    '00150',
  ),
);
const amount = fc.oneof(
  { weight: 8, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom('', 'n/a', ' 120 ', 'x') },
);

type Table = {
  header: string[];
  rows: { text: string; quoted: boolean }[][];
  delimiter: string;
  quote: '"' | "'";
  newline: string;
  encoding: Encoding;
  bom: boolean;
  lastNewline: boolean;
};

const table: fc.Arbitrary<Table> = fc.record({
  rows: fc.array(
    fc
      .tuple(amount, anyText, fc.constantFrom('да', 'нет', 'Да', ''))
      .chain((cells) => fc.tuple(...cells.map((text) => fc.boolean().map((quoted) => ({ text, quoted }))))),
    { maxLength: 12 },
  ),
  header: fc.constantFrom(['n', 'Текст', 'да?'], ['n', 'n', ''], ['n', 'a b', '"x"']),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quote: fc.constantFrom('"' as const, "'" as const),
  newline: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom<Encoding>('utf-8', 'windows-1251', 'utf-16'),
  bom: fc.boolean(),
  lastNewline: fc.boolean(),
});

function written({ header, rows, delimiter, quote, newline, lastNewline }: Table): string {
  const cell = ({ text, quoted }: { text: string; quoted: boolean }) =>
    quoted || text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text)
      ? quote + text.replaceAll(quote, quote + quote) + quote
      : text;
  const lines = [header.map((text) => ({ text, quoted: false })), ...rows].map((row) => row.map(cell).join(delimiter));
  return lines.join(newline) + (lastNewline ? newline : '');
}

function encoded(text: string, { encoding, bom }: Pick<Table, 'encoding' | 'bom'>): Buffer {
  if (encoding === 'windows-1251') return toWindows1251(text) ?? Buffer.alloc(0);
  if (encoding === 'utf-16') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from((bom ? '\ufeff' : '') + text);
}

function decoded(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'windows-1251') return fromLatin1(bytes.toString('latin1'));
  return bytes.toString(encoding === 'utf-16' ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
}

const readingOf = ({ delimiter, quote, encoding }: Table): Reading => ({
  ...AUTO_READING,
  delimiter,
  quote,
  // A text without a letter beyond ASCII is of both.
  encoding: encoding === 'windows-1251' ? encoding : 'auto',
  header: 'yes',
});

/** Whether a number is more than 100, in whole numbers of any length: true, false, or null for what is no number. */
function isOver100(cell: PlainCell | undefined): boolean | null {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e(\d+))?$/.exec(cell?.text.trim() ?? '');
  if (!match || !(match[2] || match[3])) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const scaled = BigInt(whole + fraction) * 10n ** BigInt(exponent) * (sign === '-' ? -1n : 1n);
  return scaled > 100n * 10n ** BigInt(fraction.length);
}

/** An empty cell is nothing, unless it stands in quotes. */
const contentOf = (cell: PlainCell | undefined) => (!cell || (cell.text === '' && !cell.isQuoted) ? null : cell.text);

const over100 = compare({ column: 'n', operator: 'greater', value: '100' });

test('the rows that are kept are those an independent reader keeps, each to the letter', () =>
  check(table, async (some) => {
    const text = written(some);
    const path = await t.put('some.csv', encoded(text, some));
    const [header, ...rows] = readPlainCsv(text, some.delimiter, some.quote);
    const verdicts = rows.map((row) => isOver100(row.cells[0]));
    const kept = rows.filter((_, index) => verdicts[index] === true);
    const result = await t.filter(path, { reading: readingOf(some), filter: over100 });
    expect(result).toMatchObject({
      rows: rows.length,
      kept: kept.length,
      undecided: verdicts.filter((verdict) => verdict === null).length,
      whole: true,
    });
    expect(decoded(result.written, some.encoding)).toBe([header, ...kept].map((row) => row?.source).join(''));
    expect(result.bytes).toBe(result.written.length);
  }));

test('a text is equal letter for letter', () =>
  check(table, async (some) => {
    const text = written(some);
    const path = await t.put('some.csv', encoded(text, some));
    const [header, ...rows] = readPlainCsv(text, some.delimiter, some.quote);
    const name = header?.cells[2]?.text || 'column3';
    const filter = compare({ column: name, operator: 'equals', value: 'да' });
    const { written: out } = await t.filter(path, { reading: readingOf(some), filter });
    const kept = rows.filter((row) => row.cells[2]?.text === 'да');
    expect(decoded(out, some.encoding)).toBe([header, ...kept].map((row) => row?.source).join(''));
  }));

test('filtering all rows changes nothing', () =>
  check(table, async (some) => {
    const content = encoded(written(some), some);
    const { written: out } = await t.filter(await t.put('some.csv', content), { reading: readingOf(some) });
    expect(out.equals(content)).toBe(true);
  }));

test('with fewer columns, as CSV and by way of Parquet each cell is the text that was there', () =>
  check(table, async (some) => {
    const text = written(some);
    const path = await t.put('some.csv', encoded(text, some));
    const rows = readPlainCsv(text, some.delimiter, some.quote).map(({ cells }) => cells);
    const reading = readingOf(some);
    const names = (await t.engine.recognise(path, reading, new AbortController().signal))?.columns.map(
      ({ name }) => name,
    );
    const columns = [names?.[2] ?? '', names?.[0] ?? ''];

    const fewer = await t.filter(path, { reading, columns });
    const same = readPlainCsv(decoded(fewer.written, some.encoding), some.delimiter, some.quote);
    expect(same.map(({ cells }) => cells)).toEqual(rows.map((cells) => [cells[0], cells[2]]));

    const csv = await t.filter(path, { reading, output: 'csv' });
    const plain = readPlainCsv(csv.written.toString(), ',', '"').map(({ cells }) => cells.map(contentOf));
    expect(plain.slice(1)).toEqual(rows.slice(1).map((cells) => cells.map(contentOf)));
    expect(plain[0]?.map((cell) => cell ?? '')).toEqual(rows[0]?.map((cell) => cell.text));

    const parquet = await t.put('some.parquet', (await t.filter(path, { reading, output: 'parquet' })).written);
    const back = await t.filter(parquet, { output: 'csv' });
    const again = readPlainCsv(back.written.toString(), ',', '"').map(({ cells }) => cells.map(contentOf));
    expect(again.slice(1)).toEqual(rows.slice(1).map((cells) => cells.map(contentOf)));
  }));

const jsonValue = fc.oneof(
  number.filter((text) => /^-?(0|[1-9]\d*)(\.\d+)?(e\d+)?$/.test(text)),
  anyText.map((text) => JSON.stringify(text)),
  fc.constantFrom('null', 'true', '{"a": [1, {"b":"}\\""}]}', '[ ]', '"\\u0041\\""'),
);
const jsonLine = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('n', 'a', 'Ключ', 'x y', 'q"'), { maxLength: 4 }),
    fc.array(jsonValue, { minLength: 4, maxLength: 4 }),
    fc.constantFrom('', ' ', '  '),
  )
  .map(([keys, values, space]) => ({
    values: Object.fromEntries(keys.map((key, index) => [key, values[index] ?? 'null'])),
    text: `{${keys.map((key, index) => `${space}${JSON.stringify(key)}:${space}${values[index]}${space}`).join(',')}}`,
  }));

test('lines of JSON are kept to the letter, and so are their values', () =>
  check(fc.tuple(fc.array(jsonLine, { maxLength: 8 }), fc.constantFrom('\n', '\r\n')), async ([some, newline]) => {
    const lines = [{ values: { n: '100.10', z: '0' } as Record<string, string>, text: '{"n":100.10,"z":0}' }, ...some];
    const path = await t.put('some.jsonl', lines.map(({ text }) => text + newline).join(''));
    const verdicts = lines.map(({ values: { n = '' } }) =>
      /^[-\d]/.test(n) ? isOver100({ text: n, isQuoted: false }) : null,
    );
    const { written: out, undecided } = await t.filter(path, { filter: over100 });
    expect(out.toString()).toBe(lines.flatMap(({ text }, index) => (verdicts[index] ? [text + newline] : [])).join(''));
    expect(undecided).toBe(verdicts.filter((verdict) => verdict === null).length);
    const fewer = await t.filter(path, { columns: ['n'] });
    const parts = fewer.written.toString().split(newline).slice(0, -1);
    expect(parts).toEqual(lines.map(({ values }) => ('n' in values ? `{"n":${values.n}}` : '{}')));
  }));

test('a condition in SQL sees the same values', () =>
  check(table, async (some) => {
    const text = written(some);
    const path = await t.put('some.csv', encoded(text, some));
    const rows = readPlainCsv(text, some.delimiter, some.quote).slice(1);
    const reading = { ...readingOf(some), header: 'no' as const };
    const noHeader = await t.put('none.csv', encoded(rows.map(({ source }) => source).join(''), some));
    const filter = sql("column2 IS NOT NULL AND column2 NOT LIKE '%Я%'");
    const expected = rows.filter(({ cells }) => contentOf(cells[1]) !== null && !cells[1]?.text.includes('Я'));
    if (rows.length === 0) return;
    expect(path).not.toBe(noHeader);
    const { written: out } = await t.filter(noHeader, { reading, filter });
    expect(decoded(out, some.encoding)).toBe(expected.map(({ source }) => source).join(''));
  }));
