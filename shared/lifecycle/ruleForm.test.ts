import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LifecycleRule, lifecycle } from '../settings/documents/lifecycle.ts';
import { documentsOf } from '../settings/testing/arbitraries.ts';
import { type RuleForm, readRule, writeRule } from './ruleForm.ts';

const start: LifecycleRule = { Status: 'Enabled', Filter: { Prefix: '' } };
const EMPTY = readRule(start);

const rules = documentsOf('lifecycle').map(({ Rules }) => Rules[0] ?? { Status: 'Enabled' as const });
const changes = fc.record(
  Object.fromEntries(Object.keys(EMPTY).map((name) => [name, fc.boolean()])) as Record<
    keyof RuleForm,
    fc.Arbitrary<boolean>
  >,
);

/** A form of its own, of which some fields at random are those of another rule. */
const forms = fc.tuple(rules, rules, changes).map(([rule, other, takes]) => {
  const [form, otherForm] = [readRule(rule), readRule(other)];
  const taken = Object.entries(otherForm).filter(([name]) => takes[name as keyof RuleForm]);
  return { rule, form: { ...form, ...Object.fromEntries(taken) } as RuleForm };
});

test('an unchanged form gives back the very same rule', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      expect(writeRule(rule, structuredClone(readRule(rule)))).toBe(rule);
    }),
  );
});

test('what a form says is what is read from the rule it was written to, and the rule fits the schema', () => {
  fc.assert(
    fc.property(forms, ({ rule, form }) => {
      const written = writeRule(rule, form);
      expect(readRule(written)).toEqual(form);
      expect(lifecycle.safeParse({ Rules: [written] }).success).toBe(true);
    }),
  );
});

test('a changed field leaves every other element of the rule as it was written', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 9 }), (rule, days) => {
      const { AbortIncompleteMultipartUpload: _, ...before } = rule;
      const { AbortIncompleteMultipartUpload: abort, ...after } = writeRule(rule, {
        ...readRule(rule),
        abortAfterDays: days,
      });
      expect(abort).toEqual({ DaysAfterInitiation: days });
      expect(after).toStrictEqual(before);
    }),
  );
});

const tag = (Key: string, Value: string) => ({ Key, Value });
const rule: LifecycleRule = { ID: 'r', Status: 'Enabled', Filter: { Prefix: 'a/' }, Expiration: { Days: 3 } };
const old: LifecycleRule = { ID: 'r', Status: 'Enabled', Prefix: 'a/', Expiration: { Days: 3 } };
const change = (to: LifecycleRule, fields: Partial<RuleForm>) => writeRule(to, { ...readRule(to), ...fields });

test('the old prefix stays where it is as long as the prefix is all', () => {
  expect(change(old, { prefix: 'b/' })).toEqual({ ...old, Prefix: 'b/' });
  expect(change(old, { prefix: '' })).toEqual({ ...old, Prefix: '' });
  const { Prefix: _, ...rest } = old;
  expect(change(old, { sizeAbove: 5 })).toEqual({
    ...rest,
    Filter: { And: { Prefix: 'a/', ObjectSizeGreaterThan: 5 } },
  });
});

test('one condition is a plain filter, several are an And, none is an empty prefix', () => {
  const filterWith = (fields: Partial<RuleForm>) => change(rule, fields).Filter;
  expect(filterWith({ prefix: 'b/' })).toEqual({ Prefix: 'b/' });
  expect(filterWith({ prefix: '', tags: [tag('k', 'v')] })).toEqual({ Tag: tag('k', 'v') });
  expect(filterWith({ prefix: '', sizeBelow: 9 })).toEqual({ ObjectSizeLessThan: 9 });
  expect(filterWith({ prefix: '', tags: [tag('k', 'v'), tag('l', 'w')] })).toEqual({
    And: { Tags: [tag('k', 'v'), tag('l', 'w')] },
  });
  expect(filterWith({ tags: [tag('k', 'v')], sizeAbove: 1 })).toEqual({
    And: { Prefix: 'a/', Tags: [tag('k', 'v')], ObjectSizeGreaterThan: 1 },
  });
  expect(filterWith({ prefix: '' })).toEqual({ Prefix: '' });
});

test('an action that is cleared leaves the rule, with all that belonged to it', () => {
  expect(change(rule, { expireAfterDays: null })).toStrictEqual({
    ID: 'r',
    Status: 'Enabled',
    Filter: { Prefix: 'a/' },
  });
  const withNo = { ...rule, Expiration: { Days: 3, ExpiredObjectDeleteMarker: false } };
  expect(change(withNo, { expireAfterDays: 4 }).Expiration).toEqual({ Days: 4, ExpiredObjectDeleteMarker: false });
  expect(change(withNo, { expireAfterDays: null })).not.toHaveProperty('Expiration');
});

test('a new rule is filled from an empty form', () => {
  const form: RuleForm = {
    ...EMPTY,
    id: 'new',
    enabled: false,
    transitions: [{ days: 30, date: null, storageClass: 'STANDARD_IA' }],
    noncurrentDays: 30,
    keepNoncurrent: 5,
    noncurrentTransitions: [{ days: 10, keep: 2, storageClass: 'GLACIER' }],
    abortAfterDays: 7,
  };
  expect(writeRule(start, form)).toStrictEqual({
    Status: 'Disabled',
    Filter: { Prefix: '' },
    ID: 'new',
    Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }],
    NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 },
    NoncurrentVersionTransitions: [{ NoncurrentDays: 10, NewerNoncurrentVersions: 2, StorageClass: 'GLACIER' }],
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  });
});
