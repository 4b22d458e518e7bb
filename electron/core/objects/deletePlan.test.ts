import { expect, test } from 'vitest';
import { distinctTargets } from './deletePlan.ts';

test('what lies below a chosen folder is not counted twice', () => {
  expect(
    distinctTargets({
      keys: ['a/1', 'a', 'a', 'b/c/2', 'bb', 'ключ/x'],
      prefixes: ['b/c/', 'a/', 'b/', 'a/', 'ключ/y/'],
    }),
  ).toEqual({ keys: ['a', 'bb', 'ключ/x'], prefixes: ['a/', 'b/', 'ключ/y/'] });
});

test('the whole bucket takes in all', () => {
  expect(distinctTargets({ keys: ['a', 'b/c'], prefixes: ['b/', ''] })).toEqual({ keys: [], prefixes: [''] });
});
