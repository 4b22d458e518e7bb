import { expect, test } from 'vitest';
import type { JobSnapshot, JobState } from '../../../shared/transfer.ts';
import { testJob } from '../../stores/testJob.ts';
import { jobFraction, percentOf, summarize } from './progress.ts';

const MB = 1_000_000;

const job = (state: JobState, more: Partial<JobSnapshot> = {}) =>
  testJob({ state, bytes: { total: 100 * MB, done: 0 }, ...more });

test.each<[string, JobSnapshot, number | null]>([
  ['half of its bytes', job('running', { bytes: { total: 200, done: 100 } }), 0.5],
  ['all sent but not done', job('finishing', { bytes: { total: 200, done: 200 } }), 0.99],
  ['done', job('done', { bytes: { total: 200, done: 200 } }), 1],
  ['being counted', job('preparing', { bytes: { total: 200, done: 0 } }), null],
  ['queued', job('queued'), null],
  [
    'a delete counts its items, not the bytes of the objects',
    job('running', { kind: 'delete', items: { total: 4, done: 2, failed: 1, skipped: 0 } }),
    0.75,
  ],
  [
    'empty files count as items',
    job('running', { bytes: { total: 0, done: 0 }, items: { total: 4, done: 1, failed: 0, skipped: 0 } }),
    0.25,
  ],
  [
    'nothing known at all',
    job('running', { kind: 'delete', items: { total: 0, done: 0, failed: 0, skipped: 0 } }),
    null,
  ],
])('%s', (_name, given, expected) => {
  expect(jobFraction(given)).toBe(expected);
});

test('percent is rounded down', () => {
  expect([0, 0.29, 0.5, 0.999, 1].map(percentOf)).toEqual([0, 29, 50, 99, 100]);
});

test('several jobs are summed up by bytes, speeds added', () => {
  const summary = summarize([
    job('running', { bytes: { total: 100 * MB, done: 50 * MB }, speed: 10 * MB }),
    job('running', { id: 'b', bytes: { total: 300 * MB, done: 50 * MB }, speed: 20 * MB }),
  ]);
  expect(summary).toMatchObject({ active: 2, asking: 0, fraction: 0.25, speed: 30 * MB, etaSeconds: 10, failed: [] });
});

test('a job that ends beside another one does not throw the whole back', () => {
  const summary = summarize([
    job('done', { bytes: { total: 300 * MB, done: 300 * MB }, endedAt: '2026-11-21T10:01:00.000Z' }),
    job('running', { id: 'b', bytes: { total: 100 * MB, done: 20 * MB } }),
  ]);
  expect(summary.fraction).toBe(0.8);
});

test('a job that ended before the running one began does not count', () => {
  const summary = summarize([
    job('done', { endedAt: '2026-11-21T10:01:00.000Z' }),
    job('running', { id: 'b', createdAt: '2026-11-21T10:02:00.000Z', bytes: { total: 100, done: 20 } }),
  ]);
  expect(summary.fraction).toBe(0.2);
});

test('while one job is not counted yet the time left is not told', () => {
  const summary = summarize([
    job('running', { bytes: { total: 100, done: 50 }, speed: 10 }),
    job('preparing', { id: 'b', bytes: { total: 0, done: 0 } }),
  ]);
  expect(summary).toMatchObject({ active: 2, fraction: 0.5, speed: 10, etaSeconds: null });
});

test('nor while the speed of one job is not known yet', () => {
  const summary = summarize([
    job('running', { bytes: { total: 100, done: 50 }, speed: 10 }),
    job('running', { id: 'b', bytes: { total: 900, done: 0 } }),
  ]);
  expect(summary).toMatchObject({ active: 2, speed: 10, etaSeconds: null });
});

test('failed jobs are those that failed and those that ended with failed items; a cancelled one is none', () => {
  const partly = job('done', { id: 'b', items: { total: 3, done: 2, failed: 1, skipped: 0 } });
  const failed = job('failed', { id: 'c' });
  const summary = summarize([job('cancelled'), partly, failed]);
  expect(summary).toMatchObject({ active: 0, fraction: null, speed: null, etaSeconds: null });
  expect(summary.failed).toEqual([partly, failed]);
});

test('what rests is counted, but nobody waits for it', () => {
  const summary = summarize([
    job('running', { bytes: { total: 100, done: 50 }, speed: 10 }),
    job('paused', { id: 'b', bytes: { total: 300, done: 50 } }),
    job('running', { id: 'c', kind: 'delete', items: { total: 4, done: 2, failed: 0, skipped: 0 } }),
    job('failed', { id: 'd', canRetry: true }),
  ]);
  expect(summary).toMatchObject({ active: 3, paused: 1, pausable: 1, retryable: 1, fraction: 0.25, etaSeconds: 5 });
});

test('why nothing moves is told by the first that waits, unless something is at work', () => {
  const waiting = job('waiting', { waiting: { reason: 'offline', until: null, error: null }, speed: null });
  expect(summarize([job('queued', { id: 'b' }), waiting]).waiting).toBe(waiting);
  const beside = summarize([waiting, job('running', { id: 'b', speed: 10, bytes: { total: 100, done: 0 } })]);
  expect(beside).toMatchObject({ waiting: null, etaSeconds: null });
});
