import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasWildcard, literal, matches } from './wildcards.ts';

test.each([
  ['*', '', 'yes'],
  ['a*c', 'abbbc', 'yes'],
  ['a*c', 'abbbd', 'no'],
  ['a?c', 'a😀c', 'yes'],
  ['a?', 'a', 'no'],
  ['*/b/*', 'a/b/c/b/', 'yes'],
  [`photos/\${*}`, 'photos/*', 'yes'],
  [`photos/\${*}`, 'photos/x', 'no'],
  ['$5', '$5', 'yes'],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test('a pattern of many stars takes no long time', () => {
  expect(matches(`${'a*'.repeat(500)}b`, 'a'.repeat(5000))).toBe('no');
});

test('a literal matches itself and nothing else', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '*', '?', '$', '{', '}') });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(matches(literal(one), one)).toBe('yes');
      expect(matches(literal(one), other)).toBe(one === other ? 'yes' : 'no');
      expect(hasWildcard(literal(one))).toBe(false);
    }),
  );
});
