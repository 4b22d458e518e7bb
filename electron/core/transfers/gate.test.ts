import { expect, test } from 'vitest';
import { appError, type ErrorCode, type ErrorData } from '../../../shared/errors.ts';
import type { Clock } from '../ports.ts';
import { handClock } from '../testing/handClock.ts';
import { createGate, type Pass } from './gate.ts';

const never = new AbortController().signal;
const MINUTE = 60_000;

const failed = (code: ErrorCode, more: Partial<ErrorData> = {}): ErrorData => ({
  code,
  message: code,
  retryable: true,
  ...more,
});
const slowDown = (retryAfterMs?: number) => failed('throttled', { status: 503, retryAfterMs });
const unreachable = failed('network-unreachable');

function start(limit: number, random = () => 0.5) {
  const clock = handClock();
  const refusals: ErrorData[] = [];
  const control = createGate({ clock, random, limit, onRefused: (error) => refusals.push(error) });
  const { gate } = control;
  /** How many get through at once; they stay inside. */
  async function enterAll(count: number, owner: unknown = 'job'): Promise<Pass[]> {
    const inside: Pass[] = [];
    const left = new AbortController();
    const tries = Array.from({ length: count }, () => gate.enter(owner, left.signal).then((pass) => inside.push(pass)));
    for (const each of tries) each.catch(() => undefined);
    await clock.advance(0);
    left.abort();
    return inside;
  }
  return { clock, control, gate, refusals, enterAll };
}

test('so many at once; a job beyond that has a few places of its own until the server asks to slow down', async () => {
  const { clock, enterAll } = start(8);
  const large = await enterAll(20, 'large');
  expect(large).toHaveLength(8);
  const other = await enterAll(20, 'other');
  expect(other).toHaveLength(4);
  for (const pass of [...large, ...other]) pass.end(slowDown());
  await clock.advance(1000);
  expect(await enterAll(20, 'large')).toHaveLength(4);
  expect(await enterAll(20, 'other')).toEqual([]);
});

test('those who wait get in in turns between jobs; who gives up gives up its place', async () => {
  const { clock, gate } = start(2);
  const order: string[] = [];
  (await gate.enter('first', never)).end(slowDown());
  await clock.advance(5000);
  const second = await gate.enter('first', never);
  const enter = (owner: string, signal = never) =>
    gate.enter(owner, signal).then((pass) => {
      order.push(owner);
      pass.end('success');
    });
  const cancel = new AbortController();
  const waiting = [enter('a'), enter('a'), enter('a'), enter('b')];
  const given = enter('c', cancel.signal);
  cancel.abort(new Error('given up'));
  await expect(given).rejects.toThrow('given up');
  expect(order).toEqual([]);
  second.end('success');
  await Promise.all(waiting);
  expect(order).toEqual(['a', 'b', 'a', 'a']);
});

test('one storm halves the limit once, whatever all its requests answer; successes bring it back one by one', async () => {
  const { clock, enterAll } = start(8);
  const all = await enterAll(20);
  expect(all).toHaveLength(8);
  for (const pass of all) expect(pass.end(slowDown())).toBe(true);
  expect(await enterAll(20)).toEqual([]);
  await clock.advance(500);
  const half = await enterAll(20);
  expect(half).toHaveLength(4);
  for (const pass of half) pass.end(slowDown());
  await clock.advance(1000);
  for (const pass of await enterAll(2)) pass.end('success');
  // 2 + 1/2 + 1/2.
  const grown = await enterAll(20);
  expect(grown).toHaveLength(3);
  for (let i = 0; i < 100; i += 1) for (const pass of grown.splice(0)) pass.end('success');
  for (let i = 0; i < 100; i += 1) for (const pass of await enterAll(1)) pass.end('success');
  expect(await enterAll(20)).toHaveLength(8);
});

test('the limit never falls below one', async () => {
  const { clock, enterAll } = start(4);
  for (let i = 0; i < 6; i += 1) {
    const inside = await enterAll(9);
    expect(inside.length).toBeGreaterThan(0);
    for (const pass of inside) pass.end(slowDown());
    await clock.advance(30_000);
  }
  expect(await enterAll(9)).toHaveLength(1);
});

test.each([
  ['for seconds', 8000, 8000],
  ['for five minutes', 5 * MINUTE, 5 * MINUTE],
  ['for an hour: five minutes', 60 * MINUTE, 5 * MINUTE],
])('a server that asks to wait %s is obeyed', async (_, asked, obeyed) => {
  const { clock, gate, enterAll } = start(8);
  const [pass] = await enterAll(1);
  const now = clock.now();
  expect(pass?.end(slowDown(asked))).toBe(true);
  expect(gate.halt()).toMatchObject({ reason: 'throttled', until: now + obeyed });
  await clock.advance(obeyed - 1);
  expect(await enterAll(1)).toEqual([]);
  await clock.advance(1);
  expect(gate.halt()).toBeNull();
  expect(await enterAll(1)).toHaveLength(1);
});

test('without a network one request tries after growing pauses, and all go on when it succeeds', async () => {
  const { clock, gate, enterAll } = start(8, () => 1);
  for (const pass of await enterAll(8)) expect(pass.end(unreachable)).toBe(true);
  const seen: number[] = [];
  const began = clock.now();
  let isBack = false;
  let arrived = 0;
  const request = async () => {
    for (;;) {
      const pass = await gate.enter('job', never);
      if (!isBack) expect(pass.isTrial()).toBe(true);
      if (!isBack) seen.push(clock.now() - began);
      await Promise.resolve();
      if (pass.end(isBack ? 'success' : unreachable)) continue;
      arrived += 1;
      return;
    }
  };
  const all = Array.from({ length: 50 }, request);
  await clock.advance(5 * MINUTE);
  expect(seen.slice(0, 6)).toEqual([1000, 3000, 7000, 15_000, 31_000, 61_000]);
  expect(seen).toHaveLength(13);
  expect(gate.halt()).toMatchObject({ reason: 'offline' });
  isBack = true;
  await clock.advance(30_000);
  await Promise.all(all);
  expect(arrived).toBe(50);
  expect(gate.halt()).toBeNull();
});

