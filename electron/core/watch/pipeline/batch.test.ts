import { expect, test } from 'vitest';
import { BIG_BYTES, FILES_PER_JOB, nextBatch, type Waiting } from './batch.ts';
import { commonFolder } from './jobSpec.ts';

const file = (id: number, key: string, mtime: number, bytes = 10): Waiting => ({
  id,
  key,
  bytes,
  mtime: BigInt(mtime),
});
const ids = (batch: Waiting[]) => batch.map(({ id }) => id);
const none = () => false;

test('of each key the file written first goes, and the others wait for it', () => {
  const waiting = [file(1, 'a', 30), file(2, 'a', 10), file(3, 'b', 20), file(4, 'a', 10)];
  expect(ids(nextBatch(waiting, none, true))).toEqual([2, 3]);
  expect(ids(nextBatch([file(1, 'a', 30), file(4, 'a', 10)], (key) => key === 'a', true))).toEqual([]);
  expect(ids(nextBatch([file(1, 'a', 30), file(4, 'a', 10)], none, true))).toEqual([4]);
});

test('a job has a hundred files at most, the oldest', () => {
  const waiting = Array.from({ length: FILES_PER_JOB + 20 }, (_, index) => file(index, `k${index}`, 1000 - index));
  const batch = nextBatch(waiting, none, true);
  expect(batch).toHaveLength(FILES_PER_JOB);
  expect(batch[0]?.id).toBe(FILES_PER_JOB + 19);
});

test('big files go after the small ones, by themselves, one job of them at a time', () => {
  const waiting = [file(1, 'a', 1, BIG_BYTES), file(2, 'b', 2), file(3, 'c', 3, BIG_BYTES)];
  expect(ids(nextBatch(waiting, none, true))).toEqual([2]);
  const big = waiting.filter(({ id }) => id !== 2);
  expect(ids(nextBatch(big, none, true))).toEqual([1, 3]);
  expect(ids(nextBatch(big, none, false))).toEqual([]);
});

test.each([
  [['in/a/1', 'in/a/2'], 'in/a/'],
  [['in/ab', 'in/ac'], 'in/'],
  [['a', 'b'], ''],
  [['in/a'], 'in/'],
  [['in/a', 'in/a/b'], 'in/'],
  [[], ''],
])('the folder of %j is "%s"', (keys, folder) => {
  expect(commonFolder(keys)).toBe(folder);
});
