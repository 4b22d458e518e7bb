import { expect, test } from 'vitest';
import { handClock } from '../testing/handClock.ts';
import { lateSignal } from './lateSignal.ts';

test('it follows after the grace that holds at the time of the abort', async () => {
  const clock = handClock();
  const controller = new AbortController();
  let grace = 0;
  const late = lateSignal(controller.signal, clock, () => grace);
  grace = 5000;
  controller.abort('reason');
  await clock.advance(4999);
  expect(late.signal.aborted).toBe(false);
  await clock.advance(1);
  expect(late.signal.reason).toBe('reason');
});

test('one that was released never follows', async () => {
  const clock = handClock();
  const controller = new AbortController();
  const before = lateSignal(controller.signal, clock, () => 10);
  const after = lateSignal(controller.signal, clock, () => 10);
  before.release();
  controller.abort();
  after.release();
  await clock.advance(1000);
  expect([before.signal.aborted, after.signal.aborted]).toEqual([false, false]);
});

test('a signal that is aborted already is followed too', async () => {
  const clock = handClock();
  const late = lateSignal(AbortSignal.abort('reason'), clock, () => 0);
  await clock.advance(0);
  expect(late.signal.aborted).toBe(true);
});
