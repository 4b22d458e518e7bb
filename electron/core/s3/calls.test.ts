import { expect, test } from 'vitest';
import { locationConstraint } from './bucketCalls.ts';
import { hostOf } from './client.ts';
import { copySource } from './copying.ts';
import { tagsHeader } from './tags.ts';

test('the source of a copy is percent-encoded, but for its slashes', () => {
  expect(copySource({ bucket: 'b', key: 'a/b' })).toBe('b/a/b');
  expect(copySource({ bucket: 'b', key: '/a//b/' })).toBe('b//a//b/');
  expect(copySource({ bucket: 'b', key: "a+b %&?#!'()*\n" })).toBe('b/a%2Bb%20%25%26%3F%23%21%27%28%29%2A%0A');
  expect(copySource({ bucket: 'b', key: 'é😀' })).toBe('b/%C3%A9%F0%9F%98%80');
  expect(copySource({ bucket: 'b', key: 'a', versionId: 'x+y/z=' })).toBe('b/a?versionId=x%2By%2Fz%3D');
});

test('tags are written as a query', () => {
  expect(tagsHeader([])).toBeUndefined();
  expect(
    tagsHeader([
      { Key: 'a+b', Value: 'c d' },
      { Key: 'team', Value: 'мы' },
    ]),
  ).toBe('a%2Bb=c%20d&team=%D0%BC%D1%8B');
});

test.each([
  ['aws', 'us-east-1', undefined, undefined],
  ['aws', 'eu-west-1', undefined, 'eu-west-1'],
  ['aws', 'us-east-1', 'eu-west-1', 'eu-west-1'],
  ['aws', 'eu-west-1', 'us-east-1', undefined],
  ['ceph', 'ru-msk', undefined, undefined],
  ['ceph', 'ru-msk', '', undefined],
  ['ceph', 'ru-msk', 'ru-msk', undefined],
  ['ceph', 'us-east-1', 'ru-msk', 'ru-msk'],
])('a bucket made on %s with region %s and %s wanted gets the location %s', (provider, region, wanted, location) => {
  const endpoint = provider === 'aws' ? '' : 'http://127.0.0.1:7480';
  expect(locationConstraint({ provider, endpoint, region }, wanted)).toBe(location);
});

test('the host of a connection', () => {
  expect(hostOf({ endpoint: '', region: 'eu-west-1' })).toBe('s3.eu-west-1.amazonaws.com');
  expect(hostOf({ endpoint: 'http://user:pass@127.0.0.1:9000/base?x', region: 'r' })).toBe('127.0.0.1:9000');
});
