import { expect, test } from 'vitest';
import { createPacer } from './pacer.ts';

test('without a limit nothing waits', () => {
  expect(createPacer().take(1_000_000_000)).toBeUndefined();
});

test.each([1000, 100_000])('bytes pass at the rate, in their order, in chunks of %i', async (chunk) => {
  const pacer = createPacer();
  pacer.limit(1_000_000);
  const passed: number[] = [];
  const begun = performance.now();
  const take = async (i: number) => {
    await pacer.take(chunk);
    passed.push(i);
  };
  await Promise.all(Array.from({ length: 400_000 / chunk }, (_, i) => take(i)));
  const took = performance.now() - begun;
  expect(took).toBeGreaterThan(370);
  expect(took).toBeLessThan(800);
  expect(passed).toEqual(passed.toSorted((a, b) => a - b));
});

test('a pause gathers no more than a short burst', async () => {
  const pacer = createPacer();
  pacer.limit(1_000_000);
  await pacer.take(300_000);
  const begun = performance.now();
  await pacer.take(10_000);
  await pacer.take(200_000);
  expect(performance.now() - begun).toBeGreaterThan(180);
});

test('what waits follows a new limit, and none', async () => {
  const pacer = createPacer();
  pacer.limit(1);
  const waiting = [pacer.take(50_000), pacer.take(1_000_000)];
  pacer.limit(1_000_000);
  pacer.limit(null);
  for (const passing of waiting) await passing;
});
