import { expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { refusedField } from './refusalOf.ts';

const refusal = (details: Record<string, string>) => refusedField(appError('rule-invalid', '', { details }));

test('a field that is refused is told with its reason, and with the rule that is in the way', () => {
  expect(refusal({ field: 'folder', reason: 'archive', rule: 'Orders' })).toEqual({
    field: 'folder',
    reason: 'folder-archive',
    rule: 'Orders',
  });
  expect(refusal({ field: 'connectionId', reason: 'not-found' })).toMatchObject({ reason: 'connection-not-found' });
  expect(refusal({ field: 'keyTemplate', reason: 'empty' })).toMatchObject({ field: 'keyTemplate', reason: 'other' });
});

test('other failures are of no field', () => {
  expect(refusal({})).toBeNull();
  expect(refusedField(appError('access-denied', '', { details: { field: 'folder' } }))).toBeNull();
  expect(refusedField(new Error('x'))).toBeNull();
});
