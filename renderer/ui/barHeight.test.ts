import { expect, test } from 'vitest';
import { barHeight, stackHeights } from './barHeight.ts';

test('nothing has no height, little can be seen, the greatest fills the chart', () => {
  expect(barHeight(0, 100, 40)).toBe(0);
  expect(barHeight(0, 0, 40)).toBe(0);
  expect(barHeight(1, 10_000, 40)).toBe(3);
  expect(barHeight(50, 100, 40)).toBe(20);
  expect(barHeight(100, 100, 40)).toBe(40);
});

test('what failed stands upon what went well and does not go beyond the chart', () => {
  expect(stackHeights({ good: 30, bad: 10 }, 40, 40)).toEqual({ good: 30, bad: 10 });
  expect(stackHeights({ good: 9999, bad: 1 }, 10_000, 40)).toEqual({ good: 37, bad: 3 });
  expect(stackHeights({ good: 1, bad: 9999 }, 10_000, 40)).toEqual({ good: 3, bad: 37 });
  expect(stackHeights({ good: 0, bad: 0 }, 0, 40)).toEqual({ good: 0, bad: 0 });
});
