import { expect, test } from 'vitest';
import { foldName, naturalKey } from './naturalKey.ts';

test.each([
  [
    ['part 10', 'part 9', 'part 1'],
    ['part 1', 'part 9', 'part 10'],
  ],
  [
    ['b', 'A', 'a1', 'B0'],
    ['A', 'a1', 'b', 'B0'],
  ],
  [
    ['x100', 'x-1', 'xa', 'x20'],
    ['x-1', 'x20', 'x100', 'xa'],
  ],
  [
    ['ж', 'ё', 'е1', 'й', 'и', 'к'],
    ['ё', 'е1', 'ж', 'и', 'й', 'к'],
  ],
  [
    ['f', 'é', 'e2'],
    ['é', 'e2', 'f'],
  ],
  [
    ['v1.10.0', 'v1.9.12', 'v1.9.2'],
    ['v1.9.2', 'v1.9.12', 'v1.10.0'],
  ],
  [
    ['2026-10', '2026-9'],
    ['2026-9', '2026-10'],
  ],
  [
    ['a99999999999999999999', 'a100000000000000000000'],
    ['a99999999999999999999', 'a100000000000000000000'],
  ],
])('%j in order is %j', (names, ordered) => {
  const keys = new Map(names.map((name) => [name, naturalKey(name)]));
  const key = (name: string) => keys.get(name) ?? '';
  expect([...names].sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(ordered);
});

test('leading zeros and case make ties', () => {
  expect(naturalKey('IMG_007')).toBe(naturalKey('img_7'));
  expect(naturalKey('0')).toBe(naturalKey('000'));
});

test('folding joins case and Unicode forms', () => {
  expect(foldName('ОТЧЕ\u0308Т')).toBe(foldName('отч\u0451т'));
  expect(foldName('CAFE\u0301')).toBe('caf\u00e9');
});
