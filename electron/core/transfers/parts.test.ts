import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { partAt, partsOf, planParts } from './parts.ts';

const MIB = 1024 * 1024;

test.each([0, 1, 16 * MIB - 1])('%i bytes go in one request', (size) => {
  expect(planParts(size, 10_000)).toEqual({ kind: 'single' });
});

test.each([
  [16 * MIB, 10_000, 8, 2],
  [16 * MIB + 1, 10_000, 8, 3],
  [40 * MIB, 10_000, 8, 5],
  [8 * MIB * 10_000, 10_000, 8, 10_000],
  [8 * MIB * 10_000 + 1, 10_000, 9, 8889],
  [1024 * 1024 * MIB, 10_000, 105, 9987],
  [8 * MIB * 1000 + 1, 1000, 9, 889],
])('%i bytes to a server of %i parts: parts of %i MiB, %i of them', (size, maxParts, partMib, count) => {
  expect(planParts(size, maxParts)).toEqual({ kind: 'multipart', partSize: partMib * MIB, count });
});

test.each([
  ['one byte more than 10,000 parts of 8 MiB', 8 * MIB * 10_000 + 1, 10_000],
  ['48.8 TiB, the most that fits into parts of 5 GiB', 5 * 1024 * MIB * 10_000, 10_000],
  ['80 GiB on a server of 1,000 parts', 80 * 1024 * MIB, 1000],
])('%s: parts grow before there are too many', (_what, size, maxParts) => {
  const plan = planParts(size, maxParts);
  if (plan.kind !== 'multipart') throw new Error('must be multipart');
  expect(plan.count).toBeLessThanOrEqual(maxParts);
  expect(plan.partSize).toBeLessThanOrEqual(5 * 1024 * MIB);
  expect(plan.partSize * plan.count).toBeGreaterThanOrEqual(size);
  expect(plan.partSize * (plan.count - 1)).toBeLessThan(size);
});

test('one byte more than 48.8 TiB is refused before anything is sent', () => {
  expect(() => planParts(5 * 1024 * MIB * 10_000 + 1, 10_000)).toThrow('do not fit');
});

test('all parts are equal but the last, which is no larger', () => {
  const size = 123_456_789_012;
  const plan = planParts(size, 1000);
  if (plan.kind !== 'multipart') throw new Error('must be multipart');
  const lengths = Array.from({ length: plan.count }, (_, i) => partAt(plan, i + 1, size).length);
  expect(new Set(lengths.slice(0, -1))).toEqual(new Set([plan.partSize]));
  expect(lengths.at(-1)).toBeLessThanOrEqual(plan.partSize);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(size);
});

test('an upload that was begun with other parts keeps them', () => {
  expect(partsOf(40 * MIB, 5 * MIB)).toEqual({ partSize: 5 * MIB, count: 8 });
  expect(partsOf(40 * MIB + 1, 5 * MIB)).toEqual({ partSize: 5 * MIB, count: 9 });
});

test('a file no part size can carry is refused', () => {
  expect(() => planParts(5 * 1024 * MIB * 1000 + 1, 1000)).toThrow('do not fit');
});

test('the parts cover the file exactly, are equal but for the last, and never too many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 16 * MIB, max: 2 ** 43 }), fc.constantFrom(1000, 10_000), (size, maxParts) => {
      fc.pre(size / maxParts <= 5 * 1024 * MIB);
      const plan = planParts(size, maxParts);
      if (plan.kind !== 'multipart') throw new Error('must be multipart');
      expect(plan.count).toBeLessThanOrEqual(maxParts);
      expect(plan.partSize % MIB).toBe(0);
      expect(partAt(plan, 1, size)).toEqual({ number: 1, offset: 0, length: plan.partSize });
      const last = partAt(plan, plan.count, size);
      expect(last.offset + last.length).toBe(size);
      expect(last.length).toBeGreaterThan(0);
      expect(last.length).toBeLessThanOrEqual(plan.partSize);
      expect(partAt(plan, plan.count - 1, size).offset + plan.partSize).toBe(last.offset);
    }),
  );
});
