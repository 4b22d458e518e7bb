import { describe, expect, test } from 'vitest';
import { RULE_TEMPLATE_IDS, ruleFromTemplate } from '../../lifecycle/templates.ts';
import { checkDocument, hasErrors } from '../checkDocument.ts';
import type { LifecycleRule } from '../documents/lifecycle.ts';

const tag = { Key: 'k', Value: 'v' };
const fine: LifecycleRule = { ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 3 } };

function check(rules: unknown[]) {
  return checkDocument('lifecycle', { Rules: rules }, { bucket: 'b' }).problems;
}

/** `code path`, with `?` after a warning; the path below the rule. */
function found(changes: Partial<LifecycleRule>): string[] {
  const { Expiration: _, ...bare } = fine;
  const rule = {
    ...(Object.keys(changes).some((name) => name === 'Filter' || name === 'Prefix') ? fine : bare),
    ...changes,
  };
  return check([rule]).map(({ code, severity, path }) =>
    `${code}${severity === 'warning' ? '?' : ''} ${path.slice(2).join('.')}`.trimEnd(),
  );
}

test('good rules are good', () => {
  expect(check([fine])).toEqual([]);
  expect(check(RULE_TEMPLATE_IDS.map((template) => ruleFromTemplate(template, [])))).toEqual([]);
  expect(
    found({
      Filter: { And: { Prefix: 'a/', Tags: [tag], ObjectSizeGreaterThan: 0, ObjectSizeLessThan: 2 } },
      Expiration: { Days: 365 },
      Transitions: [
        { Days: 30, StorageClass: 'STANDARD_IA' },
        { Days: 60, StorageClass: 'GLACIER' },
      ],
      NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 5 },
      NoncurrentVersionTransitions: [{ NoncurrentDays: 30, StorageClass: 'ONEZONE_IA' }],
    }),
  ).toEqual([]);
});

test('1,001 rules are one too many', () => {
  const rules = Array.from({ length: 1001 }, (_, index) => ({ ...fine, ID: `r${index}` }));
  expect(check(rules)).toEqual([{ severity: 'error', path: ['Rules'], code: 'too-many', values: { limit: 1000 } }]);
  expect(check(rules.slice(1))).toEqual([]);
});

test('two rules of one name are told at the second', () => {
  expect(check([fine, { ...fine, ID: 'other' }, fine])).toEqual([
    { severity: 'error', path: ['Rules', 2, 'ID'], code: 'repeated', values: { name: 'r' } },
  ]);
  expect(
    check([
      { ...fine, ID: undefined },
      { ...fine, ID: undefined },
    ]),
  ).toEqual([]);
});

