import { expect, test } from 'vitest';
import {
  isShortened,
  MAX_DRAWN,
  maxOffset,
  offsetShowing,
  ROW_HEIGHT,
  scrollSpace,
  toOffset,
  toScrollTop,
} from './scrollSpace.ts';

const VIEW = 560;

test('a few rows scroll as they are', () => {
  const space = scrollSpace(1000, VIEW);
  expect(isShortened(space)).toBe(false);
  expect(toOffset(space, 1234)).toBe(1234);
  expect(toScrollTop(space, 1234)).toBe(1234);
});

test('a million rows scroll right to the end', () => {
  const space = scrollSpace(1_000_000, VIEW);
  expect(space.drawn).toBe(MAX_DRAWN);
  expect(toOffset(space, 0)).toBe(0);
  // What the scroll bar can reach at most shows the last row whole.
  expect(toOffset(space, space.drawn - VIEW)).toBe(1_000_000 * ROW_HEIGHT - VIEW);
  for (const offset of [0, 17, 5_000_000, 27_000_000]) {
    expect(toOffset(space, toScrollTop(space, offset))).toBeCloseTo(offset, 3);
  }
});

test('an offset beyond the ends is the end', () => {
  const space = scrollSpace(1_000_000, VIEW);
  expect(toOffset(space, -5)).toBe(0);
  expect(toOffset(space, MAX_DRAWN)).toBe(maxOffset(space));
});

test.each([
  ['a row on screen stays', 110, 2800, 2800],
  ['one just above comes to the top', 99, 2800, 99 * ROW_HEIGHT],
  ['one just below comes to the bottom', 120, 2800, 121 * ROW_HEIGHT - VIEW],
  ['one far away comes to the middle', 500, 0, 500 * ROW_HEIGHT - 266],
  ['the first row', 0, 5, 0],
  ['the last row', 999, 0, 1000 * ROW_HEIGHT - VIEW],
])('%s', (_, index, offset, result) => {
  expect(offsetShowing(scrollSpace(1000, VIEW), offset, index)).toBe(result);
});

test('rows fewer than the screen holds never scroll', () => {
  expect(offsetShowing(scrollSpace(3, VIEW), 0, 2)).toBe(0);
});
