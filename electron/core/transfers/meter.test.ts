import { expect, test } from 'vitest';
import { createMeter, createTally } from './meter.ts';

function meterWithClock() {
  let ms = 1_000_000;
  const wait = (by: number) => {
    ms += by;
  };
  return { meter: createMeter(() => ms), wait };
}

test('nothing is known before the first half second', () => {
  const { meter, wait } = meterWithClock();
  meter.grow(1000);
  expect(meter.speed()).toBeNull();
  meter.add(100);
  wait(400);
  expect(meter.speed()).toBeNull();
  expect(meter.etaSeconds()).toBeNull();
});

test('a steady speed is told exactly from the start on, and the time left with it', () => {
  const { meter, wait } = meterWithClock();
  meter.grow(100_000);
  meter.add(0);
  for (let i = 0; i < 100; i += 1) {
    wait(100);
    meter.add(500);
    const speed = meter.speed();
    if (i >= 4) expect(speed).toBeCloseTo(5000, 6);
  }
  expect(meter.done()).toBe(50_000);
  expect(meter.etaSeconds()).toBeCloseTo(10, 6);
});

test('the average follows a change within seconds and does not jump', () => {
  const { meter, wait } = meterWithClock();
  meter.add(0);
  const run = (seconds: number, perSecond: number) => {
    for (let i = 0; i < seconds * 10; i += 1) {
      wait(100);
      meter.add(perSecond / 10);
      meter.speed();
    }
    return meter.speed() ?? 0;
  };
  run(20, 1000);
  const soon = run(1, 5000);
  expect(soon).toBeGreaterThan(1500);
  expect(soon).toBeLessThan(2500);
  expect(run(20, 5000)).toBeGreaterThan(4900);
});

test('a part that failed takes its bytes back; the speed stays that of the wire', () => {
  const { meter, wait } = meterWithClock();
  meter.grow(2000);
  meter.add(0);
  wait(1000);
  meter.add(1000);
  expect(meter.speed()).toBeCloseTo(1000, 6);
  meter.takeBack(1000);
  expect(meter.done()).toBe(0);
  expect(meter.speed()).toBeCloseTo(1000, 6);
  expect(meter.etaSeconds()).toBeCloseTo(2, 6);
});

test('after a rest the speed is unknown again and the pause does not count', () => {
  const { meter, wait } = meterWithClock();
  meter.add(1000);
  wait(1000);
  meter.rest();
  wait(60_000);
  expect(meter.speed()).toBeNull();
  meter.add(0);
  wait(1000);
  meter.add(3000);
  expect(meter.speed()).toBeCloseTo(3000, 6);
});

test('when nothing moves any more no end is foretold', () => {
  const { meter, wait } = meterWithClock();
  meter.grow(1000);
  meter.add(0);
  wait(1000);
  meter.add(10);
  meter.speed();
  for (let i = 0; i < 600; i += 1) {
    wait(100);
    meter.speed();
  }
  expect(meter.etaSeconds()).toBeNull();
});

test('a request counts its bytes as they go, exactly its length when it succeeded and nothing when it failed', () => {
  const { meter } = meterWithClock();
  const short = createTally(meter);
  short.add(60);
  expect(meter.done()).toBe(60);
  short.succeeded(100);
  expect(meter.done()).toBe(100);

  const twice = createTally(meter);
  twice.add(150);
  twice.succeeded(100);
  expect(meter.done()).toBe(200);

  const failed = createTally(meter);
  failed.add(50);
  expect(failed.sent()).toBe(50);
  failed.failed();
  failed.add(25);
  expect(meter.done()).toBe(200);
});
