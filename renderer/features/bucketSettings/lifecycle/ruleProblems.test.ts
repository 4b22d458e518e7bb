import { expect, test } from 'vitest';
import type { Problem } from '../../../../shared/settings/problems.ts';
import { problemsOfRule } from './ruleProblems.ts';

const problem = (path: Problem['path'], severity: Problem['severity'] = 'error'): Problem => ({
  code: 'not-valid',
  severity,
  path,
});

test.each([
  [['Prefix'], 'prefix'],
  [['Filter', 'Prefix'], 'prefix'],
  [['Filter', 'And', 'Prefix'], 'prefix'],
  [['Filter', 'Tag', 'Key'], 'tags'],
  [['Filter', 'And', 'Tags', 1, 'Value'], 'tags'],
  [['Filter', 'And', 'ObjectSizeGreaterThan'], 'larger'],
  [['Filter', 'ObjectSizeLessThan'], 'smaller'],
  [['Expiration', 'Days'], 'expireDays'],
  [['Transitions', 1, 'Days'], 'move1.when'],
  [['Transitions', 0, 'StorageClass'], 'move0.class'],
  [['NoncurrentVersionTransitions', 2, 'NewerNoncurrentVersions'], 'moveNoncurrent2.keep'],
  [['NoncurrentVersionExpiration'], 'noncurrentDays'],
  [['AbortIncompleteMultipartUpload', 'DaysAfterInitiation'], 'abort'],
])('a problem at %j stands at its field', (path, field) => {
  const { fields, rest } = problemsOfRule([problem(['Rules', 3, ...path])], 3);
  expect([...fields.keys()]).toEqual([field]);
  expect(rest).toEqual([]);
});

test('warnings, what has no field, and the second of a field are told above them', () => {
  const [rule, filter] = [problem(['Rules', 0]), problem(['Rules', 0, 'Filter'])];
  const [error, second] = [problem(['Rules', 0, 'ID']), problem(['Rules', 0, 'ID'])];
  const warning = problem(['Rules', 0, 'ID'], 'warning');
  const { fields, rest } = problemsOfRule([warning, rule, error, second, filter], 0);
  expect(fields.get('id')).toBe(error);
  expect(rest).toEqual([warning, rule, second, filter]);
});

test('problems of other rules and of the whole document are not a rule’s', () => {
  const { fields, rest } = problemsOfRule([problem(['Rules', 1, 'ID']), problem(['Rules']), problem([])], 0);
  expect([fields.size, rest.length]).toEqual([0, 0]);
});
