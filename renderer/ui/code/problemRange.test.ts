import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOfPath } from './problemRange.ts';

const text = JSON.stringify(
  {
    Rules: [
      { ID: 'a', Expiration: { Days: 3 } },
      { ID: 'b', Tags: [] },
    ],
  },
  null,
  2,
);
const marked = (path: (string | number)[]) => {
  const { from, to } = rangeOfPath(text, path);
  return text.slice(from, to);
};

test('a value is marked as a whole', () => {
  expect(marked(['Rules', 0, 'Expiration', 'Days'])).toBe('3');
  expect(marked(['Rules', 1, 'ID'])).toBe('"b"');
});

test('an object or a list is marked by the name it stands under, one in a list by its bracket', () => {
  expect(marked(['Rules', 0, 'Expiration'])).toBe('"Expiration"');
  expect(marked(['Rules', 1, 'Tags'])).toBe('"Tags"');
  expect(marked(['Rules', 1])).toBe('{');
  expect(rangeOfPath(text, ['Rules', 1]).from).toBe(text.lastIndexOf('{'));
});

test('the name of a value can be marked in its place', () => {
  const { from, to } = rangeOfPath(text, ['Rules', 1, 'ID'], 'name');
  expect([from, text.slice(from, to)]).toEqual([text.lastIndexOf('"ID"'), '"ID"']);
});

test('a value that is missing marks what it should stand in', () => {
  expect(marked(['Rules', 0, 'Expiration', 'Date'])).toBe('"Expiration"');
  expect(marked(['Rules', 7])).toBe('"Rules"');
  expect(marked(['Nothing', 'Here'])).toBe('{');
});

test('the range is always within the text', () => {
  const paths = fc.array(fc.oneof(fc.string(), fc.nat({ max: 5 })), { maxLength: 4 });
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), paths, (anyText, path) => {
      const { from, to } = rangeOfPath(anyText, path);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(anyText.length);
    }),
  );
});
