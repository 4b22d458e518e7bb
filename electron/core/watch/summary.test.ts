import { expect, test } from 'vitest';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import { createWatchSummary, type WatchSummary } from './summary.ts';

const snapshot = (id: string, enabled: boolean, state: RuleSnapshot['state'], needsYou = 0): RuleSnapshot => ({
  rule: {
    id,
    name: id,
    enabled,
    folder: `/data/${id}`,
    subfolders: false,
    include: [],
    exclude: [],
    connectionId: 'c',
    bucket: 'b',
    keyTemplate: '{name}',
    constants: [],
    data: null,
    logUpload: null,
    afterwards: { kind: 'leave' },
    logFolder: '/logs',
  },
  state,
  error: null,
  polling: null,
  waiting: null,
  counts: { waiting: 0, working: 0, retrying: 0, needsYou, done: 0 },
  bytesDone: 0,
  lastFile: null,
  filtering: [],
  log: { uploadedAt: null, uploads: 0, error: null },
});

test('counts the rules that are on, those that stand still, and the files that need the user', () => {
  const told: WatchSummary[] = [];
  const summary = createWatchSummary((now) => told.push(now));
  summary.hear({ rules: [snapshot('a', true, 'watching', 2), snapshot('b', false, 'off', 1)], removed: [] });
  summary.hear({ rules: [snapshot('c', true, 'stopped')], removed: [] });
  summary.hear({ rules: [], removed: ['a'] });
  expect(told).toEqual([
    { watching: 1, stopped: 0, troubled: 2 },
    { watching: 2, stopped: 1, troubled: 2 },
    { watching: 1, stopped: 1, troubled: 0 },
  ]);
});

test('tells only what has changed', () => {
  const told: WatchSummary[] = [];
  const summary = createWatchSummary((now) => told.push(now));
  summary.hear({ rules: [snapshot('a', true, 'scanning')], removed: [] });
  summary.hear({ rules: [snapshot('a', true, 'working')], removed: [] });
  expect(told).toHaveLength(1);
});
