import { expect, test } from 'vitest';
import { headlineOf } from './headline.ts';

const closed = { read: 'private', list: 'private', write: 'private' } as const;

test('the widest access decides', () => {
  expect(headlineOf(closed)).toEqual({ kind: 'private' });
  expect(headlineOf({ ...closed, read: 'public' })).toEqual({ kind: 'public', to: ['read'] });
  expect(headlineOf({ read: 'public', list: 'some-keys', write: 'public' })).toEqual({
    kind: 'public',
    to: ['read', 'write'],
  });
  expect(headlineOf({ ...closed, list: 'some-keys', write: 'depends' })).toEqual({ kind: 'some-keys' });
  expect(headlineOf({ ...closed, write: 'depends' })).toEqual({ kind: 'depends' });
});

test('what is not known is not called private', () => {
  expect(headlineOf({ ...closed, write: 'unknown' })).toEqual({ kind: 'unknown' });
});
