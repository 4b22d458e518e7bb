import { expect, test } from 'vitest';
import { handClock } from '../testing/handClock.ts';
import { createPlaces } from './places.ts';

const placeOf = (prefix: string) => ({ connectionId: 'c', bucket: 'b', prefix });

function watched() {
  const clock = handClock();
  const start = clock.now();
  const told: [number, string][] = [];
  const places = createPlaces({ clock, emit: (place) => told.push([clock.now() - start, place.prefix]) });
  return { clock, told, places };
}

test('at once, then twice a second a place, and once after the last change', async () => {
  const { clock, told, places } = watched();
  for (let ms = 0; ms < 1200; ms += 10) {
    places.changed(placeOf('a/'));
    if (ms === 100) places.changed(placeOf('b/'));
    await clock.advance(10);
  }
  await clock.advance(10_000);
  expect(told).toEqual([
    [0, 'a/'],
    [100, 'b/'],
    [500, 'a/'],
    [1000, 'a/'],
    [1500, 'a/'],
  ]);
});

test('closing tells what has changed since, and then nothing', async () => {
  const { clock, told, places } = watched();
  places.changed(placeOf('a/'));
  places.changed(placeOf('a/'));
  places.close();
  places.changed(placeOf('a/'));
  await clock.advance(10_000);
  expect(told).toEqual([
    [0, 'a/'],
    [0, 'a/'],
  ]);
});
