import { expect, test } from 'vitest';
import { linesOf } from './linesOf.ts';

test('one value a line, blanks do not count', () => {
  expect(linesOf('')).toEqual([]);
  expect(linesOf(' https://a.example \n\n*\r\n')).toEqual(['https://a.example', '*']);
});
