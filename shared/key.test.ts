import { expect, test } from 'vitest';
import { baseName, parentPrefix, parseS3Uri, prefixLevels, s3Uri } from './key.ts';

test.each([
  ['a/b/c.txt', 'c.txt'],
  ['c.txt', 'c.txt'],
  ['a/b/', 'b'],
  ['a//', ''],
  ['a//b', 'b'],
  ['/', ''],
  ['', ''],
])('base name of %j is %j', (key, name) => {
  expect(baseName(key)).toBe(name);
});

test.each([
  ['a/b/', 'a/'],
  ['a/', ''],
  ['', ''],
  ['a//', 'a/'],
  ['/', ''],
])('parent of %j is %j', (prefix, parent) => {
  expect(parentPrefix(prefix)).toBe(parent);
});

test('levels keep empty names apart', () => {
  expect(prefixLevels('a//b/')).toEqual([
    { name: 'a', prefix: 'a/' },
    { name: '', prefix: 'a//' },
    { name: 'b', prefix: 'a//b/' },
  ]);
  expect(prefixLevels('')).toEqual([]);
});

test('s3 addresses', () => {
  expect(parseS3Uri(s3Uri('shop', 'a//b c'))).toEqual({ bucket: 'shop', key: 'a//b c' });
  expect(parseS3Uri(' s3://shop ')).toEqual({ bucket: 'shop', key: '' });
  expect(parseS3Uri('shop/a')).toBeNull();
  expect(parseS3Uri('s3:///a')).toBeNull();
});
