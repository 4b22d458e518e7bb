import { expect, test } from 'vitest';
import { newName } from './newName.ts';

test('a name that is taken gets the first number that is free', () => {
  expect(newName('weekly', [])).toBe('weekly');
  expect(newName('weekly', ['weekly'])).toBe('weekly-2');
  expect(newName('weekly', ['weekly-2', 'weekly', undefined, 'weekly-3'])).toBe('weekly-4');
});
