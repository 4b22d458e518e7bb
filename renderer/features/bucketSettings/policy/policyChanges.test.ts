import { expect, test } from 'vitest';
import { createTexts } from '../../../../shared/i18n/create.ts';
import type { PolicyDocument, PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { policyChanges } from './policyChanges.ts';

const { t } = createTexts('en');
const READ: PolicyStatement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::photos/*',
};
const WRITE: PolicyStatement = { ...READ, Action: 's3:PutObject' };
const of = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const changes = (before: PolicyDocument | null, after: PolicyDocument | null) =>
  policyChanges(t, 'en', 'photos', before, after);

const READ_TEXT = 'Everyone may read objects in the whole bucket';
const WRITE_TEXT = 'Everyone may write objects in the whole bucket';

test('statements that come and go are told in words', () => {
  expect(changes(null, of(READ))).toEqual([`New: ${READ_TEXT}.`]);
  expect(changes(of(READ, WRITE), of(WRITE))).toEqual([`No longer: ${READ_TEXT}.`]);
  expect(changes(of(READ), of(WRITE))).toEqual([`No longer: ${READ_TEXT}.`, `New: ${WRITE_TEXT}.`]);
  expect(changes(of(READ), null)).toEqual([`No longer: ${READ_TEXT}.`]);
});

test('what the words do not show is told as a detail', () => {
  expect(changes(of(READ), of({ ...READ, Sid: 'Read' }))).toEqual([`Changed in its details: ${READ_TEXT}.`]);
  expect(changes(of(READ), { ...of(READ), Id: 'mine' })).toEqual(['Changed in its details.']);
  expect(changes(of(READ, READ), of(READ))).toEqual([`No longer: ${READ_TEXT}.`]);
  expect(changes(of(READ), of(READ))).toEqual([]);
});
