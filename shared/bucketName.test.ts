import { expect, test } from 'vitest';
import { brokenBucketNameRule } from './bucketName.ts';

test.each(['abc', 'shop-data', 'a.b.c', '0-1', 'x'.repeat(63), '1.2.3', 'my.s3alias'])('%j may be a bucket', (name) => {
  expect(brokenBucketNameRule(name)).toBeNull();
});

test.each([
  ['', 'length'],
  ['ab', 'length'],
  ['x'.repeat(64), 'length'],
  ['Shop', 'characters'],
  ['shop_data', 'characters'],
  ['shop data', 'characters'],
  ['корзина', 'characters'],
  ['abc\n', 'characters'],
  ['-abc', 'ends'],
  ['abc.', 'ends'],
  ['a..b', 'dots'],
  ['192.168.0.1', 'address'],
  ['xn--abc', 'reserved'],
  ['logs-s3alias', 'reserved'],
])('%j breaks the rule "%s"', (name, rule) => {
  expect(brokenBucketNameRule(name)).toBe(rule);
});
