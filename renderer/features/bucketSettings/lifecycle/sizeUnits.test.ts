import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SIZE_UNITS, UNIT_BYTES, unitOf } from './sizeUnits.ts';

test('a size stands in the unit that was chosen while it is a whole number of it', () => {
  expect(unitOf(2_000_000, 'MB')).toBe('MB');
  expect(unitOf(2_000_000, 'kB')).toBe('kB');
  expect(unitOf(null, 'GiB')).toBe('GiB');
});

test('otherwise in the largest unit of which it is, a decimal one first', () => {
  expect(unitOf(131_072, 'MB')).toBe('KiB');
  expect(unitOf(128_000, 'MB')).toBe('kB');
  expect(unitOf(1_048_576, 'MB')).toBe('MiB');
  expect(unitOf(1001, 'MB')).toBe('B');
});

test('no size is changed by being shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), fc.constantFrom(...SIZE_UNITS), (bytes, preferred) => {
      const size = UNIT_BYTES[unitOf(bytes, preferred)];
      expect(Number.isInteger(bytes / size)).toBe(true);
      expect((bytes / size) * size).toBe(bytes);
    }),
  );
});
