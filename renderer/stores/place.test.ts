import { beforeEach, expect, test } from 'vitest';
import { type Place, usePlace } from './place.ts';

const bucket: Place = { view: 'bucket', connectionId: 'c', bucket: 'shop', prefix: 'a/b/' };
const settings: Place = { view: 'bucketSettings', connectionId: 'c', bucket: 'shop' };

beforeEach(() => usePlace.setState({ place: bucket, past: [], future: [], hold: null }));

test('back and forward walk through where one has been', () => {
  usePlace.getState().go(settings);
  usePlace.getState().back();
  expect(usePlace.getState().place).toEqual(bucket);
  usePlace.getState().forward();
  expect(usePlace.getState().place).toEqual(settings);
});

test('up goes to the parent prefix, and from the settings back to the bucket', () => {
  usePlace.getState().up();
  expect(usePlace.getState().place).toMatchObject({ prefix: 'a/' });
  usePlace.getState().go(settings);
  usePlace.getState().up();
  expect(usePlace.getState().place).toEqual({ ...bucket, prefix: '' });
});

test.each(['go', 'back', 'forward', 'up'] as const)(
  'a page that holds the user is asked before "%s" leaves it',
  (way) => {
    const held: (() => void)[] = [];
    usePlace.setState({
      place: settings,
      past: [bucket],
      future: [{ view: 'welcome' }],
      hold: (leave) => held.push(leave),
    });
    if (way === 'go') usePlace.getState().go(bucket);
    else usePlace.getState()[way]();
    expect(usePlace.getState().place).toEqual(settings);
    expect(held).toHaveLength(1);
    held[0]?.();
    expect(usePlace.getState().place).not.toEqual(settings);
  },
);
