import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import { announcement } from './announcement.ts';
import { snapshot } from './testing/snapshots.ts';

const { t } = createTexts('en');
const counts = snapshot().counts;

test('that a rule stops and goes on is said', () => {
  const stopped = snapshot({ state: 'stopped', error: { code: 'folder-gone', message: '', retryable: false } });
  expect(announcement([snapshot()], [stopped], t)).toBe('Orders: Stopped: the folder is not there');
  expect(announcement([stopped], [snapshot()], t)).toBe('Orders: Watching');
});

test('that files need the user is said when there are more of them', () => {
  const two = snapshot({ counts: { ...counts, needsYou: 2 } });
  expect(announcement([snapshot()], [two], t)).toBe('Orders: 2 need you');
  expect(announcement([two], [snapshot()], t)).toBe('');
});

test('what comes and goes with every file is not said, nor is a new rule', () => {
  expect(announcement([snapshot()], [snapshot({ state: 'working' })], t)).toBe('');
  expect(announcement([], [snapshot()], t)).toBe('');
});
