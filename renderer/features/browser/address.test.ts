import { expect, test } from 'vitest';
import { prefixOf, readAddress } from './address.ts';

test.each([
  ['s3://other/a/b.csv', { bucket: 'other', key: 'a/b.csv' }],
  [' s3://other/a/ ', { bucket: 'other', key: 'a/' }],
  ['s3://other', { bucket: 'other', key: '' }],
  ['shop/orders/', { bucket: 'shop', key: 'orders/' }],
  ['shop', { bucket: 'shop', key: '' }],
  ['backups/2026/', { bucket: 'backups', key: '2026/' }],
  ['orders/2026/', { bucket: 'shop', key: 'orders/2026/' }],
  ['readme.md', { bucket: 'shop', key: 'readme.md' }],
  ['shop//a', { bucket: 'shop', key: '/a' }],
  ['/a', { bucket: 'shop', key: '/a' }],
  ['a//b', { bucket: 'shop', key: 'a//b' }],
])('%j leads to %j', (typed, address) => {
  expect(readAddress(typed, 'shop', ['shop', 'backups'])).toEqual(address);
});

test('nothing typed leads nowhere', () => {
  expect(readAddress('  ', 'shop', [])).toBeNull();
});

test.each([
  ['a/b.csv', 'a/'],
  ['b.csv', ''],
  ['a//b', 'a//'],
])('%s stands in %j', (key, prefix) => {
  expect(prefixOf(key)).toBe(prefix);
});
