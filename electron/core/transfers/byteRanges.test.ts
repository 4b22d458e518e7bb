import { expect, test } from 'vitest';
import { createRangeMap } from './byteRanges.ts';

test('ranges that touch or overlap become one; others stay apart, in order', () => {
  const map = createRangeMap();
  for (const [start, end] of [
    [20, 30],
    [0, 5],
    [40, 50],
    [30, 35],
    [4, 8],
    [60, 60],
  ] as const)
    map.add(start, end);
  expect(map.done()).toEqual([
    [0, 8],
    [20, 35],
    [40, 50],
  ]);
  expect(map.bytes()).toBe(33);
  expect(map.prefix()).toBe(8);
  map.add(6, 45);
  expect(map.done()).toEqual([[0, 50]]);
});

test('what is there tells nothing of the beginning while that is missing', () => {
  const map = createRangeMap([[8, 16]]);
  expect(map.prefix()).toBe(0);
  expect(map.bytes()).toBe(8);
});

test('what is missing comes in pieces that end at multiples of their length, and is everything but what is there', () => {
  const map = createRangeMap([
    [5, 12],
    [19, 20],
  ]);
  expect(map.missing(30, 8)).toEqual([
    [0, 5],
    [12, 16],
    [16, 19],
    [20, 24],
    [24, 30],
  ]);
  for (const [start, end] of map.missing(30, 8)) map.add(start, end);
  expect(map.done()).toEqual([[0, 30]]);
  expect(map.missing(30, 8)).toEqual([]);
});

test('nothing is missing of an empty file', () => {
  expect(createRangeMap().missing(0, 8)).toEqual([]);
});
