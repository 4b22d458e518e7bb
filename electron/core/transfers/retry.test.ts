import { expect, test } from 'vitest';
import { appError, ERROR_CODES, type ErrorCode, type ErrorData } from '../../../shared/errors.ts';
import { handClock } from '../testing/handClock.ts';
import { deferred } from './deferred.ts';
import { backoffMs, classify, createRetrier, MAX_ATTEMPTS } from './retry.ts';

const data = (code: ErrorCode, retryable = false): ErrorData => ({ code, message: code, retryable });
const resetError = () => appError('network', 'reset', { retryable: true });
const never = new AbortController().signal;

test('credentials stop the job; refusals and missing things fail the item, even when told to be retryable', () => {
  for (const code of ['invalid-credentials', 'expired-credentials', 'secret-missing'] as const) {
    expect(classify(data(code, true))).toBe('stop');
  }
  for (const code of ['access-denied', 'not-found', 'changed', 'cancelled'] as const) {
    expect(classify(data(code, true))).toBe('fail');
  }
});

test('only what may pass by itself is tried again', () => {
  const retried = ERROR_CODES.filter((code) => classify(data(code)) === 'retry');
  expect(retried).toEqual(['clock-skew', 'integrity']);
  for (const code of ['network', 'network-timeout', 'throttled', 'server-error'] as const) {
    expect(classify(data(code, true))).toBe('retry');
  }
});

test('the wait is anything up to a bound that doubles, up to 20 s; longer for a server that asks to slow down', () => {
  const most = (code: ErrorCode, failures: number) => backoffMs(data(code), failures, () => 1);
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((n) => most('network', n))).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000,
  ]);
  expect(most('throttled', 1)).toBe(1000);
  expect(backoffMs(data('network'), 3, () => 0)).toBe(0);
  expect(backoffMs(data('network'), 3, () => 0.25)).toBe(500);
});

test('a request is tried again after its wait, and the job is told to wait while nothing else moves', async () => {
  const clock = handClock();
  const told: (number | null)[] = [];
  const retrier = createRetrier({ clock, random: () => 0.5, onWaiting: (until) => told.push(until) });
  let attempts = 0;
  const result = retrier.run(async () => {
    attempts += 1;
    if (attempts < 3) throw resetError();
    return 'ok';
  }, never);
  const start = clock.now();
  await clock.sleepers(1);
  // Not at once: a moment without movement is no waiting.
  await clock.advance(199);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual([start + 250]);
  await clock.advance(49);
  expect(attempts).toBe(1);
  await clock.advance(1);
  expect(attempts).toBe(2);
  expect(told).toEqual([start + 250, null]);
  await clock.advance(499);
  expect(told).toEqual([start + 250, null, start + 750]);
  await clock.advance(1);
  expect(await result).toBe('ok');
  expect(told.at(-1)).toBeNull();
});

test('a job of which one part still moves does not wait', async () => {
  const clock = handClock();
  const start = clock.now();
  const told: (number | null)[] = [];
  const retrier = createRetrier({ clock, random: () => 1, onWaiting: (until) => told.push(until) });
  const busy = deferred<string>();
  const moving = retrier.run(() => busy.promise, never);
  let failures = 0;
  const failing = retrier.run(async () => {
    failures += 1;
    if (failures < 3) throw resetError();
    return 'second';
  }, never);
  await clock.advance(600);
  expect(told).toEqual([]);
  busy.resolve('first');
  expect(await moving).toBe('first');
  // Another begins within a moment, as the next file of a job does.
  await clock.advance(100);
  expect(await retrier.run(async () => 'third', never)).toBe('third');
  await clock.advance(199);
  expect(told).toEqual([]);
  await clock.advance(201);
  expect(told).toEqual([start + 1500]);
  await clock.advance(400);
  expect(await failing).toBe('second');
  expect(told).toEqual([start + 1500, null]);
});

test('what cannot pass is thrown at once, what does not pass after the last attempt', async () => {
  const clock = handClock();
  const retrier = createRetrier({ clock, random: () => 0, onWaiting: () => {} });
  let attempts = 0;
  const denied = retrier.run(async () => {
    attempts += 1;
    throw appError('access-denied', 'no', { retryable: true });
  }, never);
  await expect(denied).rejects.toMatchObject({ data: { code: 'access-denied' } });
  expect(attempts).toBe(1);

  attempts = 0;
  const down = retrier.run(async () => {
    attempts += 1;
    throw resetError();
  }, never);
  const rejected = expect(down).rejects.toMatchObject({ data: { code: 'network' } });
  await clock.sleepers(1);
  await clock.advance(0);
  await rejected;
  expect(attempts).toBe(MAX_ATTEMPTS);
});

test('progress forgives earlier failures', async () => {
  const clock = handClock();
  const retrier = createRetrier({ clock, random: () => 0, onWaiting: () => {} });
  let attempts = 0;
  const result = retrier.run(async (progressed) => {
    attempts += 1;
    if (attempts === MAX_ATTEMPTS * 2) return 'arrived';
    progressed();
    throw resetError();
  }, never);
  await clock.sleepers(1);
  await clock.advance(0);
  expect(await result).toBe('arrived');
});

test('the signal ends the wait, and what an aborted request threw does not matter', async () => {
  const clock = handClock();
  const retrier = createRetrier({ clock, random: () => 1, onWaiting: () => {} });
  const controller = new AbortController();
  const waiting = retrier.run(async () => {
    throw resetError();
  }, controller.signal);
  await clock.sleepers(1);
  controller.abort(appError('cancelled', 'by the user'));
  await expect(waiting).rejects.toMatchObject({ data: { code: 'cancelled' } });

  const second = new AbortController();
  const inFlight = retrier.run(async () => {
    second.abort(appError('cancelled', 'by the user'));
    throw resetError();
  }, second.signal);
  await expect(inFlight).rejects.toMatchObject({ data: { code: 'cancelled' } });
});
