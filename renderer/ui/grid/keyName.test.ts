import { expect, test } from 'vitest';
import { keyName } from './keyName.ts';

test.each([
  ['a', 'KeyA', 'a'],
  ['A', 'KeyA', 'a'],
  ['ф', 'KeyA', 'a'],
  ['a', 'KeyQ', 'a'],
  ['F5', 'F5', 'F5'],
  [' ', 'Space', ' '],
  ['1', 'Digit1', '1'],
])('%s on %s is %s', (key, code, name) => {
  expect(keyName({ key, code })).toBe(name);
});
