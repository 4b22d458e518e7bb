import { expect, test } from 'vitest';
import { hasMoreThanPrefix, prefixOf, withPrefix } from './filterPrefix.ts';

const team = { Key: 'team', Value: 'a' };
const cost = { Key: 'cost', Value: 'b' };

test('a prefix comes and goes; without anything there is no filter', () => {
  expect(withPrefix(undefined, 'logs/')).toEqual({ Prefix: 'logs/' });
  expect(withPrefix({ Prefix: 'logs/' }, 'tmp/')).toEqual({ Prefix: 'tmp/' });
  expect(withPrefix({ Prefix: 'logs/' }, '')).toBeUndefined();
});

test('a tag stays: beside a prefix both stand in an And, alone it needs none', () => {
  expect(withPrefix({ Tag: team }, 'logs/')).toEqual({ And: { Prefix: 'logs/', Tags: [team] } });
  expect(withPrefix({ And: { Prefix: 'logs/', Tags: [team] } }, '')).toEqual({ Tag: team });
  expect(withPrefix({ And: { Prefix: 'logs/', Tags: [team, cost] } }, '')).toEqual({ And: { Tags: [team, cost] } });
  expect(withPrefix({ And: { Tags: [team, cost] } }, 'x')).toEqual({ And: { Prefix: 'x', Tags: [team, cost] } });
});

test('an access point stays too', () => {
  const AccessPointArn = 'arn:aws:s3:eu-central-1:1:accesspoint/a';
  expect(withPrefix({ AccessPointArn }, 'logs/')).toEqual({ And: { Prefix: 'logs/', AccessPointArn } });
  expect(withPrefix({ And: { Prefix: 'logs/', AccessPointArn } }, '')).toEqual({ AccessPointArn });
});

test('what is not changed is the same object', () => {
  const filter = { And: { Tags: [team] } };
  expect(withPrefix(filter, '')).toBe(filter);
  expect(prefixOf(filter)).toBe('');
});

test('more than a prefix is seen', () => {
  expect(hasMoreThanPrefix(undefined)).toBe(false);
  expect(hasMoreThanPrefix({ Prefix: 'a' })).toBe(false);
  expect(hasMoreThanPrefix({ And: { Prefix: 'a' } })).toBe(false);
  expect(hasMoreThanPrefix({ Tag: team })).toBe(true);
  expect(hasMoreThanPrefix({ And: { Prefix: 'a', Tags: [team] } })).toBe(true);
});
