import { expect, test } from 'vitest';
import type { LifecycleRule } from '../settings/documents/lifecycle.ts';
import { ruleInWords } from './sentences.ts';
import { RULE_TEMPLATE_IDS, ruleFromTemplate } from './templates.ts';

const words = (rule: Partial<LifecycleRule>) => ruleInWords({ Status: 'Enabled', ...rule }, 'never');

test('deleting is for ever where no versions are kept, and hiding where they are', () => {
  const rule: LifecycleRule = { Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } };
  const scope = [{ key: 'prefix', values: { prefix: 'tmp/' } }];
  const deleted = { scope, does: [{ key: 'deleteAfterDays', values: { count: 3 } }] };
  const hidden = { scope, does: [{ key: 'hideAfterDays', values: { count: 3 } }] };
  expect(ruleInWords(rule, 'never')).toEqual(deleted);
  expect(ruleInWords(rule, 'unknown')).toEqual(deleted);
  expect(ruleInWords(rule, 'enabled')).toEqual(hidden);
  expect(ruleInWords(rule, 'suspended')).toEqual(hidden);
});

test('every condition and every action has its words', () => {
  const date = '2030-01-01T00:00:00Z';
  expect(
    words({
      Filter: {
        And: {
          Tags: [
            { Key: 'k', Value: 'v' },
            { Key: 'l', Value: 'w' },
          ],
          ObjectSizeGreaterThan: 1,
          ObjectSizeLessThan: 9,
        },
      },
      Expiration: { Date: date, ExpiredObjectDeleteMarker: true },
      Transitions: [
        { Days: 0, StorageClass: 'A' },
        { Days: 30, StorageClass: 'B' },
        { Date: date, StorageClass: 'C' },
      ],
      NoncurrentVersionTransitions: [
        { NoncurrentDays: 10, StorageClass: 'A' },
        { NoncurrentDays: 10, NewerNoncurrentVersions: 2, StorageClass: 'B' },
      ],
      NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    }),
  ).toEqual({
    scope: [
      {
        key: 'tags',
        values: {
          tags: [
            { Key: 'k', Value: 'v' },
            { Key: 'l', Value: 'w' },
          ],
          count: 2,
        },
      },
      { key: 'larger', values: { bytes: 1 } },
      { key: 'smaller', values: { bytes: 9 } },
    ],
    does: [
      { key: 'moveAtOnce', values: { storageClass: 'A' } },
      { key: 'moveAfterDays', values: { count: 30, storageClass: 'B' } },
      { key: 'moveOn', values: { date, storageClass: 'C' } },
      { key: 'deleteOn', values: { date } },
      { key: 'removeMarkers', values: {} },
      { key: 'moveNoncurrent', values: { count: 10, storageClass: 'A' } },
      { key: 'moveNoncurrentBut', values: { count: 10, keep: 2, storageClass: 'B' } },
      { key: 'deleteNoncurrentBut', values: { count: 30, keep: 5 } },
      { key: 'abortUploads', values: { count: 7 } },
    ],
  });
});

test('noncurrent versions are told by days, by their number, or by both', () => {
  const noncurrent = (NoncurrentVersionExpiration: LifecycleRule['NoncurrentVersionExpiration']) =>
    words({ Filter: {}, NoncurrentVersionExpiration }).does;
  expect(noncurrent({ NoncurrentDays: 3 })).toEqual([{ key: 'deleteNoncurrent', values: { count: 3 } }]);
  expect(noncurrent({ NewerNoncurrentVersions: 2 })).toEqual([{ key: 'deleteNoncurrentBeyond', values: { count: 2 } }]);
});

test('a rule that does nothing says so', () => {
  expect(words({ Filter: { Prefix: '' } })).toEqual({
    scope: [{ key: 'all', values: {} }],
    does: [{ key: 'nothing', values: {} }],
  });
});

test.each(RULE_TEMPLATE_IDS)('the template %s does something to the whole bucket', (template) => {
  const { scope, does } = ruleInWords(ruleFromTemplate(template, []), 'enabled');
  expect(scope).toEqual([{ key: 'all', values: {} }]);
  expect(does.map(({ key }) => key)).toHaveLength(1);
  expect(does[0]?.key).not.toBe('nothing');
});

test('a template used again gets a name that is free', () => {
  const first = ruleFromTemplate('delete-after-3-days', []);
  const second = ruleFromTemplate('delete-after-3-days', [first]);
  const third = ruleFromTemplate('delete-after-3-days', [first, second]);
  const ids = [first, second, third].map(({ ID }) => ID);
  expect(ids).toEqual(['delete-after-3-days', 'delete-after-3-days-2', 'delete-after-3-days-3']);
});
