import { expect, test } from 'vitest';
import { mapConcurrently } from './concurrency.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('answers in the order of the items, with no more at a time than allowed', async () => {
  let running = 0;
  let most = 0;
  const doubled = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let i = 0; i < item; i += 1) await turn();
    running -= 1;
    return item * 2;
  });
  expect(doubled).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(2);
});

test('the first failure stops the rest, and is thrown once all have ended', async () => {
  const begun: number[] = [];
  let ended = false;
  const mapping = mapConcurrently([0, 1, 2, 3], 2, async (item, _index, signal) => {
    begun.push(item);
    if (item === 0) throw new Error('first');
    while (!signal.aborted) await turn();
    ended = true;
    throw new Error('second');
  });
  await expect(mapping).rejects.toThrow('first');
  expect(begun).toEqual([0, 1]);
  expect(ended).toBe(true);
});

test('the work hears of the cancelling', async () => {
  const cancel = new AbortController();
  const mapping = mapConcurrently(
    [1],
    4,
    async (_item, _index, signal) => {
      cancel.abort();
      signal.throwIfAborted();
    },
    cancel.signal,
  );
  await expect(mapping).rejects.toMatchObject({ name: 'AbortError' });
});

test('of nothing is nothing', async () => {
  expect(await mapConcurrently([], 4, async () => 1)).toEqual([]);
});
