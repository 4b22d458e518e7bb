import { expect, test } from 'vitest';
import { handClock } from '../testing/handClock.ts';
import { createBandwidth } from './bandwidth.ts';

const never = new AbortController().signal;
const KIB = 1024;

/** Takes `bytes` again and again, as a body does; `moved()` is what it has moved so far. */
function flow(bandwidth: ReturnType<typeof createBandwidth>, bytes: number, signal = never) {
  let moved = 0;
  let isStopped = false;
  const run = async () => {
    while (!isStopped) {
      await bandwidth.take(bytes, signal);
      moved += bytes;
      // A network takes its time, too: without it nobody else would ever get a turn.
      await Promise.resolve();
      if (moved > 1e9) return;
    }
  };
  const done = run().catch(() => undefined);
  return {
    moved: () => moved,
    async stop() {
      isStopped = true;
      bandwidth.limit(null);
      await done;
    },
  };
}

test('without a limit everything goes at once', () => {
  const bandwidth = createBandwidth(handClock());
  expect(bandwidth.take(1e9, never)).toBeUndefined();
  bandwidth.limit(1);
  bandwidth.limit(null);
  expect(bandwidth.take(1e9, never)).toBeUndefined();
});

test('all together move what the limit says, and a quarter of a second of it at once', async () => {
  const clock = handClock();
  const bandwidth = createBandwidth(clock);
  bandwidth.limit(1000 * KIB);
  // What was not used before.
  await clock.advance(60_000);
  const flows = [flow(bandwidth, 10 * KIB), flow(bandwidth, 10 * KIB), flow(bandwidth, 10 * KIB)];
  const total = () => flows.reduce((sum, { moved }) => sum + moved(), 0);
  await clock.advance(0);
  expect(total()).toBeGreaterThan(0);
  expect(total()).toBeLessThanOrEqual(260 * KIB);
  await clock.advance(10_000);
  expect(total()).toBeGreaterThan(10_000 * KIB);
  expect(total()).toBeLessThanOrEqual(10_260 * KIB);
  // Fair: none has got much more than another.
  const each = flows.map(({ moved }) => moved());
  expect(Math.max(...each) - Math.min(...each)).toBeLessThan(300 * KIB);
  for (const each of flows) await each.stop();
});

test('a slice larger than a second of the limit goes, and is paid for by who comes next', async () => {
  const clock = handClock();
  const bandwidth = createBandwidth(clock);
  bandwidth.limit(KIB);
  expect(bandwidth.take(64 * KIB, never)).toBeUndefined();
  let isThrough = false;
  const next = bandwidth.take(1, never)?.then(() => {
    isThrough = true;
  });
  await clock.advance(63_000);
  expect(isThrough).toBe(false);
  await clock.advance(1000);
  await next;
  expect(isThrough).toBe(true);
});

test.each([
  [10 * KIB, 1000 * KIB],
  [1000 * KIB, 10 * KIB],
])('a limit changed from %i to %i holds within half a second, for those that wait too', async (from, to) => {
  const clock = handClock();
  const bandwidth = createBandwidth(clock);
  bandwidth.limit(from);
  const flows = [flow(bandwidth, 4 * KIB), flow(bandwidth, 4 * KIB)];
  const total = () => flows.reduce((sum, { moved }) => sum + moved(), 0);
  await clock.advance(5000);
  bandwidth.limit(to);
  await clock.advance(500);
  const before = total();
  await clock.advance(2000);
  expect(total() - before).toBeGreaterThanOrEqual(2 * to - 16 * KIB);
  expect(total() - before).toBeLessThanOrEqual(2 * to + 16 * KIB);
  for (const each of flows) await each.stop();
});

test('no limit any more lets all go; who has given up does not hold up the others', async () => {
  const clock = handClock();
  const bandwidth = createBandwidth(clock);
  bandwidth.limit(1);
  expect(bandwidth.take(1000, never)).toBeUndefined();
  const cancel = new AbortController();
  const given = bandwidth.take(1000, cancel.signal);
  const waiting = bandwidth.take(1, never);
  cancel.abort(new Error('given up'));
  await expect(given).rejects.toThrow('given up');
  await expect(bandwidth.take(1, cancel.signal)).rejects.toThrow('given up');
  bandwidth.limit(null);
  await waiting;
  expect(bandwidth.take(1, never)).toBeUndefined();
});
