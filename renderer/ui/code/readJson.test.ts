import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineAt, readJson } from './readJson.ts';

test('whatever can be written as JSON is read', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const read = readJson(text);
      expect(read.failure).toBeNull();
      expect(read.value).toEqual(JSON.parse(text));
    }),
  );
});

test('nothing is read that JSON.parse refuses', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', 'a', ' ', '\t', '\n') }),
      (text) => {
        const read = readJson(text);
        if (read.failure === null) expect(read.value).toEqual(JSON.parse(text));
      },
    ),
  );
});

test.each([
  ['{"a": 1,}', 8],
  ['{"a": 1 "b": 2}', 8],
  ['{"a": tru}', 6],
  ['{"a": 1', 7],
  ['// a comment\n{}', 0],
  ['{} {}', 3],
])('%s is no JSON, and the first error is found', (text, from) => {
  expect(readJson(text).failure).toMatchObject({ kind: 'not-json', from });
});

test('an empty text is no JSON', () => {
  expect(readJson('').failure).toMatchObject({ kind: 'not-json' });
});

test('a name that stands twice is found where it stands again, however deep', () => {
  const text = '{"Rules": [{"ID": "a"}, {"ID": "b", "ID": "c"}]}';
  const from = text.lastIndexOf('"ID"');
  expect(readJson(text).failure).toEqual({ kind: 'repeated', name: 'ID', from, to: from + 4 });
  expect(readJson('[{"ID": 1}, {"ID": 1}]').failure).toBeNull();
});

test('names that every object has can stand in it', () => {
  const read = readJson('{"__proto__": 1, "toString": 2}');
  expect(read.failure).toBeNull();
  expect(Object.keys(Object(read.value))).toEqual(['__proto__', 'toString']);
});

test('lines are counted from 1', () => {
  expect(lineAt('{\n}', 0)).toBe(1);
  expect(lineAt('{\n}', 2)).toBe(2);
});
