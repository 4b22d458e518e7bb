import { expect, test } from 'vitest';
import { shownOrder } from './jobOrder.ts';
import { testJob } from './testJob.ts';

test('the queue stands first, by its order whatever the states, then what has ended, the last on top', () => {
  const jobs = [
    testJob({ id: 'old', state: 'done', order: 1, endedAt: '2026-11-21T10:00:00.000Z' }),
    testJob({ id: 'queued', state: 'queued', order: 4 }),
    testJob({ id: 'paused', state: 'paused', order: 2 }),
    testJob({ id: 'new', state: 'failed', order: 9, endedAt: '2026-11-21T11:00:00.000Z' }),
    testJob({ id: 'running', state: 'running', order: 3 }),
  ];
  expect(shownOrder(jobs)).toEqual(['paused', 'running', 'queued', 'new', 'old']);
});

test('jobs of one order stand as they were begun', () => {
  const at = (id: string, minute: number) => testJob({ id, createdAt: `2026-11-21T10:0${minute}:00.000Z` });
  expect(shownOrder([at('b', 2), at('a', 1)])).toEqual(['a', 'b']);
});
