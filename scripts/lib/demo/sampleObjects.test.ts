import { expect, test } from 'vitest';
import { deletedKeys, sampleRounds } from './sampleObjects.ts';

const rounds = sampleRounds();
const puts = rounds.flat();

test('no key is twice in a round: a round is written all at once, and versions have an order', () => {
  for (const round of rounds) expect(new Set(round.map(({ key }) => key)).size).toBe(round.length);
});

test('readme.md has four versions that differ', () => {
  const versions = puts.filter(({ key }) => key === 'readme.md').map(({ body }) => body.toString());
  expect(new Set(versions).size).toBe(4);
});

test('what is deleted at the end was written before', () => {
  for (const key of deletedKeys) expect(puts.some((put) => put.key === key)).toBe(true);
});

test('there are many small objects, a large one, and names that are not easy', () => {
  expect(puts.filter(({ key }) => key.startsWith('logs/'))).toHaveLength(2000);
  expect(puts.find(({ key }) => key === 'media/recording.bin')?.body.length).toBe(20 * 1024 * 1024);
  expect(puts.map(({ key }) => key)).toContain('names/a//b');
});
