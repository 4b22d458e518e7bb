import { expect, test } from 'vitest';
import { notBelow, outermost } from './pages.ts';

test('of prefixes within each other only the outer ones stay', () => {
  expect(outermost(['a/b/', 'a/', 'a0/', 'a/c/', 'b/', 'a/'])).toEqual(['a/', 'a0/', 'b/']);
  expect(outermost(['x/', ''])).toEqual(['']);
  expect(outermost([])).toEqual([]);
});

test('keys below a prefix are left to it, each other stays once', () => {
  const keys = ['a', 'a/1', 'a//2', 'ab', 'b/c', 'b/c/d', 'a'];
  expect(notBelow(keys, ['a/', 'b/c/'])).toEqual(['a', 'ab', 'b/c']);
  expect(notBelow(keys, [''])).toEqual([]);
  expect(notBelow(keys, [])).toEqual([...new Set(keys)]);
});
