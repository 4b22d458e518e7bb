import { expect, test } from 'vitest';
import type { LifecycleRule } from '../settings/documents/lifecycle.ts';
import { cautiously, sameRules } from './sameRules.ts';

const rule = (changes: Partial<LifecycleRule>): LifecycleRule => ({
  ID: 'r',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  Expiration: { Days: 3 },
  ...changes,
});
const isKept = (sent: LifecycleRule[], kept: LifecycleRule[]) => sameRules({ Rules: sent }, { Rules: kept });
const tags = [
  { Key: 'k', Value: 'v' },
  { Key: 'l', Value: 'w' },
];

test('rules in another order, of another form, and with a name that the server gave are the same', () => {
  const { Filter: _, ...bare } = rule({});
  expect(isKept([rule({})], [{ ...bare, Prefix: '' }])).toBe(true);
  expect(isKept([rule({}), rule({ ID: 'a' })], [rule({ ID: 'a' }), rule({})])).toBe(true);
  expect(isKept([rule({ ID: undefined })], [rule({ ID: 'given' })])).toBe(true);
  expect(isKept([rule({ ID: undefined }), rule({})], [rule({}), rule({ ID: 'given' })])).toBe(true);
  const sent = rule({ Filter: { And: { Prefix: 'a/', Tags: tags } } });
  expect(isKept([sent], [rule({ Filter: { Prefix: 'a/', And: { Tags: tags.toReversed() } } })])).toBe(true);
  const at = (date: string) => rule({ Expiration: { Date: date } });
  expect(isKept([at('2030-01-01T00:00:00Z')], [at('2030-01-01T00:00:00.000Z')])).toBe(true);
});

test('rules that lost or gained anything are not the same', () => {
  expect(isKept([rule({})], [])).toBe(false);
  expect(isKept([rule({})], [rule({ ID: 'other' })])).toBe(false);
  expect(isKept([rule({}), rule({ ID: 'b' })], [rule({}), rule({})])).toBe(false);
  expect(isKept([rule({ Filter: { ObjectSizeGreaterThan: 5 } })], [rule({ Filter: { Prefix: '' } })])).toBe(false);
  expect(isKept([rule({ Status: 'Disabled' })], [rule({})])).toBe(false);
  const keeps = rule({ NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 2 } });
  expect(isKept([keeps], [rule({ NoncurrentVersionExpiration: { NoncurrentDays: 3 } })])).toBe(false);
});

test('rules that are dangerous when a part of them is lost are switched off first, and only these', () => {
  const safe = rule({});
  const bySize = rule({ ID: 's', Filter: { ObjectSizeGreaterThan: 5 } });
  const keeping = rule({ ID: 'k', NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 2 } });
  expect(cautiously({ Rules: [safe, bySize, keeping] })).toEqual({
    Rules: [safe, { ...bySize, Status: 'Disabled' }, { ...keeping, Status: 'Disabled' }],
  });
  expect(cautiously({ Rules: [safe] })).toBeNull();
  expect(cautiously({ Rules: [{ ...bySize, Status: 'Disabled' }] })).toBeNull();
});
