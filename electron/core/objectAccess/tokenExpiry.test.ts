import { expect, test } from 'vitest';
import { tokenExpiry } from './tokenExpiry.ts';

const jwt = (payload: unknown) =>
  `${[{ alg: 'HS512', typ: 'JWT' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')}.signature`;

test('a token that is a JWT says when it ends', () => {
  expect(tokenExpiry(jwt({ accessKey: 'AK', exp: 1_795_000_000 }))).toBe('2026-11-18T11:06:40.000Z');
});

test.each([
  ['one of AWS', 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJ'],
  ['a JWT that says nothing of it', jwt({ accessKey: 'AK' })],
  ['a JWT that says something else', jwt({ exp: 'tomorrow' })],
  ['dots alone', 'a.b.c'],
  ['nothing', ''],
])('%s does not', (_, token) => {
  expect(tokenExpiry(token)).toBeNull();
});
