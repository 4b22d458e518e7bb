import { expect, test } from 'vitest';
import { createTexts } from '../../../../shared/i18n/create.ts';
import type { LifecycleDocument, LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { lifecycleChanges, rulesKeptOtherwise } from './ruleChanges.ts';
import { ruleSentence } from './ruleWords.ts';

const en = createTexts('en').t;
const ru = createTexts('ru').t;

const rule = (rest: Partial<LifecycleRule>): LifecycleRule => ({ Status: 'Enabled', ...rest });
const afterDays = (Days: number, Prefix = 'tmp/') => rule({ Filter: { Prefix }, Expiration: { Days } });
const english = (one: LifecycleRule) => ruleSentence(en, 'en', one, 'never');
const russian = (one: LifecycleRule) => ruleSentence(ru, 'ru', one, 'never');

test('a rule is one sentence', () => {
  expect(english(afterDays(3))).toBe('Objects under “tmp/” are deleted 3 days after upload');
  expect(english(afterDays(1, ''))).toBe('All objects are deleted 1 day after upload');
  expect(ruleSentence(en, 'en', afterDays(3), 'enabled')).toBe(
    'Objects under “tmp/” get a delete marker 3 days after upload',
  );
});

test('Russian numbers take their own forms', () => {
  expect([1, 3, 5, 21].map((days) => russian(afterDays(days)).replace(/^.* через /, ''))).toEqual([
    '1 день после загрузки',
    '3 дня после загрузки',
    '5 дней после загрузки',
    '21 день после загрузки',
  ]);
  expect(russian(afterDays(3))).toBe('Объекты с префиксом «tmp/» удаляются через 3 дня после загрузки');
});

test('all conditions are told, sizes in units', () => {
  const And = {
    Prefix: 'logs/',
    Tags: [{ Key: 'team', Value: 'web' }],
    ObjectSizeGreaterThan: 131_072,
    ObjectSizeLessThan: 5_000_000,
  };
  expect(english(rule({ Filter: { And }, Expiration: { Date: '2027-01-31T00:00:00Z' } }))).toBe(
    'Objects under “logs/”, with the tag team=web, and larger than 128\u00a0KiB but smaller than 5\u00a0MB are deleted from 31 Jan 2027 on',
  );
});

test('several actions share one beginning', () => {
  const both = rule({
    Filter: { Prefix: 'a/' },
    Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }],
    Expiration: { Days: 365 },
    NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  });
  expect(english(both)).toBe(
    'Objects under “a/” move to STANDARD_IA 30 days after upload; they are deleted 365 days after upload; ' +
      'noncurrent versions are deleted 30 days after they were replaced, except the 5 newest; ' +
      'unfinished uploads are aborted 7 days after they began',
  );
});

test('a rule without an action says so', () => {
  expect(english(rule({ Filter: { Prefix: '' } }))).toBe('All objects: no action is chosen yet');
});

const document = (...Rules: LifecycleRule[]): LifecycleDocument => ({ Rules });
const changes = (before: LifecycleDocument | null, after: LifecycleDocument | null) =>
  lifecycleChanges(en, 'en', before, after);

test('added, removed and changed rules are told in words', () => {
  const [a, b, c] = [
    { ...afterDays(3), ID: 'a' },
    { ...afterDays(5), ID: 'b' },
    { ...afterDays(7), ID: 'c' },
  ];
  expect(changes(document(a, b), document({ ...a, Expiration: { Days: 4 } }, c))).toEqual([
    'Removed: Objects under “tmp/” are deleted 5 days after upload.',
    'Changed: Objects under “tmp/” are deleted 3 days after upload → Objects under “tmp/” are deleted 4 days after upload.',
    'Added: Objects under “tmp/” are deleted 7 days after upload.',
  ]);
  expect(changes(null, document(a))).toEqual(['Added: Objects under “tmp/” are deleted 3 days after upload.']);
  expect(changes(document(a), null)).toEqual(['Removed: Objects under “tmp/” are deleted 3 days after upload.']);
});

test('what is only switched, written otherwise or put in another place is told as that', () => {
  const a = { ...afterDays(3), ID: 'a' };
  const b = { ...afterDays(5), ID: 'b' };
  const off: LifecycleRule = { ...a, Status: 'Disabled' };
  expect(changes(document(a), document(off))).toEqual([
    'Switched off: Objects under “tmp/” are deleted 3 days after upload.',
  ]);
  expect(changes(document(off), document(a))[0]).toMatch(/^Switched on: /);
  expect(changes(document(a, b), document(b, a))).toEqual(['The order of the rules.']);
  const { Filter, ...withoutFilter } = a;
  expect(Filter).toBeDefined();
  expect(changes(document(a), document({ ...withoutFilter, Prefix: 'tmp/' }))[0]).toMatch(/^Changed in its details: /);
  expect(
    changes(document(a), { ...document(a), TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' }),
  ).toEqual(['TransitionDefaultMinimumObjectSize: - → varies_by_storage_class']);
  expect(changes(document(a), document(a))).toEqual([]);
});

test('a change is told in the words for a bucket that keeps versions', () => {
  expect(lifecycleChanges(en, 'en', null, document({ ...afterDays(3), ID: 'a' }), 'enabled')).toEqual([
    expect.stringMatching(/get a delete marker 3 days after upload\.$/),
  ]);
});

test('of what a server keeps, only another meaning is told', () => {
  const a = { ...afterDays(3, 'a/'), ID: 'a' };
  const sized = rule({
    ID: 'b',
    Filter: { And: { Prefix: 'b/', ObjectSizeGreaterThan: 1000 } },
    Expiration: { Days: 5 },
  });
  const kept: LifecycleRule = { ID: 'b', Status: 'Disabled', Prefix: 'b/', Expiration: { Days: 5 } };
  const oldA: LifecycleRule = { ID: 'a', Status: 'Enabled', Prefix: 'a/', Expiration: { Days: 3 } };
  expect(rulesKeptOtherwise(en, 'en', document(a, sized), document(kept, oldA))).toEqual([
    'Without what the server left out the rule would do more than was meant, so it is left switched off.',
    'Sent: Objects under “b/” and larger than 1\u00a0kB are deleted 5 days after upload. ' +
      'Kept: Objects under “b/” are deleted 5 days after upload (off).',
  ]);
  expect(rulesKeptOtherwise(en, 'en', document(a), document(oldA))).toEqual([]);
  expect(rulesKeptOtherwise(en, 'en', document(a), null)).toEqual([
    'Not kept: Objects under “a/” are deleted 3 days after upload.',
  ]);
});
