import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import { openCounts, progressOf, statusOf } from './status.ts';
import { snapshot } from './testing/snapshots.ts';

const { t } = createTexts('en');

test('a stopped rule says so in danger colour, and of a missing folder that it is missing', () => {
  const gone = snapshot({ state: 'stopped', error: { code: 'folder-gone', message: '', retryable: false } });
  expect(statusOf(gone, t)).toMatchObject({ text: 'Stopped: the folder is not there', tone: 'danger' });
  const denied = snapshot({ state: 'stopped', error: { code: 'local-denied', message: '', retryable: false } });
  expect(statusOf(denied, t)).toMatchObject({ text: 'Stopped', tone: 'danger' });
});

test('what the uploads wait for comes before what the rule does, but not when it is off', () => {
  const waiting = { reason: 'credentials', error: null } as const;
  expect(statusOf(snapshot({ state: 'working', waiting }), t).text).toBe('Waiting for keys the server accepts');
  expect(statusOf(snapshot({ state: 'off', waiting }), t).text).toBe('Off');
});

test.each([
  ['off', 'Off', 'quiet'],
  ['scanning', 'Looking through the folder', 'busy'],
  ['watching', 'Watching', 'good'],
  ['working', 'Working', 'busy'],
] as const)('a rule that is %s', (state, text, tone) => {
  expect(statusOf(snapshot({ state }), t)).toMatchObject({ text, tone });
});

test('counts of nothing are left out, and what needs the user comes first', () => {
  const counts = { waiting: 3, working: 0, retrying: 1, needsYou: 2, done: 9 };
  expect(openCounts(counts)).toEqual([
    { name: 'needsYou', count: 2 },
    { name: 'retrying', count: 1 },
    { name: 'waiting', count: 3 },
  ]);
});

test('the progress is known only while one file is filtered and nothing else is to be done', () => {
  const counts = { waiting: 0, working: 1, retrying: 0, needsYou: 0, done: 0 };
  const filtering = [{ fileId: 1, file: 'a.csv', fraction: 0.4 }];
  expect(progressOf(snapshot({ state: 'working', counts, filtering }))).toBe(0.4);
  expect(progressOf(snapshot({ state: 'working', counts: { ...counts, waiting: 5 }, filtering }))).toBeNull();
  expect(progressOf(snapshot({ state: 'scanning' }))).toBeNull();
  expect(progressOf(snapshot({ state: 'watching' }))).toBeUndefined();
  expect(progressOf(snapshot({ state: 'working', waiting: { reason: 'offline', error: null } }))).toBeUndefined();
});
