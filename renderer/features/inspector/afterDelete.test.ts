import { expect, test } from 'vitest';
import type { ObjectVersion } from '../../../shared/contract/versions.ts';
import { afterDelete } from './afterDelete.ts';

const version = (versionId: string, more: Partial<ObjectVersion> = {}): ObjectVersion => ({
  key: 'a',
  versionId,
  kind: 'version',
  current: false,
  size: 1,
  modified: '2026-11-21T10:00:00.000Z',
  ...more,
});
const marker = (versionId: string, more: Partial<ObjectVersion> = {}) =>
  version(versionId, { kind: 'delete-marker', size: 0, ...more });
const current = { current: true };

test('an older version leaves the current one alone', () => {
  expect(afterDelete([version('2', current), version('1')], '1', false)).toEqual({ object: 'staysCurrent' });
});

test('an older version of a deleted object leaves it deleted', () => {
  expect(afterDelete([marker('3', current), version('2'), version('1')], '1', false)).toEqual({
    object: 'staysDeleted',
  });
});

test('without the current version the next older one is current', () => {
  const next = version('1');
  expect(afterDelete([version('2', current), next], '2', false)).toEqual({ object: 'becomesCurrent', next });
});

test('a delete marker next to the current version hides the object', () => {
  expect(afterDelete([version('3', current), marker('2'), version('1')], '3', false)).toEqual({
    object: 'becomesDeleted',
  });
});

test('the only version is the last, unless older ones are not loaded yet', () => {
  expect(afterDelete([version('1', current)], '1', false)).toEqual({ object: 'last' });
  expect(afterDelete([version('1', current)], '1', true)).toEqual({ object: 'nextUnknown' });
});
