import { expect, test } from 'vitest';
import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { JobSnapshot } from '../../../shared/transfer.ts';
import { handClock } from '../testing/handClock.ts';
import { createChanges, patchOf } from './changes.ts';

function snapshotOf(id: string, fields: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    id,
    kind: 'upload',
    state: 'queued',
    connectionId: 'c',
    bucket: 'b',
    prefix: '',
    name: null,
    localFolder: null,
    rule: null,
    items: { total: 0, done: 0, failed: 0, skipped: 0 },
    bytes: { total: 0, done: 0 },
    speed: null,
    etaSeconds: null,
    waiting: null,
    order: 1,
    interrupted: false,
    canRetry: false,
    createdAt: '2026-11-21T00:00:00.000Z',
    endedAt: null,
    error: null,
    problems: [],
    notices: [],
    noticeCount: 0,
    question: null,
    ...fields,
  };
}

function watched() {
  const clock = handClock();
  const told: { at: number; change: TransfersChanged }[] = [];
  const start = clock.now();
  const changes = createChanges({ clock, emit: (change) => told.push({ at: clock.now() - start, change }) });
  return { clock, told, changes };
}

test('a patch has the fields that differ, and all of them for a job that is new', () => {
  const before = snapshotOf('1');
  expect(patchOf(undefined, before)).toEqual(before);
  expect(patchOf(before, snapshotOf('1'))).toBeNull();
  const after = snapshotOf('1', { state: 'running', bytes: { total: 5, done: 1 } });
  expect(patchOf(before, after)).toEqual({ id: '1', state: 'running', bytes: { total: 5, done: 1 } });
});

test('however often and whatever changes, ten messages a second carry it, numbered one by one', async () => {
  const { clock, told, changes } = watched();
  let done = 0;
  const job = (id: string) => ({ snapshot: () => snapshotOf(id, { state: 'running', bytes: { total: 1000, done } }) });
  for (done = 1; done <= 1000; done += 1) {
    for (const id of ['1', '2', '3']) changes.touch(id, job(id));
    await clock.advance(1);
  }
  expect(told.length).toBeGreaterThanOrEqual(9);
  expect(told.length).toBeLessThanOrEqual(11);
  for (const [i, { at }] of told.entries()) if (i > 0) expect(at - (told[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(100);
  expect(told.map(({ change }) => change.seq)).toEqual(told.map((_, i) => i + 1));
  expect(told[1]?.change.patches[2]).toEqual({ id: '3', bytes: { total: 1000, done: expect.any(Number) } });
  expect(changes.seq()).toBe(told.length);
  changes.close();
});

test('what changes after a quiet time is told at once', async () => {
  const { clock, told, changes } = watched();
  changes.touch('1', { snapshot: () => snapshotOf('1') });
  await clock.advance(0);
  expect(told.length).toBe(1);
  await clock.advance(10_000);
  changes.touch('1', { snapshot: () => snapshotOf('1', { state: 'done' }) });
  await clock.advance(0);
  expect(told.map(({ at }) => at)).toEqual([0, 10_000]);
});

test('a running job that tells nothing is looked at each second, as its speed falls; any other is left alone', async () => {
  const { clock, told, changes } = watched();
  let speed = 100;
  changes.touch('1', { snapshot: () => snapshotOf('1', { state: 'running', speed }) });
  changes.touch('2', { snapshot: () => snapshotOf('2', { state: 'needs-answer', speed }) });
  await clock.advance(0);
  for (let i = 0; i < 3; i += 1) {
    speed -= 10;
    await clock.advance(1000);
  }
  expect(told.slice(1).map(({ change }) => change.patches)).toEqual([
    [{ id: '1', speed: 90 }],
    [{ id: '1', speed: 80 }],
    [{ id: '1', speed: 70 }],
  ]);
  changes.close();
});

test('a job that is taken away is told about, and no more of it', async () => {
  const { clock, told, changes } = watched();
  changes.touch('1', { snapshot: () => snapshotOf('1') });
  await clock.advance(0);
  changes.touch('1', { snapshot: () => snapshotOf('1', { state: 'done' }) });
  changes.remove('1');
  await clock.advance(200);
  expect(told.at(-1)?.change).toEqual({ seq: 2, patches: [], removed: ['1'] });
});

test('closing tells the rest at once, and then nothing', async () => {
  const { clock, told, changes } = watched();
  changes.touch('1', { snapshot: () => snapshotOf('1') });
  await clock.advance(0);
  changes.touch('1', { snapshot: () => snapshotOf('1', { state: 'cancelled' }) });
  changes.close();
  expect(told.at(-1)?.change.patches).toEqual([{ id: '1', state: 'cancelled' }]);
  changes.touch('1', { snapshot: () => snapshotOf('1', { state: 'done' }) });
  changes.close();
  await clock.advance(1000);
  expect(told.length).toBe(2);
});
