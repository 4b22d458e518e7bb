import { expect, test } from 'vitest';
import { matches, type RuleScope, scopeOf, withOneAnd } from './filter.ts';

const WHOLE_BUCKET: RuleScope = { prefix: '', tags: [], sizeAbove: null, sizeBelow: null };
const tag = (Key: string, Value: string) => ({ Key, Value });
const scope = (changes: Partial<RuleScope>): RuleScope => ({ ...WHOLE_BUCKET, ...changes });

test.each([
  ['nothing', {}, {}],
  ['an empty filter', { Filter: {} }, {}],
  ['the old prefix', { Prefix: 'a/' }, { prefix: 'a/' }],
  ['a prefix', { Filter: { Prefix: 'a/' } }, { prefix: 'a/' }],
  ['a tag', { Filter: { Tag: tag('k', 'v') } }, { tags: [tag('k', 'v')] }],
  ['a size above', { Filter: { ObjectSizeGreaterThan: 0 } }, { sizeAbove: 0 }],
  ['a size below', { Filter: { ObjectSizeLessThan: 10 } }, { sizeBelow: 10 }],
  [
    'all of them',
    { Filter: { And: { Prefix: 'a/', Tags: [tag('k', 'v')], ObjectSizeGreaterThan: 1, ObjectSizeLessThan: 9 } } },
    { prefix: 'a/', tags: [tag('k', 'v')], sizeAbove: 1, sizeBelow: 9 },
  ],
  [
    'a prefix beside And, as Ceph RGW answers',
    { Filter: { Prefix: 'a/', And: { Tags: [tag('k', 'v'), tag('l', 'w')] } } },
    { prefix: 'a/', tags: [tag('k', 'v'), tag('l', 'w')] },
  ],
])('a scope of %s is read', (_, rule, expected) => {
  expect(scopeOf(rule)).toEqual(scope(expected));
});

test.each([
  ['everything', {}, 'any', true],
  ['its prefix', { prefix: 'a/' }, 'a/x', true],
  ['not another prefix', { prefix: 'a/' }, 'b/a/x', false],
  ['not its own size', { sizeAbove: 5 }, 'a', false],
  ['a size above', { sizeAbove: 4 }, 'a', true],
  ['a size below', { sizeBelow: 6 }, 'a', true],
  ['not its own size from above', { sizeBelow: 5 }, 'a', false],
  ['all of its tags', { tags: [tag('k', 'v'), tag('l', 'w')] }, 'a', true],
  ['no other value of a tag', { tags: [tag('k', 'w')] }, 'a', false],
  ['not a part of its tags', { tags: [tag('k', 'v'), tag('m', 'x')] }, 'a', false],
])('a scope matches %s', (_, changes, key, expected) => {
  const tags = [tag('k', 'v'), tag('l', 'w')];
  expect(matches(scope(changes), { key, size: 5, tags })).toBe(expected);
});

test('a scope with tags matches nothing whose tags are not known', () => {
  const tagged = scope({ tags: [tag('k', 'v')] });
  expect(matches(tagged, { key: 'a', size: 1, tags: null })).toBe(false);
  expect(matches(WHOLE_BUCKET, { key: 'a', size: 1, tags: null })).toBe(true);
});

test('conditions beside each other come together in one And, and all others stay as they are', () => {
  const beside = { Filter: { Prefix: 'a/', And: { Tags: [tag('k', 'v'), tag('l', 'w')] } } };
  expect(withOneAnd(beside)).toEqual({ Filter: { And: { Prefix: 'a/', Tags: [tag('k', 'v'), tag('l', 'w')] } } });
  const two = { Filter: { Prefix: 'a/', Tag: tag('k', 'v') } };
  expect(withOneAnd(two)).toEqual({ Filter: { And: { Prefix: 'a/', Tags: [tag('k', 'v')] } } });
  const empty = { Filter: { Prefix: '', Tag: tag('k', 'v') } };
  expect(withOneAnd(empty)).toEqual({ Filter: { Tag: tag('k', 'v') } });
  const fine = { Filter: { And: { Prefix: 'a/', Tags: [tag('k', 'v')] } } };
  expect(withOneAnd(fine)).toBe(fine);
});