test('an answer, whatever it says, is a sign of life; a reset is none', async () => {
  const { clock, gate, enterAll } = start(8, () => 1);
  const [pass] = await enterAll(1);
  pass?.end(unreachable);
  await clock.advance(1000);
  const [trial] = await enterAll(5);
  expect(trial?.isTrial()).toBe(true);
  expect(trial?.end(failed('network'))).toBe(true);
  expect(gate.halt()).toMatchObject({ reason: 'offline', until: clock.now() + 2000 });
  await clock.advance(2000);
  const [second] = await enterAll(5);
  expect(second?.end(failed('not-found', { status: 404, retryable: false }))).toBe(false);
  expect(gate.halt()).toBeNull();
  expect(await enterAll(9)).toHaveLength(8);
});

test('a trial that is given up leaves the next one to try', async () => {
  const { clock, gate, enterAll } = start(8, () => 1);
  for (const pass of await enterAll(1)) pass.end(unreachable);
  await clock.advance(1000);
  const [trial] = await enterAll(1);
  trial?.end('given-up');
  expect(gate.halt()).toMatchObject({ reason: 'offline', until: null });
  const next = await enterAll(3);
  expect(next.map((pass) => pass.isTrial())).toEqual([true]);
});

test('bytes that move end the wait of the others before the trial has ended', async () => {
  const { clock, control, gate, enterAll } = start(8, () => 1);
  for (const pass of await enterAll(1)) pass.end(unreachable);
  await clock.advance(1000);
  const [trial] = await enterAll(3);
  expect(trial?.isTrial()).toBe(true);
  control.reached();
  expect(trial?.isTrial()).toBe(false);
  expect(gate.halt()).toBeNull();
  expect(await enterAll(9)).toHaveLength(7);
});

test('refused keys stop all, and are told of once; new ones let all go on', async () => {
  const { clock, control, gate, refusals, enterAll } = start(8);
  const revoked = failed('invalid-credentials', { s3Code: 'InvalidAccessKeyId', status: 403 });
  const all = await enterAll(8);
  for (const pass of all) expect(pass.end(revoked)).toBe(true);
  expect(refusals).toEqual([revoked]);
  expect(gate.halt()).toEqual({ reason: 'credentials', until: null, error: revoked });
  await clock.advance(24 * 60 * MINUTE);
  expect(await enterAll(9)).toEqual([]);
  control.renewed();
  expect(await enterAll(9)).toHaveLength(8);
  expect(refusals).toHaveLength(1);
});

test('who was refused with keys that have been replaced meanwhile goes again, without a question', async () => {
  const { control, refusals, enterAll } = start(8);
  const expired = failed('expired-credentials', { status: 400 });
  const [first, second] = await enterAll(2);
  first?.end(expired);
  control.renewed();
  expect(second?.end(expired)).toBe(true);
  expect(refusals).toHaveLength(1);
  expect(await enterAll(1)).toHaveLength(1);
});

test('a signature that does not match says of keys that have served already that a name is odd', async () => {
  const { refusals, enterAll } = start(8);
  const mismatch = failed('invalid-credentials', { s3Code: 'SignatureDoesNotMatch', status: 403 });
  const [first, second] = await enterAll(2);
  first?.end('success');
  expect(second?.end(mismatch)).toBe(false);
  expect(refusals).toEqual([]);

  const fresh = start(8);
  for (const pass of await fresh.enterAll(2)) expect(pass.end(mismatch)).toBe(true);
  expect(fresh.refusals).toHaveLength(1);
});

test('a connection that is gone fails all who wait and all who come', async () => {
  const { control, gate } = start(1);
  control.block(failed('secret-missing'));
  const waiting = gate.enter('job', never);
  control.fail(appError('not-found', 'no such connection'));
  await expect(waiting).rejects.toMatchObject({ data: { code: 'not-found' } });
  await expect(gate.enter('job', never)).rejects.toMatchObject({ data: { code: 'not-found' } });
});

test('a timer that rings a moment early, while time goes on with every look at it, leaves nobody waiting', async () => {
  let time = 0;
  const clock: Clock = {
    now: () => {
      time += 1;
      return time;
    },
    async sleep(ms) {
      time += Math.max(0, ms - 1.5);
    },
  };
  const { gate } = createGate({ clock, random: () => 0.5, limit: 1, onRefused: () => {} });
  (await gate.enter('job', never)).end(slowDown(1000));
  expect(await gate.enter('job', never)).toBeDefined();
  expect(time).toBeGreaterThan(1000);
});

test('who comes after the time, but before the late alarm, does not silence it for the others', async () => {
  let time = 0;
  // The event loop is busy: alarms never ring.
  const clock: Clock = { now: () => time, sleep: () => new Promise(() => {}) };
  const { gate } = createGate({ clock, random: () => 0.5, limit: 4, onRefused: () => {} });
  (await gate.enter('job', never)).end(slowDown(1000));
  const first = gate.enter('job', never);
  time = 1001;
  const second = gate.enter('job', never);
  expect(await Promise.all([first, second])).toHaveLength(2);
});
