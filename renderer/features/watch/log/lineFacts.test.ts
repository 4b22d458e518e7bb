import { expect, test } from 'vitest';
import { createTexts } from '../../../../shared/i18n/create.ts';
import { line } from '../testing/snapshots.ts';
import { lineFacts } from './lineFacts.ts';

const words = { t: createTexts('en').t, errorText: () => 'It failed.', when: () => 'today 14:02' };

test('rows that were kept are told of those that were read', () => {
  expect(lineFacts(line(1, { step: 'filtered', facts: { rows: 1000, kept: 412 } }), words)).toEqual([
    '412 of 1,000 rows',
  ]);
  expect(lineFacts(line(1, { step: 'filtered', facts: { rows: 10, kept: 4, undecided: 2 } }), words)).toEqual([
    '4 of 10 rows',
    '2 undecided',
  ]);
  expect(lineFacts(line(1, { step: 'read', facts: { rows: 1 } }), words)).toEqual(['1 row']);
});

test('a move says where from, the archive where to', () => {
  expect(lineFacts(line(1, { step: 'moved', facts: { path: 'a.csv' } }), words)).toEqual(['from a.csv']);
  expect(lineFacts(line(1, { step: 'archived', facts: { path: '/home/anna/archive/a.csv' } }), words)).toEqual([
    'to …/archive/a.csv',
  ]);
});

test('a reason is told in words', () => {
  expect(lineFacts(line(1, { step: 'left-out', facts: { reason: 'no-data' } }), words)).toEqual(['no data']);
  expect(lineFacts(line(1, { step: 'rule-stopped', facts: { reason: 'of-another-time' } }), words)).toEqual([]);
});

test('a failure says why and when it is tried again', () => {
  const error = { code: 'network', message: 'reset', retryable: true } as const;
  const failed = line(1, { step: 'failed', facts: { error, retryAt: '2026-11-20T14:02:17.000Z' } });
  expect(lineFacts(failed, words)).toEqual(['It failed.', 'again today 14:02']);
});
