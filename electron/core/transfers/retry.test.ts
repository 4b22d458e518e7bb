import { expect, test } from 'vitest';
import { type AppError, appError, ERROR_CODES, type ErrorCode, type ErrorData } from '../../../shared/errors.ts';
import { handClock } from '../testing/handClock.ts';
import { deferred } from './deferred.ts';
import { createGate } from './gate.ts';
import { backoffMs, classify, createRetrier, MAX_ATTEMPTS } from './retry.ts';
import type { Wait } from './stillness.ts';

const data = (code: ErrorCode, retryable = false): ErrorData => ({ code, message: code, retryable });
const resetError = () => appError('network', 'reset', { retryable: true });
const never = new AbortController().signal;
const MINUTE = 60_000;

/** A retrier with a gate of its own, and what it tells: `reason` with the seconds until the next try. */
function start(options: { random?: () => number; limit?: number } = {}) {
  const clock = handClock();
  const { random = () => 0.5, limit = 4 } = options;
  const began = clock.now();
  const refusals: ErrorData[] = [];
  const control = createGate({ clock, random, limit, onRefused: (error) => refusals.push(error) });
  const told: (string | null)[] = [];
  const onWaiting = (wait: Wait | null) =>
    void told.push(wait && `${wait.reason} ${wait.until === null ? '?' : (wait.until - began) / 1000}`);
  const make = () => createRetrier({ clock, random, gate: control.gate, onWaiting });
  return { clock, control, refusals, told, make, retrier: make() };
}

test('refusals and missing things fail the item, even when told to be retryable; a bucket that is gone stops the job', () => {
  for (const code of ['access-denied', 'invalid-credentials', 'not-found', 'changed', 'local-disk-full'] as const) {
    expect(classify(data(code, true))).toBe('fail');
  }
  expect(classify(data('bucket-not-found'))).toBe('stop');
});

test('only what may pass by itself is tried again', () => {
  const retried = ERROR_CODES.filter((code) => classify(data(code)) === 'retry');
  expect(retried).toEqual(['clock-skew', 'integrity']);
  for (const code of ['network', 'network-timeout', 'server-error'] as const) {
    expect(classify(data(code, true))).toBe('retry');
  }
});

test('the wait is anything up to a bound that doubles, up to 20 s; no less than the server asks for', () => {
  const most = (failures: number) => backoffMs(data('network'), failures, () => 1);
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(most)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  expect(backoffMs(data('network'), 3, () => 0)).toBe(0);
  expect(backoffMs(data('network'), 3, () => 0.25)).toBe(500);
  expect(backoffMs({ ...data('server-error'), retryAfterMs: 8000 }, 1, () => 1)).toBe(8000);
});

test('a request is tried again after its wait, and the job is told to wait while nothing else moves', async () => {
  const { clock, told, retrier } = start();
  let attempts = 0;
  const result = retrier.run(async () => {
    attempts += 1;
    if (attempts < 3) throw resetError();
    return 'ok';
  }, never);
  await clock.sleepers(1);
  // Not at once: a moment without movement is no waiting.
  await clock.advance(199);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual(['retry 0.25']);
  await clock.advance(49);
  expect(attempts).toBe(1);
  await clock.advance(1);
  expect(attempts).toBe(2);
  expect(told).toEqual(['retry 0.25', null]);
  await clock.advance(499);
  expect(told).toEqual(['retry 0.25', null, 'retry 0.75']);
  await clock.advance(1);
  expect(await result).toBe('ok');
  expect(told.at(-1)).toBeNull();
});

test('a job of which one part still moves does not wait', async () => {
  const { clock, told, retrier } = start({ random: () => 1 });
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
  expect(told).toEqual(['retry 1.5']);
  await clock.advance(400);
  expect(await failing).toBe('second');
  expect(told).toEqual(['retry 1.5', null]);
});

