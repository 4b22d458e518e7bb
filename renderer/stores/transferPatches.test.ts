import { expect, test } from 'vitest';
import type { JobSnapshot } from '../../shared/transfer.ts';
import { testJob } from './testJob.ts';
import {
  applyChange,
  EMPTY_MIRROR,
  endedBetween,
  hasOwnWork,
  mirrorOf,
  type TransferMirror,
} from './transferPatches.ts';

const job = (id: string, more: Partial<JobSnapshot> = {}) => testJob({ id, name: `${id}.csv`, ...more });

function applied(mirror: TransferMirror, change: Parameters<typeof applyChange>[1]): TransferMirror {
  const next = applyChange(mirror, change);
  if (next === 'gap') throw new Error('a gap was not expected');
  return next;
}

const two = mirrorOf({ seq: 7, jobs: [job('a'), job('b', { state: 'done' })] });

test('a snapshot is put in order; jobs that have not ended and do not rest are counted', () => {
  expect(two.ids).toEqual(['a', 'b']);
  expect(two.activeCount).toBe(1);
  expect(two.seq).toBe(7);
  const paused = mirrorOf({ seq: 1, jobs: [job('b', { order: 2 }), job('a', { order: 1, state: 'paused' })] });
  expect(paused.ids).toEqual(['a', 'b']);
  expect(paused.activeCount).toBe(1);
});

test('work of watched folders is none of the user’s own', () => {
  const watched = mirrorOf({ seq: 1, jobs: [job('a', { rule: 'Orders' }), job('b', { state: 'done' })] });
  expect([watched.activeCount, hasOwnWork(watched), hasOwnWork(two)]).toEqual([1, false, true]);
});

test('a patch changes only its job: the other one and the list of ids stay the same objects', () => {
  const next = applied(two, { seq: 8, patches: [{ id: 'a', bytes: { total: 100, done: 40 } }], removed: [] });
  expect(next.jobs.get('a')).toEqual(job('a', { bytes: { total: 100, done: 40 } }));
  expect(next.jobs.get('b')).toBe(two.jobs.get('b'));
  expect(next.ids).toBe(two.ids);
  expect(two.jobs.get('a')?.bytes.done).toBe(0);
});

test('a new job comes whole and stands last in the queue, above what has ended', () => {
  const next = applied(two, { seq: 8, patches: [job('c'), { id: 'c', state: 'finishing' }], removed: [] });
  expect(next.ids).toEqual(['a', 'c', 'b']);
  expect(next.jobs.get('c')?.state).toBe('finishing');
  expect(next.activeCount).toBe(2);
});

test('removed jobs leave the list, an ended one goes below the queue', () => {
  const three = applied(two, { seq: 8, patches: [job('c')], removed: [] });
  const next = applied(three, { seq: 9, patches: [{ id: 'a', state: 'cancelled' }], removed: ['b', 'unknown'] });
  expect(next.ids).toEqual(['c', 'a']);
  expect(next.jobs.has('b')).toBe(false);
  expect(next.activeCount).toBe(1);
});

test('a job that was moved takes its new place', () => {
  const queue = mirrorOf({ seq: 7, jobs: [job('a', { order: 1 }), job('b', { order: 2 })] });
  const next = applied(queue, { seq: 8, patches: [{ id: 'b', order: 0.5 }], removed: [] });
  expect(next.ids).toEqual(['b', 'a']);
});

test('a state that changes no place leaves the list of ids the same object', () => {
  const next = applied(two, { seq: 8, patches: [{ id: 'a', state: 'finishing' }], removed: [] });
  expect(next.ids).toBe(two.ids);
});

test('a sequence number left out is a gap', () => {
  expect(applyChange(two, { seq: 9, patches: [], removed: [] })).toBe('gap');
});

test('a change of a job never seen whole is a gap', () => {
  expect(applyChange(two, { seq: 8, patches: [{ id: 'x', state: 'running' }], removed: [] })).toBe('gap');
});

test('a batch that the snapshot already holds changes nothing', () => {
  expect(applyChange(two, { seq: 7, patches: [{ id: 'a', state: 'failed' }], removed: [] })).toBe(two);
  expect(applyChange(two, { seq: 3, patches: [{ id: 'x', state: 'failed' }], removed: ['a'] })).toBe(two);
});

test('jobs that ended between two mirrors are told once', () => {
  const next = applied(two, {
    seq: 8,
    patches: [{ id: 'a', state: 'done' }, job('quick', { kind: 'delete', state: 'done' })],
    removed: [],
  });
  expect(endedBetween(two, next).map((ended) => ended.id)).toEqual(['a', 'quick']);
  const later = applied(next, { seq: 9, patches: [job('c')], removed: [] });
  expect(endedBetween(next, later)).toEqual([]);
  expect(endedBetween(EMPTY_MIRROR, two).map((ended) => ended.id)).toEqual(['b']);
});
