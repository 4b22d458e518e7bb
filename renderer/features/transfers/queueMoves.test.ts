import { expect, test } from 'vitest';
import type { JobState } from '../../../shared/transfer.ts';
import { testJob } from '../../stores/testJob.ts';
import { moveDown, moveNext, moveToGap, moveUp, queueOf } from './queueMoves.ts';

const queue = (...states: JobState[]) => states.map((state, index) => testJob({ id: 'abcdef'[index] ?? '', state }));

test('the queue is what has not ended, in the order shown', () => {
  const jobs = queue('running', 'done', 'queued');
  expect(queueOf(['c', 'b', 'a'], new Map(jobs.map((job) => [job.id, job]))).map((job) => job.id)).toEqual(['c', 'a']);
});

test('one place up, and no further than the first', () => {
  const jobs = queue('queued', 'paused', 'waiting');
  expect(moveUp(jobs, 'c')).toEqual({ before: 'b' });
  expect(moveUp(jobs, 'b')).toEqual({ before: 'a' });
  expect(moveUp(jobs, 'a')).toBeNull();
});

test('one place down, and no further than the last', () => {
  const jobs = queue('queued', 'paused', 'waiting');
  expect(moveDown(jobs, 'a')).toEqual({ before: 'c' });
  expect(moveDown(jobs, 'b')).toEqual({ before: null });
  expect(moveDown(jobs, 'c')).toBeNull();
});

test('next is before all others that are queued, behind what is at work', () => {
  const jobs = queue('running', 'queued', 'queued', 'paused');
  expect(moveNext(jobs, 'd')).toEqual({ before: 'b' });
  expect(moveNext(jobs, 'c')).toEqual({ before: 'b' });
  expect(moveNext(jobs, 'b')).toBeNull();
});

test('what is at work, has ended or is not there cannot be moved', () => {
  const jobs = queue('queued', 'running', 'queued');
  for (const id of ['b', 'x']) {
    expect([moveUp(jobs, id), moveDown(jobs, id), moveNext(jobs, id), moveToGap(jobs, id, 0)]).toEqual(
      Array(4).fill(null),
    );
  }
});

test('to a gap between rows; beside itself is no move', () => {
  const jobs = queue('running', 'queued', 'queued', 'queued');
  expect(moveToGap(jobs, 'd', 1)).toEqual({ before: 'b' });
  expect(moveToGap(jobs, 'b', 4)).toEqual({ before: null });
  expect(moveToGap(jobs, 'b', 0)).toEqual({ before: 'a' });
  expect(moveToGap(jobs, 'c', 2)).toBeNull();
  expect(moveToGap(jobs, 'c', 3)).toBeNull();
});
