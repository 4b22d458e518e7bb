import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, forEachMember, has, type Intervals, NOTHING, remove, sizeOf } from './intervals.ts';

test.each<[Intervals, number, number, Intervals]>([
  [[], 2, 5, [2, 5]],
  [[], 5, 5, []],
  [[2, 5], 5, 7, [2, 7]],
  [[2, 5], 0, 2, [0, 5]],
  [[2, 5], 6, 7, [2, 5, 6, 7]],
  [[2, 5, 7, 9], 4, 8, [2, 9]],
  [[2, 5, 7, 9], 0, 20, [0, 20]],
])('%j and [%i, %i) together are %j', (set, from, to, result) => {
  expect(add(set, from, to)).toEqual(result);
});

test.each<[Intervals, number, number, Intervals]>([
  [[0, 10], 3, 4, [0, 3, 4, 10]],
  [[0, 10], 0, 4, [4, 10]],
  [[0, 10], 4, 10, [0, 4]],
  [[0, 10], 0, 10, []],
  [[2, 5, 7, 9], 4, 8, [2, 4, 8, 9]],
  [[2, 5], 5, 7, [2, 5]],
])('%j without [%i, %i) is %j', (set, from, to, result) => {
  expect(remove(set, from, to)).toEqual(result);
});

function members(set: Intervals): number[] {
  const found: number[] = [];
  forEachMember(set, (value) => found.push(value));
  return found;
}

const step = fc.record({
  adds: fc.boolean(),
  from: fc.integer({ min: 0, max: 40 }),
  length: fc.integer({ min: 0, max: 9 }),
});

test('behaves as a set of numbers, and its bounds stay sorted and apart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const model = new Set<number>();
      let set = NOTHING;
      for (const { adds, from, length } of steps) {
        set = adds ? add(set, from, from + length) : remove(set, from, from + length);
        for (let value = from; value < from + length; value += 1) adds ? model.add(value) : model.delete(value);
      }
      const sorted = [...model].sort((a, b) => a - b);
      expect(members(set)).toEqual(sorted);
      expect(sizeOf(set)).toBe(model.size);
      for (let value = 0; value < 55; value += 1) expect(has(set, value)).toBe(model.has(value));
      for (let i = 1; i < set.length; i += 1) expect(set[i]).toBeGreaterThan(set[i - 1] ?? -1);
    }),
  );
});
