import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import { changeLines, differenceLines } from './changeLines.ts';

const { t } = createTexts('en');

test('what will change is told by its place, counted from 1', () => {
  expect(changeLines(t, { Rules: [{ Days: 3, Old: 'x' }] }, { Rules: [{ Days: 5, New: [1] }] })).toEqual([
    'Rules › 1 › Days: 3 → 5',
    'Rules › 1 › Old: removed "x"',
    'Rules › 1 › New: added [1]',
  ]);
});

test('what is set for the first time and what is taken away says so', () => {
  expect(changeLines(t, null, { Payer: 'Requester' })).toEqual([
    'The setting is set for the first time.',
    'Payer: added "Requester"',
  ]);
  expect(changeLines(t, { Payer: 'Requester' }, null)).toEqual([
    'The setting is taken away. The bucket and its objects stay.',
  ]);
  expect(changeLines(t, null, null)).toEqual([]);
});

test('a long value is cut, and of many only the first are told', () => {
  const [line] = differenceLines(t, {}, { Text: 'x'.repeat(5000) });
  expect(line?.length).toBeLessThan(200);
  expect(line).toMatch(/…$/);
  const rules = Array.from({ length: 1001 }, (_, index) => index);
  const lines = differenceLines(t, { Rules: [] }, { Rules: rules });
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toBe('And 971 more.');
});
