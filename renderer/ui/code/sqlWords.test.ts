import { StringStream } from '@codemirror/language';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { sqlName, sqlParser, sqlText } from './sqlWords.ts';

/** The pieces of a text with what each is, blanks left out. */
function pieces(text: string): [string, string | null][] {
  const state = sqlParser.startState?.(2);
  if (!state) throw new Error('no state');
  return text.split('\n').flatMap((line) => {
    const found: [string, string | null][] = [];
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      const kind = sqlParser.token(stream, state);
      const piece = line.slice(stream.start, stream.pos);
      if (piece.trim() !== '') found.push([piece, kind]);
      stream.start = stream.pos;
    }
    return found;
  });
}

test('a condition is read word by word', () => {
  expect(pieces(`amount >= 1.5e3 AND "my ""name""" = 'it''s'`)).toEqual([
    ['amount', 'propertyName'],
    ['>', 'operator'],
    ['=', 'operator'],
    ['1.5e3', 'number'],
    ['AND', 'keyword'],
    ['"my "', 'propertyName'],
    ['"name"', 'propertyName'],
    ['""', 'propertyName'],
    ['=', 'operator'],
    ["'it'", 'string'],
    ["'s'", 'string'],
  ]);
});

test('texts and comments go on over the ends of lines', () => {
  expect(pieces("a = 'one\ntwo' -- rest 'of\n/* b\n c */ true")).toEqual([
    ['a', 'propertyName'],
    ['=', 'operator'],
    ["'one", 'string'],
    ["two'", 'string'],
    ["-- rest 'of", 'comment'],
    ['/*', 'comment'],
    [' b', 'comment'],
    [' c */', 'comment'],
    ['true', 'atom'],
  ]);
});

test('names and texts are written so that they are read as they were', () => {
  expect(['amount', 'Order', 'my name', 'a"b', 'город', '1a', 'date'].map(sqlName)).toEqual([
    'amount',
    '"Order"',
    '"my name"',
    '"a""b"',
    '"город"',
    '"1a"',
    '"date"',
  ]);
  expect(sqlText("it's")).toBe("'it''s'");
});

test('every word of DuckDB is read as a name where it is written as one', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const words = (await connection.runAndReadAll('SELECT keyword_name FROM duckdb_keywords()')).getRows().map(String);
  expect(words.length).toBeGreaterThan(400);
  for (const word of words) {
    const name = sqlName(word);
    const from = `FROM (SELECT 1 AS "${word}") WHERE`;
    const result = await connection.runAndReadAll(
      `SELECT 1 ${from} ${name} > 0 AND ${name} IS NOT NULL AND (${name} = 1)`,
    );
    expect([word, result.currentRowCount]).toEqual([word, 1]);
  }
  connection.closeSync();
  instance.closeSync();
});
