import { expect, test } from 'vitest';
import { AppError, appError } from '../../../shared/errors.ts';
import { handClock } from '../testing/handClock.ts';
import type { JobSpec } from './engine.ts';
import { cancelledByUser, createJob, engineCloses, pausedByUser } from './job.ts';

const place = { connectionId: 'c', bucket: 'b', conflicts: 'ask' } as const;
const upload: JobSpec = { kind: 'upload', ...place, prefix: 'p/', paths: ['/x/file.txt'] };

function jobOf(spec: JobSpec = upload) {
  const clock = handClock();
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const job = createJob({ spec, order: 1, clock, onChange });
  job.begin();
  return { clock, job, changes: () => changes };
}

const failure = appError('not-found', 'gone').data;
const sizes = { existing: { size: 1, modified: '' }, incoming: { size: 2, modified: '' } };

test.each([
  [upload, { kind: 'upload', name: 'file.txt', prefix: 'p/', localFolder: null }],
  [
    { ...upload, paths: ['/a', '/b'] },
    { name: null, rule: null },
  ],
  [
    {
      kind: 'upload-files',
      connectionId: 'c',
      bucket: 'b',
      prefix: 'in/',
      title: 'Orders',
      files: [{ path: '/tmp/out-1', name: 'x/a.csv', key: 'in/a.csv', identity: null }],
    },
    { kind: 'upload', name: 'x/a.csv', prefix: 'in/', localFolder: null, rule: 'Orders' },
  ],
  [
    { kind: 'download', ...place, base: 'x/', keys: ['x/a'], prefixes: [], folder: '/home/me/Downloads' },
    { kind: 'download', name: 'a', prefix: 'x/', localFolder: 'Downloads' },
  ],
  [
    { kind: 'download', ...place, base: '', keys: [], prefixes: [''], folder: '/d' },
    { name: 'b', prefix: '' },
  ],
  [
    { kind: 'download-version', ...place, key: 'x/y/a.txt', versionId: 'v', folder: '/d' },
    { kind: 'download', name: 'a.txt', prefix: 'x/y/', localFolder: 'd' },
  ],
  [
    { kind: 'delete', ...place, keys: [], prefixes: ['x/y/'] },
    { kind: 'delete', name: 'y', prefix: 'x/' },
  ],
  [
    { kind: 'delete', ...place, keys: ['x/y/a', 'x/z'], prefixes: ['x/y/b/'] },
    { name: null, prefix: 'x/' },
  ],
] as [JobSpec, object][])('what the window calls it: %#', (spec, expected) => {
  expect(jobOf(spec).job.snapshot()).toMatchObject(expected);
});

test('a snapshot is plain data, and does not change afterwards', () => {
  const { job } = jobOf();
  const before = job.snapshot();
  expect(structuredClone(before)).toEqual(before);
  job.found(10);
  job.itemFailed('a', failure);
  job.notice({ kind: 'empty-folder', name: 'e' });
  expect(before).toMatchObject({ items: { total: 0, failed: 0 }, problems: [], notices: [] });
  expect(job.snapshot()).toMatchObject({ items: { total: 1, failed: 1 }, bytes: { total: 10 }, noticeCount: 1 });
});

test('only the first hundred problems and notices are told, all are counted', () => {
  const { job } = jobOf();
  for (let i = 0; i < 250; i += 1) {
    job.found(0);
    job.itemFailed(`f${i}`, failure);
    job.notice({ kind: 'empty-folder', name: `n${i}` });
  }
  const { problems, notices, noticeCount, items } = job.snapshot();
  expect([problems.length, notices.length, noticeCount, items.failed]).toEqual([100, 100, 250, 250]);
});

test('done when all is done; failed when items failed, with the first error when nothing succeeded', () => {
  const whole = jobOf().job;
  for (const phase of ['prepare', 'run', 'finish'] as const) whole.enter(phase);
  whole.end();
  expect(whole.snapshot()).toMatchObject({ state: 'done', error: null });

  const partly = jobOf().job;
  partly.found(1, 2);
  for (const phase of ['prepare', 'run', 'finish'] as const) partly.enter(phase);
  partly.itemsDone(1);
  partly.problem('left', appError('network', 'left behind').data);
  partly.itemFailed('a', failure);
  partly.end();
  expect(partly.snapshot()).toMatchObject({ state: 'failed', error: null, items: { done: 1, failed: 1 } });

  const none = jobOf().job;
  none.found(1);
  for (const phase of ['prepare', 'run', 'finish'] as const) none.enter(phase);
  none.problem('left', appError('network', 'left behind').data);
  none.itemFailed('a', failure);
  none.end();
  expect(none.snapshot()).toMatchObject({ state: 'failed', error: failure });
});

