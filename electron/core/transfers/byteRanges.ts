/** Bytes [start, end). */
export type ByteRange = [start: number, end: number];

/** Which bytes of a file are there. */
export type RangeMap = {
  add(start: number, end: number): void;
  /** How many bytes there are. */
  bytes(): number;
  /** All bytes before this one are there. */
  prefix(): number;
  /** A copy: in order, apart from each other. */
  done(): ByteRange[];
  /** What is missing up to `size`, in pieces of at most `length`; each ends at a multiple of `length`, or where the gap does. */
  missing(size: number, length: number): ByteRange[];
};

export function createRangeMap(ranges: readonly ByteRange[] = []): RangeMap {
  let all: ByteRange[] = [];

  function add(start: number, end: number) {
    if (end <= start) return;
    const before = all.filter((range) => range[1] < start);
    const after = all.filter((range) => range[0] > end);
    const touched = all.slice(before.length, all.length - after.length);
    const first = Math.min(start, touched[0]?.[0] ?? start);
    const last = Math.max(end, touched.at(-1)?.[1] ?? end);
    all = [...before, [first, last], ...after];
  }

  for (const [start, end] of ranges) add(start, end);
  return {
    add,
    bytes: () => all.reduce((sum, [start, end]) => sum + end - start, 0),
    prefix: () => (all[0]?.[0] === 0 ? all[0][1] : 0),
    done: () => all.map(([start, end]) => [start, end]),
    missing(size, length) {
      const pieces: ByteRange[] = [];
      let position = 0;
      for (const [start, end] of [...all, [size, size] as const]) {
        while (position < start) {
          const next = Math.min(start, (Math.floor(position / length) + 1) * length);
          pieces.push([position, next]);
          position = next;
        }
        position = Math.max(position, end);
      }
      return pieces;
    },
  };
}
