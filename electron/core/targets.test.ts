import { expect, test } from 'vitest';
import { distinctTargets } from './targets.ts';

test('of prefixes within each other only the outer ones stay', () => {
  const prefixes = ['a/b/', 'a/', 'a0/', 'a/c/', 'b/', 'a/', 'ключ/y/'];
  expect(distinctTargets({ keys: [], prefixes })).toEqual({ keys: [], prefixes: ['a/', 'a0/', 'b/', 'ключ/y/'] });
  expect(distinctTargets({ keys: [], prefixes: [] })).toEqual({ keys: [], prefixes: [] });
});

test('keys below a prefix are left to it, each other stays once', () => {
  const keys = ['a', 'a/1', 'a//2', 'ab', 'b/c', 'b/c/d', 'a', 'ключ/x'];
  expect(distinctTargets({ keys, prefixes: ['a/', 'b/c/'] }).keys).toEqual(['a', 'ab', 'b/c', 'ключ/x']);
  expect(distinctTargets({ keys, prefixes: [] }).keys).toEqual([...new Set(keys)]);
});

test('the whole bucket takes in all', () => {
  expect(distinctTargets({ keys: ['a', 'b/c'], prefixes: ['b/', ''] })).toEqual({ keys: [], prefixes: [''] });
});