test('a cancel ends it cancelled, unless all was done already; another reason ends it failed', () => {
  const cancelled = jobOf().job;
  cancelled.found(1);
  cancelled.enter('prepare');
  cancelled.stop(cancelledByUser());
  cancelled.end();
  expect(cancelled.snapshot()).toMatchObject({ state: 'cancelled', error: null });

  const late = jobOf().job;
  late.found(1);
  for (const phase of ['prepare', 'run', 'finish'] as const) late.enter(phase);
  late.itemsDone(1);
  late.stop(cancelledByUser());
  late.end();
  expect(late.snapshot()).toMatchObject({ state: 'done' });

  const stopped = jobOf().job;
  stopped.enter('prepare');
  stopped.stop(new AppError(failure));
  stopped.end();
  expect(stopped.snapshot()).toMatchObject({ state: 'failed', error: failure });
});

test('a question is open until it, and no other, is answered; a cancel closes it', async () => {
  const { job } = jobOf();
  job.enter('prepare');
  const first = job.ask({ name: 'a', ...sizes, others: 1 });
  expect(job.snapshot()).toMatchObject({ state: 'needs-answer', question: { questionId: 1, name: 'a', others: 1 } });
  job.answer(2, { answer: 'overwrite', forAll: true });
  job.answer(1, { answer: 'skip', forAll: false });
  expect(await first).toEqual({ answer: 'skip', forAll: false });
  expect(job.snapshot().question).toBeNull();

  const second = job.ask({ name: 'b', ...sizes, others: 0 });
  expect(job.snapshot().question?.questionId).toBe(2);
  job.stop(cancelledByUser());
  await expect(second).rejects.toMatchObject({ data: { code: 'cancelled' } });
  expect(job.snapshot().question).toBeNull();
  await expect(job.ask({ name: 'c', ...sizes, others: 0 })).rejects.toMatchObject({ data: { code: 'cancelled' } });
});

test('waiting shows why and until when, and gives way to what the job was doing', () => {
  const { job, clock } = jobOf();
  for (const phase of ['prepare', 'run'] as const) job.enter(phase);
  const until = clock.now() + 1000;
  const error = appError('throttled', 'slow down', { retryable: true }).data;
  job.waits({ reason: 'throttled', until, error });
  const waiting = { reason: 'throttled', until: new Date(until).toISOString(), error };
  expect(job.snapshot()).toMatchObject({ state: 'waiting', waiting, speed: null });
  // Its other items came to their end meanwhile.
  job.enter('finish');
  expect(job.state()).toBe('waiting');
  job.waits(null);
  expect(job.snapshot()).toMatchObject({ state: 'finishing', waiting: null });
});

test('a pause, or the end of the program, lets it rest; what it waited for is forgotten', () => {
  const { job } = jobOf();
  job.enter('prepare');
  job.found(10, 2);
  job.planned();
  job.enter('run');
  job.waits({ reason: 'offline', until: null, error: null });
  job.stop(pausedByUser());
  job.end();
  expect(job.snapshot()).toMatchObject({ state: 'paused', waiting: null, interrupted: false, endedAt: null });
  expect(job.record()).toMatchObject({ isPlanned: true, isPaused: true });
  // A retrier that was still watching.
  job.waits(null);
  expect(job.state()).toBe('paused');

  job.apply('queue');
  job.begin();
  job.enter('prepare');
  job.goOnWith([
    { state: 'done', bytes: 4 },
    { state: 'open', bytes: 6 },
  ]);
  expect(job.snapshot()).toMatchObject({ items: { total: 2, done: 1 }, bytes: { done: 4, total: 10 } });
  job.stop(engineCloses());
  job.end();
  expect(job.state()).toBe('queued');
  expect(job.record().isPaused).toBe(false);
});

test('a failed one can be tried again: what could not be planned stays failed, the rest is open', () => {
  const { job } = jobOf();
  job.enter('prepare');
  job.found(0);
  job.itemFailed('bad name', failure);
  job.found(5);
  job.planned();
  job.enter('run');
  job.itemFailed('a', failure);
  job.enter('finish');
  job.end();
  expect(job.snapshot()).toMatchObject({ state: 'failed', canRetry: true, items: { total: 2, failed: 2 } });

  job.apply('queue');
  expect(job.snapshot()).toMatchObject({ state: 'queued', error: null, endedAt: null });
  job.begin();
  job.enter('prepare');
  job.goOnWith([{ state: 'open', bytes: 5 }]);
  expect(job.snapshot()).toMatchObject({ items: { total: 2, failed: 1 }, problems: [{ name: 'bad name' }] });
});

test('without a plan a new run begins from nothing', () => {
  const { job } = jobOf();
  job.enter('prepare');
  job.found(7, 3);
  job.notice({ kind: 'empty-folder', name: 'e' });
  job.stop(pausedByUser());
  job.end();
  job.apply('queue');
  job.begin();
  expect(job.snapshot()).toMatchObject({ items: { total: 0 }, bytes: { total: 0 }, notices: [], noticeCount: 0 });
});
