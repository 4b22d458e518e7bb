/**
 * A set of whole numbers as half-open intervals, flat: [from, to, from, to ...], sorted, apart from each other.
 * All of a million rows is [0, 1000000].
 */
export type Intervals = readonly number[];

export const NOTHING: Intervals = [];

/** The place of the first bound greater than `value`: odd means that `value` lies within an interval. */
function boundsUpTo(set: Intervals, value: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function has(set: Intervals, value: number): boolean {
  return boundsUpTo(set, value) % 2 === 1;
}

/** How many numbers are in the set. */
export function sizeOf(set: Intervals): number {
  let size = 0;
  for (let i = 0; i < set.length; i += 2) size += (set[i + 1] ?? 0) - (set[i] ?? 0);
  return size;
}

/** The set with [from, to) added. */
export function add(set: Intervals, from: number, to: number): Intervals {
  if (from >= to) return set;
  const before = boundsUpTo(set, from - 1);
  const after = boundsUpTo(set, to);
  // An odd place is inside (or just after the end of) an interval, which then swallows our bound.
  const left = before % 2 === 1 ? [] : [from];
  const right = after % 2 === 1 ? [] : [to];
  return [...set.slice(0, before), ...left, ...right, ...set.slice(after)];
}

/** The set without [from, to). */
export function remove(set: Intervals, from: number, to: number): Intervals {
  if (from >= to) return set;
  const before = boundsUpTo(set, from - 1);
  const after = boundsUpTo(set, to - 1);
  const left = before % 2 === 1 ? [from] : [];
  const right = after % 2 === 1 ? [to] : [];
  return [...set.slice(0, before), ...left, ...right, ...set.slice(after)].filter(
    // An interval that lost all its numbers is two equal bounds.
    (bound, i, all) => bound !== all[i % 2 === 0 ? i + 1 : i - 1],
  );
}

/** Visits the numbers of the set, ascending. */
export function forEachMember(set: Intervals, visit: (value: number) => void): void {
  for (let i = 0; i < set.length; i += 2) {
    const to = set[i + 1] ?? 0;
    for (let value = set[i] ?? 0; value < to; value += 1) visit(value);
  }
}
