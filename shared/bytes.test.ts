import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatExactBytes } from './bytes.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [2148, '2.1 kB'],
  [99_940, '99.9 kB'],
  [99_960, '100 kB'],
  [412_345, '412 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [5 * 1024 ** 4, '5.5 TB'],
])('%i bytes in English is %s', (bytes, text) => {
  expect(plain(formatBytes(bytes, 'en'))).toBe(text);
});

test('Russian units and separators', () => {
  expect(plain(formatBytes(2148, 'ru'))).toBe('2,1 кБ');
  expect(plain(formatExactBytes(412_345, 'ru'))).toBe('412 345 Б');
  expect(formatCount(1204, 'en')).toBe('1,204');
});