test('what cannot pass is thrown at once, what does not pass after the last attempt', async () => {
  const { clock, retrier } = start({ random: () => 0 });
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
  const { clock, retrier } = start({ random: () => 0 });
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
  const { clock, retrier } = start({ random: () => 1 });
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

/** A server that fails so until a time, and how many requests it saw at once at most. */
function server(clock: { now(): number; sleep(ms: number): Promise<void> }, error: () => AppError, until: number) {
  let underWay = 0;
  const seen: { at: number; underWay: number }[] = [];
  return {
    seen,
    async request() {
      underWay += 1;
      seen.push({ at: clock.now(), underWay });
      await clock.sleep(20);
      underWay -= 1;
      if (clock.now() < until) throw error();
    },
  };
}

test('a minute of a server that asks to slow down fails no file, and is over by itself', async () => {
  const { clock, told, retrier } = start({ limit: 16 });
  const slowDown = () => appError('throttled', 'SlowDown', { retryable: true, status: 503 });
  const began = clock.now();
  const { request, seen } = server(clock, slowDown, began + MINUTE);
  let done = 0;
  const files = Array.from({ length: 200 }, () =>
    retrier.run(request, never).then(() => {
      done += 1;
    }),
  );
  await clock.advance(2 * MINUTE);
  await Promise.all(files);
  expect(done).toBe(200);
  const most = (from: number, to: number) =>
    Math.max(...seen.filter(({ at }) => at - began >= from && at - began < to).map(({ underWay }) => underWay));
  expect(most(0, 1)).toBe(16);
  expect(most(1, 1500)).toBe(8);
  expect(most(20_000, MINUTE)).toBe(1);
  expect(seen.length).toBeLessThan(16 + 8 + 4 + 2 + 10 + 200 + 16);
  expect(told[0]).toBe('throttled 0.52');
  expect(told.at(-1)).toBeNull();
});

test('five minutes offline burn no attempt, ask with one request at a time, and end by themselves', async () => {
  const { clock, told, retrier } = start();
  const offline = () => appError('network-unreachable', 'ENOTFOUND', { retryable: true });
  const { request, seen } = server(clock, offline, clock.now() + 5 * MINUTE);
  const files = Array.from({ length: 40 }, () => retrier.run(request, never));
  await clock.advance(5 * MINUTE);
  expect(seen.length).toBeLessThan(30);
  expect(Math.max(...seen.slice(4).map(({ underWay }) => underWay))).toBe(1);
  // Not one moment in which it looked as if something moved.
  expect(told.every((wait) => wait?.startsWith('offline'))).toBe(true);
  await clock.advance(MINUTE);
  await Promise.all(files);
  expect(told.at(-1)).toBeNull();
});

test('refused keys make all jobs of the connection wait, for days, with one question', async () => {
  const { clock, control, refusals, told, retrier, make } = start();
  let isMended = false;
  const request = async () => {
    if (!isMended) throw appError('invalid-credentials', 'no', { s3Code: 'InvalidAccessKeyId', status: 403 });
  };
  const other = make();
  const all = Array.from({ length: 40 }, (_, i) => (i % 2 ? retrier : other).run(request, never));
  await clock.advance(48 * 60 * MINUTE);
  expect(refusals).toHaveLength(1);
  expect(told).toEqual(['credentials ?', 'credentials ?']);
  isMended = true;
  control.renewed();
  await Promise.all(all);
  expect(told.slice(2)).toEqual([null, null]);
});

test('a run that rests in the middle of an outage leaves the gate at once', async () => {
  const { clock, control, retrier } = start();
  control.block(data('secret-missing'));
  const rest = new AbortController();
  const waiting = retrier.run(async () => 'never', rest.signal);
  await clock.advance(1000);
  rest.abort(appError('interrupted', 'paused'));
  await expect(waiting).rejects.toMatchObject({ data: { code: 'interrupted' } });
  await clock.advance(10_000 * MINUTE);
});

test('a wait that is for no request is told of as well, until it ends', async () => {
  const { clock, told, retrier } = start();
  const full = data('local-disk-full');
  const end = retrier.waiting('disk-full', full, null);
  await clock.advance(199);
  expect(told).toEqual([]);
  await clock.advance(1);
  expect(told).toEqual(['disk-full ?']);
  // Of several the one that ends first.
  const endOther = retrier.waiting('source-changing', null, clock.now() + 3800);
  expect(told).toEqual(['disk-full ?', 'source-changing 4']);
  endOther();
  end();
  expect(await retrier.run(async () => 'moves', never)).toBe('moves');
  expect(told).toEqual(['disk-full ?', 'source-changing 4', 'disk-full ?', null]);
});
