import { expect, test } from 'vitest';
import { numberValue } from './numberValue.ts';

test('nothing entered is null, and 0 is not', () => {
  expect(numberValue(Number.NaN)).toBeNull();
  expect(numberValue(0)).toBe(0);
  expect(numberValue(30)).toBe(30);
});
