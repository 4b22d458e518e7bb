import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { AUTO_READING, type DataFile, type Reading } from '../../../shared/watch/data.ts';
import {
  ALL_ROWS,
  compare,
  createDataFixture,
  type DataFixture,
  NEVER,
  selectionOf,
  sql,
} from '../testing/dataFixture.ts';
import { toWindows1251 } from './process/text/windows1251.ts';

let t: DataFixture;
beforeAll(async () => {
  t = await createDataFixture();
});
afterAll(() => t.remove());

const recognise = (path: string, reading: Partial<Reading> = {}): Promise<DataFile | null> =>
  t.engine.recognise(path, { ...AUTO_READING, ...reading }, NEVER);

/** The types of columns by their names. */
const typesOf = (file: DataFile | null) =>
  Object.fromEntries((file?.columns ?? []).map(({ name, type }) => [name, type]));

const failure = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError: ${String(error)}`);
  const { code, details } = error.data;
  return { code, reason: details?.reason, line: details?.line };
};

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const cyrillic = (text: string) => toWindows1251(text) ?? Buffer.alloc(0);

test.each([
  [',', 'id,amount\n1,2.5\n'],
  [';', 'id;amount\n1;150,10\n2;7,5\n'],
  ['\t', 'id\tamount\n1\t2,5\n'],
  ['|', 'id|amount\n1|2.5\n'],
  [';', '1,5;2,5\n3,5;4,5\n'],
])('the delimiter %j is recognised', async (delimiter, text) => {
  const file = await recognise(await t.put('some.csv', text));
  expect(file).toMatchObject({ delimiter, quote: '"', columns: [{}, {}] });
});

test('apostrophes are quotes where the cells stand in them', async () => {
  const file = await recognise(await t.put('some.csv', "'id','name'\n'1','a, b'\n'2','it''s'\n"));
  expect(file).toMatchObject({ quote: "'", delimiter: ',', header: true });
  expect(await recognise(await t.put('some.csv', "id,name\n1,it's\n2,'tis\n"))).toMatchObject({ quote: '"' });
});

test.each([
  ['utf-8', Buffer.from('имя;сумма\nЁж;1\n')],
  ['utf-8', Buffer.from('\ufeffимя;сумма\nЁж;1\n')],
  ['windows-1251', cyrillic('имя;сумма\nЁж;1\n')],
  ['utf-16', utf16('имя;сумма\nЁж;1\n')],
  ['utf-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('имя;сумма\nЁж;1\n', 'utf16le').swap16()])],
])('text in %s is read, and written back as it was', async (encoding, content) => {
  const path = await t.put('some.csv', content);
  const { file, written, kept } = await t.filter(path, {
    filter: compare({ column: 'имя', operator: 'equals', value: 'Ёж' }),
  });
  expect(file).toMatchObject({ encoding, header: true });
  expect(kept).toBe(1);
  expect(written.equals(content)).toBe(true);
  const csv = await t.filter(path, { output: 'csv' });
  expect(csv.written.toString()).toBe('имя,сумма\nЁж,1\n');
});

test('types are recognised by the cells, faults in them do not change that', async () => {
  const row = (n: number) => `00${n};${n}.50;150,${n};true;2026-01-0${n};0${n}.02.2024;1${n}/25/2026;12:3${n};x`;
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => (n === 5 ? row(n).replace('5.50', 'n/a') : row(n)));
  const moments = '\n2026-01-01T10:00:00Z;2026-01-01 10:00;01.02.2024 9:30;12345678901234567890\n';
  const first = await recognise(
    await t.put('some.csv', `code;amount;price;paid;day;tag;us;at;text\n${rows.slice(0, 2).join('\n')}\n`),
  );
  expect(typesOf(first)).toMatchObject({ code: 'text', amount: 'number', price: 'number', paid: 'boolean' });
  expect(typesOf(first)).toMatchObject({ day: 'date', tag: 'date', us: 'date', at: 'time', text: 'text' });
  const faulty = await recognise(
    await t.put('some.csv', `code;amount;price;paid;day;tag;us;at;text\n${rows.join('\n')}\n`),
  );
  expect(typesOf(faulty).amount).toBe('number');
  const second = await recognise(await t.put('some.csv', `zoned;plain;dots;long${moments}`));
  expect(typesOf(second)).toEqual({ zoned: 'timestamp', plain: 'timestamp', dots: 'timestamp', long: 'number' });
});

test.each([
  ['01.02.2024', "d = DATE '2024-02-01'"],
  ['31.12.2024', "d > '2024-12-30'"],
  ['2024-02-29', 'month(d) = 2'],
  ['31.01.2024 9:30', "d > '2024-01-31 09:29:00'"],
])('a date written %s is that date for a condition', async (cell, condition) => {
  const { kept, written } = await t.filter(await t.put('some.csv', `d;x\n${cell};1\n05.05.1999;2\n`), {
    filter: sql(condition),
  });
  expect(kept).toBe(1);
  expect(written.toString()).toBe(`d;x\n${cell};1\n`);
});

test.each([
  ['2024-01-31T10:00+03:00', "moment = '2024-01-31 07:00:00'"],
  ['2024-01-31 10:00:00.5 -0230', "moment = '2024-01-31 12:30:00.5'"],
  ['2024-01-31T10:00:00Z', "moment = '2024-01-31 10:00:00'"],
])('a moment written %s is that moment, in UTC, for a condition', async (cell, condition) => {
  const path = await t.put('some.csv', `moment;x\n${cell};1\n1999-05-05T00:00:00Z;2\n`);
  const { written } = await t.filter(path, { filter: sql(condition) });
  expect(written.toString()).toBe(`moment;x\n${cell};1\n`);
});

test('numbers of 20 digits are told apart, those of 15 compared with them', async () => {
  const text = 'n,k\n12345678901234567890,a\n12345678901234567891,b\n1.5,c\n2,d\n';
  const path = await t.put('some.csv', text);
  const one = await t.filter(path, {
    filter: compare({ column: 'n', operator: 'equals', value: '12345678901234567891' }),
  });
  expect(one.written.toString()).toBe('n,k\n12345678901234567891,b\n');
  const two = await t.filter(path, { filter: sql('n > 1.4 AND n < 1.6') });
  expect(two.written.toString()).toBe('n,k\n1.5,c\n');
});

test('a comma in a cell is that of a decimal, unless commas part the cells', async () => {
  expect(typesOf(await recognise(await t.put('some.csv', 'a;b\n"150,10";x\n7,5;y\n')))).toMatchObject({ a: 'number' });
  expect(typesOf(await recognise(await t.put('some.csv', 'a,b\n"150,10",x\n"7,5",y\n')))).toMatchObject({ a: 'text' });
});

test('a product of long numbers is near where it cannot be exact', async () => {
  const path = await t.put('some.csv', 'a,b\n0.12345678901234567890,10.12345678901234567890\n1,2\n');
  expect(await t.filter(path, { filter: sql('a * b > 1.2') })).toMatchObject({ kept: 2, undecided: 0 });
  expect(await t.filter(path, { filter: sql('a * b > 1.3') })).toMatchObject({ kept: 1, undecided: 0 });
});

test('a comparison by size is one of numbers also where no cell is one', async () => {
  const path = await t.put('some.csv', 'id,amount\n1,n/a\n2,\n3,сто\n');
  const filter = compare({ column: 'amount', operator: 'greater', value: '100' });
  expect(await t.filter(path, { filter })).toMatchObject({ kept: 0, undecided: 3, rows: 3 });
});

test('a column that is empty at first gets the type of what comes later', async () => {
  const path = await t.put('some.csv', `id,amount\n${'1,\n'.repeat(3000)}2,150.10\n3,9\n`);
  expect(typesOf(await recognise(path)).amount).toBe('text');
  const { written } = await t.filter(path, { filter: sql('amount > 100') });
  expect(written.toString()).toBe('id,amount\n2,150.10\n');
});

test.each([
  ["city = 'x' AND amount > 100", 'city,amount\n5,150\n6,7\n', 0],
  ["city LIKE '5%' AND amount > 100", 'city,amount\n5,150\n51,\n', 1],
  ["city LIKE '5%' AND amount > 100", 'city,amount\n5,zero\n51,a lot\n52,101\n', 1],
  ['year(day) = 2026', 'day\n', 0],
])('the condition %s fits a file of other types', async (condition, text, kept) => {
  const path = await t.put('some.csv', text);
  expect(await t.filter(path, { filter: sql(condition) })).toMatchObject({ kept });
});

test('names are made unique, and the header stays as it is', async () => {
  const text = 'A,a,,A,a_2\n1,2,3,4,5\n6,7,8,9,10\n';
  const path = await t.put('some.csv', text);
  const file = await recognise(path, { header: 'yes' });
  expect(file?.columns.map(({ name }) => name)).toEqual(['A', 'a_3', 'column3', 'A_4', 'a_2']);
  const all = await t.filter(path, {
    filter: sql('a_3 = 7 AND A = 6 AND column3 = 8'),
    reading: { ...AUTO_READING, header: 'yes' },
  });
  expect(all.written.toString()).toBe('A,a,,A,a_2\n6,7,8,9,10\n');
  const some = await t.filter(path, { columns: ['A_4', 'column3'], reading: { ...AUTO_READING, header: 'yes' } });
  expect(some.written.toString()).toBe(',A\n3,4\n8,9\n');
});

test('a file without a header gets names, and no header when it is written back', async () => {
  const path = await t.put('some.csv', '1,x\r\n200,y\r\n');
  const { file, written } = await t.filter(path, { filter: sql('column1 > 100') });
  expect(file).toMatchObject({ header: false, columns: [{ name: 'column1', type: 'number' }, { name: 'column2' }] });
  expect(written.toString()).toBe('200,y\r\n');
});

test.each(['some.csv', 'some.tsv', 'some.jsonl'])('an empty %s is data without rows', async (name) => {
  const path = await t.put(name, '');
  expect(await recognise(path)).toMatchObject({ columns: [] });
  const empty = await t.filter(path, { filter: sql('amount > 100'), columns: ['amount'] });
  expect(empty).toMatchObject({ rows: 0, kept: 0, bytes: 0, whole: true });
  expect(await failure(t.filter(path, { output: 'parquet' }))).toMatchObject({ reason: 'no-columns' });
});

test.each(['id,amount', 'id,amount\r\n', '\n\nid,amount\n\n\n'])(
  'only a header (%j) is data without rows',
  async (text) => {
    const path = await t.put('some.csv', text);
    const { written, ...result } = await t.filter(path, { filter: sql('amount > 100') });
    expect(result).toMatchObject({
      rows: 0,
      kept: 0,
      file: { header: true, columns: [{ name: 'id' }, { name: 'amount' }] },
    });
    expect(written.toString()).toBe(text.replace(/^\n+|(?<=\n)\n+/g, ''));
  },
);

test('lines with nothing in them are no rows; an empty cell stays apart from an empty text', async () => {
  const path = await t.put('some.csv', 'a\n1\n\n""\n3\n\n\n');
  expect(await t.filter(path)).toMatchObject({ rows: 3, kept: 3 });
  const wide = await t.put('some.csv', 'a,b\n1,\n2,""\n');
  expect((await t.filter(wide, { filter: sql('b IS NULL') })).written.toString()).toBe('a,b\n1,\n');
  expect((await t.filter(wide, { columns: ['b'] })).written.toString()).toBe('b\n""\n""\n');
});

test.each([
  ['ragged', '3', 'a,b\n1,2\n1,2,3\n'],
  ['ragged', '4', 'a,b\r\n"1\r\n",2\r\n1\r\n'],
  ['after-quote', '3', 'a,b\n1,2\n"x"y,2\n'],
  ['open-quote', '2', 'a,b\n1,"x\ny\n'],
  ['binary', '2', 'a,b\n1,\0\n'],
])('a file that is %s is refused with its line', async (reason, line, text) => {
  const path = await t.put('some.csv', text);
  const refused = { code: 'data-malformed', reason, line };
  expect(await failure(t.filter(path, { reading: { ...AUTO_READING, delimiter: ',' } }))).toEqual(refused);
  expect((await t.folder.tree()).filter((name) => name.includes('part'))).toEqual([]);
});

test('the same is told of a line far below', async () => {
  const path = await t.put('some.csv', `a,b\n${'1,2\n'.repeat(400_000)}1,2,3\n`);
  expect(await failure(t.filter(path))).toEqual({ code: 'data-malformed', reason: 'ragged', line: '400002' });
});

test('ends of lines may be mixed, and stay as they are', async () => {
  const text = 'a,b\r\n1,"x\r\ny"\n2,z\r3,w\r\n';
  const { written, rows } = await t.filter(await t.put('some.csv', text));
  expect(rows).toBe(3);
  expect(written.toString()).toBe(text);
});

test('text that is not of the encoding is refused', async () => {
  const wrong = await t.put('some.csv', Buffer.concat([Buffer.from('a,b\n1,2\n'), cyrillic('Ёж,1\n')]));
  const reading = { ...AUTO_READING, encoding: 'utf-8' as const };
  expect(await failure(t.filter(wrong, { reading }))).toEqual({ code: 'data-encoding', reason: 'utf-8', line: '3' });
  const marked = await t.put('some.csv', Buffer.concat([Buffer.from('\ufeffa\n'), cyrillic('Ёж\n')]));
  expect(await failure(t.filter(marked))).toMatchObject({ code: 'data-encoding', line: '2' });
  const lone = await t.put('some.csv', utf16('a\n\ud800\n'));
  expect(await failure(t.filter(lone))).toMatchObject({ code: 'data-encoding', reason: 'utf-16' });
});

test('a delimiter that is the quote is refused', async () => {
  const path = await t.put('some.csv', 'a,b\n1,2\n');
  const reading = { ...AUTO_READING, delimiter: '"', quote: '"' as const };
  expect(await failure(t.filter(path, { reading }))).toMatchObject({ reason: 'dialect' });
});

test('a delimiter of two bytes', async () => {
  const path = await t.put('some.csv', 'a§b\n1§"x§y"\n200§z\n');
  const { written } = await t.filter(path, { reading: { ...AUTO_READING, delimiter: '§' }, filter: sql("b = 'x§y'") });
  expect(written.toString()).toBe('a§b\n1§"x§y"\n');
});

test('what is no data is told, and what cannot be read', async () => {
  expect(await recognise(await t.put('some.txt', 'a,b\n'))).toBeNull();
  expect(await recognise(await t.put('some.csv.gz', 'a,b\n'))).toBeNull();
  expect(await recognise(await t.put('some.txt', 'a,b\n1,2\n'), { format: 'csv' })).toMatchObject({ format: 'csv' });
  expect(await t.engine.preview(t.folder.at('some.txt'), selectionOf(), NEVER)).toBeNull();
  expect(await t.engine.count(t.folder.at('some.txt'), selectionOf(), NEVER)).toBeNull();
  expect(await failure(recognise(t.folder.at('nowhere.csv')))).toMatchObject({ code: 'local-not-found' });
  await mkdir(t.folder.at('folder.csv'));
  expect(await failure(recognise(t.folder.at('folder.csv')))).toMatchObject({ code: 'local-io' });
  expect(await failure(recognise(await t.put('some.parquet', 'PAR1 no')))).toMatchObject({ reason: 'parquet' });
});

test('a missing column is named', async () => {
  const path = await t.put('some.csv', 'a,b\n1,2\n');
  const filter = compare({ column: 'amount', operator: 'greater', value: '1' });
  for (const selection of [{ filter }, { filter: sql('amount > 1') }, { columns: ['amount'] }]) {
    await expect(t.filter(path, selection)).rejects.toMatchObject({
      data: { code: 'column-missing', details: { column: 'amount' } },
    });
  }
});

test('a preview shows the first rows, marked, and what is wrong with the condition', async () => {
  const path = await t.put('some.csv', `a,b\n${'1,x\n200,y\n,z\n'.repeat(200)}`);
  const preview = await t.engine.preview(path, selectionOf({ filter: sql('a > 100') }), NEVER);
  expect(preview).toMatchObject({ counts: { rows: 600, kept: 200, undecided: 200, whole: true }, problem: null });
  expect(preview?.rows).toHaveLength(100);
  expect(preview?.rows.slice(0, 3)).toEqual([
    { cells: ['1', 'x'], kept: false },
    { cells: ['200', 'y'], kept: true },
    { cells: [null, 'z'], kept: false },
  ]);
  const wrong = await t.engine.preview(path, selectionOf({ filter: sql('aa > 100') }), NEVER);
  expect(wrong).toMatchObject({ counts: null, problem: { kind: 'no-such-column', name: 'aa', line: 1 } });
  expect(wrong?.rows).toHaveLength(100);
  const filter = compare({ column: 'a', operator: 'equals', value: 'x' });
  expect((await t.engine.preview(path, selectionOf({ filter }), NEVER))?.problem).toMatchObject({ kind: 'types' });
  expect(await t.engine.check(sql('b > 1 +'), [{ name: 'b', type: 'number' }], NEVER)).toMatchObject({
    kind: 'syntax',
  });
});

test('JSON lines are kept to the letter', async () => {
  const lines = [
    '{"a": 1.50, "b":"x\\u0041"}\r\n',
    ' {"b":null,"a":12345678901234567890 ,"c":{"d":[1, 2]}}\n',
    '\n',
    '{"a":"7","late":true,"A":3e2}',
  ];
  const path = await t.put('some.jsonl', lines.join(''));
  expect(typesOf(await recognise(path))).toEqual({
    a: 'text',
    b: 'text',
    c: 'other',
    late: 'boolean',
    A_2: 'number',
  });
  const filtered = await t.filter(path, { filter: sql('a >= 1.5') });
  expect(filtered.written.toString()).toBe(`${lines[0]}${lines[1]}`);
  expect(filtered).toMatchObject({ rows: 3, kept: 2, undecided: 1 });
  const some = await t.filter(path, { columns: ['A_2', 'a', 'c'] });
  expect(some.written.toString()).toBe('{"a":1.50}\r\n{"a":12345678901234567890,"c":{"d":[1, 2]}}\n{"a":"7","A":3e2}');
  const csv = await t.filter(path, { output: 'csv' });
  expect(csv.written.toString()).toBe(
    'a,b,c,late,A\n1.50,xA,,,\n12345678901234567890,,"{""d"":[1, 2]}",,\n7,,,true,3e2\n',
  );
});

test('a key that comes up far below is found before it is missed', async () => {
  const path = await t.put('some.jsonl', `${'{"a":1}\n'.repeat(5000)}{"a":2,"late":5}\n`);
  expect((await t.filter(path, { filter: sql('late = 5') })).written.toString()).toBe('{"a":2,"late":5}\n');
  expect((await t.filter(path, { output: 'csv' })).written.toString().slice(0, 7)).toBe('a,late\n');
});

test.each([
  ['json', '2', '{"a":1}\n{"a":}\n'],
  ['json-object', '1', '[1]\n'],
])('JSON lines that are wrong (%s) are refused with their line', async (reason, line, text) => {
  const path = await t.put('some.jsonl', text);
  expect(await failure(t.filter(path))).toEqual({ code: 'data-malformed', reason, line });
});

test('Parquet keeps texts as they are, and is read with its own types', async () => {
  const text = 'id,amount,note\n007,150.10,"a, ""b""\nc"\n008,,""\n009,12345678901234567890,\n';
  const path = await t.put('some.csv', text);
  const parquet = await t.filter(path, { output: 'parquet' });
  const copy = await t.put("copy [1]' *?.parquet", parquet.written);
  expect(typesOf(await recognise(copy))).toEqual({ id: 'text', amount: 'text', note: 'text' });
  expect((await t.filter(copy, { output: 'csv' })).written.toString()).toBe(text);
  expect((await t.filter(copy, { filter: ALL_ROWS })).written.equals(parquet.written)).toBe(true);
  const one = await t.filter(copy, { filter: sql("id = '008'"), columns: ['note', 'id'], output: 'csv' });
  expect(one.written.toString()).toBe('id,note\n008,""\n');
  const preview = await t.engine.preview(copy, selectionOf({ filter: sql('note IS NULL') }), NEVER);
  expect(preview).toMatchObject({ counts: { rows: 3, kept: 1 }, rows: [{ kept: false }, {}, { kept: true }] });
  const same = await t.put('less.parquet', (await t.filter(copy, { filter: sql("id > '007'") })).written);
  expect(await t.engine.count(same, selectionOf(), NEVER)).toMatchObject({ rows: 2, kept: 2 });
});
