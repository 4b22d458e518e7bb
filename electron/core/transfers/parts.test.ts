import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { partAt, planParts } from './parts.ts';

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