describe('a rule', () => {
  test.each<[string, Partial<LifecycleRule>, string[]]>([
    ['that does nothing', { ID: 'x' }, ['no-action']],
    [
      'that only keeps markers',
      { Expiration: { ExpiredObjectDeleteMarker: false } },
      ['no-action', 'days-or-date Expiration'],
    ],
    ['without a scope', { Filter: undefined }, ['no-scope?']],
    ['with the old prefix', { Filter: undefined, Prefix: 'a/' }, []],
    ['with prefix and filter', { Prefix: 'a/' }, ['filter-and-prefix Prefix']],
    ['of two conditions without And', { Filter: { Prefix: 'a/', Tag: tag } }, ['one-filter Filter']],
    ['with a condition beside And', { Filter: { Prefix: 'a/', And: { Tags: [tag] } } }, ['one-filter Filter']],
    ['with an And of one', { Filter: { And: { Tags: [tag] } } }, ['and-of-one? Filter.And']],
    [
      'with an And of a tag and an empty prefix',
      { Filter: { And: { Prefix: '', Tags: [tag] } } },
      ['and-of-one? Filter.And'],
    ],
    ['with an And of none', { Filter: { And: {} } }, ['and-of-one Filter.And']],
    ['with one tag twice', { Filter: { And: { Tags: [tag, { ...tag, Value: 'w' }] } } }, ['repeated Filter.And.Tags']],
    [
      'with sizes that cross',
      { Filter: { And: { ObjectSizeGreaterThan: 5, ObjectSizeLessThan: 6 } } },
      ['no-size-between Filter.And.ObjectSizeLessThan'],
    ],
    [
      'with days and date',
      { Expiration: { Days: 1, Date: '2030-01-01T00:00:00Z' } },
      ['days-and-date Expiration.Date'],
    ],
    [
      'with neither',
      { Expiration: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      ['days-or-date Expiration'],
    ],
    ['with an hour', { Expiration: { Date: '2030-01-01T03:00:00Z' } }, ['not-midnight Expiration.Date']],
    ['with another midnight', { Expiration: { Date: '2030-01-01T00:00:00+03:00' } }, ['not-midnight Expiration.Date']],
    ['with midnight UTC', { Expiration: { Date: '2030-01-01T03:00:00+03:00' } }, []],
    ['with no days', { Expiration: { Days: 0 } }, ['zero-days Expiration.Days']],
    [
      'that removes markers after days',
      { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } },
      ['markers-with-time Expiration.ExpiredObjectDeleteMarker'],
    ],
    [
      'that removes markers by tag',
      { Filter: { Tag: tag }, Expiration: { ExpiredObjectDeleteMarker: true } },
      ['markers-by-tag-or-size? Expiration.ExpiredObjectDeleteMarker'],
    ],
    [
      'that aborts uploads by tag',
      { Filter: { Tag: tag }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      ['uploads-by-tag-or-size? AbortIncompleteMultipartUpload'],
    ],
    [
      'that aborts uploads by size',
      { Filter: { ObjectSizeLessThan: 9 }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      ['uploads-by-tag-or-size? AbortIncompleteMultipartUpload'],
    ],
    [
      'that aborts uploads at once',
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 0 } },
      ['zero-days AbortIncompleteMultipartUpload.DaysAfterInitiation'],
    ],
    [
      'that aborts uploads at no time',
      { AbortIncompleteMultipartUpload: {} },
      ['missing AbortIncompleteMultipartUpload.DaysAfterInitiation'],
    ],
    [
      'that deletes before it moves',
      { Expiration: { Days: 60 }, Transitions: [{ Days: 60, StorageClass: 'GLACIER' }] },
      ['moved-after-deletion? Transitions.0.Days'],
    ],
    [
      'that deletes on a date before it moves',
      {
        Expiration: { Date: '2030-01-01T00:00:00Z' },
        Transitions: [{ Date: '2030-02-01T00:00:00Z', StorageClass: 'GLACIER' }],
      },
      ['moved-after-deletion? Transitions.0.Date'],
    ],
    [
      'of days and dates',
      { Expiration: { Date: '2030-01-01T00:00:00Z' }, Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] },
      ['days-mixed-with-dates?'],
    ],
    ['that moves at no time', { Transitions: [{ StorageClass: 'GLACIER' }] }, ['days-or-date Transitions.0']],
    ['that moves at once', { Transitions: [{ Days: 0, StorageClass: 'GLACIER' }] }, []],
    [
      'that moves to one class twice',
      {
        Transitions: [
          { Days: 30, StorageClass: 'COLD' },
          { Days: 60, StorageClass: 'COLD' },
        ],
      },
      ['same-class Transitions.1.StorageClass'],
    ],
    [
      'that moves back up',
      {
        Transitions: [
          { Days: 90, StorageClass: 'STANDARD_IA' },
          { Days: 30, StorageClass: 'GLACIER' },
        ],
      },
      ['moved-back? Transitions.0.Days'],
    ],
    [
      'that moves too soon',
      { Transitions: [{ Days: 29, StorageClass: 'ONEZONE_IA' }] },
      ['moved-too-soon? Transitions.0.Days'],
    ],
    [
      'that moves on too soon',
      {
        Transitions: [
          { Days: 30, StorageClass: 'STANDARD_IA' },
          { Days: 59, StorageClass: 'GLACIER' },
        ],
      },
      ['moved-too-close? Transitions.1.Days'],
    ],
    [
      'that deletes noncurrent versions at once',
      { NoncurrentVersionExpiration: { NoncurrentDays: 0 } },
      ['zero-days NoncurrentVersionExpiration.NoncurrentDays'],
    ],
    [
      'of noncurrent versions without anything',
      { NoncurrentVersionExpiration: {} },
      ['noncurrent-days NoncurrentVersionExpiration.NoncurrentDays'],
    ],
    [
      'that keeps noncurrent versions of any age',
      { NoncurrentVersionExpiration: { NewerNoncurrentVersions: 5 } },
      ['noncurrent-days? NoncurrentVersionExpiration.NoncurrentDays'],
    ],
    [
      'that keeps too many',
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } },
      ['keep-range? NoncurrentVersionExpiration.NewerNoncurrentVersions'],
    ],
    [
      'that keeps none',
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 0 } },
      ['keep-range NoncurrentVersionExpiration.NewerNoncurrentVersions'],
    ],
    [
      'that moves noncurrent versions when they are gone',
      {
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        NoncurrentVersionTransitions: [{ NoncurrentDays: 40, StorageClass: 'GLACIER' }, { StorageClass: 'COLD' }],
      },
      [
        'moved-after-deletion? NoncurrentVersionTransitions.0.NoncurrentDays',
        'noncurrent-days NoncurrentVersionTransitions.1.NoncurrentDays',
      ],
    ],
  ])('%s', (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });
});

test("Amazon's rules about its own classes do not keep anyone from saving", () => {
  const early = { ...fine, Expiration: undefined, Transitions: [{ Days: 1, StorageClass: 'STANDARD_IA' }] };
  const problems = check([early]);
  expect(problems.map(({ code }) => code)).toEqual(['moved-too-soon']);
  expect(hasErrors(problems)).toBe(false);
});
