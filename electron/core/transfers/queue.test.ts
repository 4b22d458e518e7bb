import { expect, test } from 'vitest';
import { handClock } from '../testing/handClock.ts';
import { type Deferred, deferred } from './deferred.ts';
import type { JobSpec } from './engine.ts';
import { createJob, type Job, pausedByUser } from './job.ts';
import { createQueue, type Queue } from './queue.ts';

const place = { connectionId: 'c', bucket: 'b' };
const upload: JobSpec = { kind: 'upload', ...place, prefix: '', paths: ['/x'], conflicts: 'ask' };
const remove: JobSpec = { kind: 'delete', ...place, keys: ['x'], prefixes: [] };

/** A queue whose jobs run until they are told to end. */
function start(jobsAtOnce: number) {
  const clock = handClock();
  const running = new Map<Job, Deferred<void>>();
  const started: Job[] = [];
  const queue: Queue = createQueue({
    jobsAtOnce,
    async run(job) {
      const signal = job.begin();
      job.enter('prepare');
      job.enter('run');
      started.push(job);
      const over = deferred<void>();
      running.set(job, over);
      signal.addEventListener('abort', () => over.resolve());
      await over.promise;
      if (!signal.aborted) job.enter('finish');
      job.end();
    },
  });
  const add = async (spec = upload) => {
    const job = createJob({ spec, order: queue.orderBefore(null), clock, onChange: () => queue.pump() });
    queue.add(job);
    await clock.advance(0);
    return job;
  };
  const finish = async (job: Job) => {
    running.get(job)?.resolve();
    await clock.advance(0);
  };
  return { queue, add, finish, started, clock };
}

test('so many at once, in their order; deletes do not wait', async () => {
  const { add, finish, started } = start(2);
  const [a, b, c] = [await add(), await add(), await add()];
  const d = await add(remove);
  expect(started).toEqual([a, b, d]);
  await finish(b);
  expect(started).toEqual([a, b, d, c]);
});

test('one put before another starts before it; last is last', async () => {
  const { queue, add, finish, started } = start(1);
  const [a, b, c, d] = [await add(), await add(), await add(), await add()];
  d.moveTo(queue.orderBefore(b));
  b.moveTo(queue.orderBefore(null));
  expect(queue.all()).toEqual([a, d, c, b]);
  const first = await add();
  first.moveTo(queue.orderBefore(a));
  expect(queue.all()[0]).toBe(first);
  for (const job of [a, first, d, c, b]) await finish(job);
  const named = new Map([
    [a, 'a'],
    [b, 'b'],
    [c, 'c'],
    [d, 'd'],
    [first, 'first'],
  ]);
  expect(started.map((job) => named.get(job))).toEqual(['a', 'first', 'd', 'c', 'b']);
});

test('who waits for the user, the network or the disk holds up no other; who waits a moment does', async () => {
  const { add, started, clock } = start(1);
  const a = await add();
  const b = await add();
  a.waits({ reason: 'retry', until: 1, error: null });
  await clock.advance(0);
  expect(started).toEqual([a]);
  a.waits({ reason: 'offline', until: 1, error: null });
  await clock.advance(0);
  expect(started).toEqual([a, b]);
});

test('watched folders have places of their own on each connection, and hold up nothing that the user began', async () => {
  const { add, started, clock } = start(3);
  const file = { path: '/x', name: 'x', key: 'x', identity: null };
  const watched = (connectionId: string): JobSpec => {
    return { kind: 'upload-files', connectionId, bucket: 'b', prefix: '', title: 'Orders', files: [file] };
  };
  const [a, b, c] = [await add(watched('c')), await add(watched('c')), await add(watched('c'))];
  for (const job of [a, b]) job.waits({ reason: 'retry', until: 1, error: null });
  await clock.advance(0);
  expect(started).toEqual([a, b]);
  const other = await add(watched('d'));
  const mine = [await add(), await add(), await add(), await add()];
  expect(started).toEqual([a, b, other, ...mine.slice(0, 3)]);
  a.waits({ reason: 'credentials', until: null, error: null });
  await clock.advance(0);
  expect(started.at(-1)).toBe(c);
});

test('a stop resolves when the run is over; a job that does not run has nothing to stop', async () => {
  const { queue, add } = start(1);
  const a = await add();
  const b = await add();
  await queue.stop(a, pausedByUser());
  expect(a.state()).toBe('paused');
  expect(queue.isRunning(a)).toBe(false);
  expect(queue.isRunning(b)).toBe(true);
  await queue.stop(a, pausedByUser());
  a.apply('queue');
  await queue.stop(b, pausedByUser());
  expect([a.state(), b.state()]).toEqual(['running', 'paused']);
});

test('only what has ended leaves the list', async () => {
  const { queue, add, finish } = start(1);
  const a = await add();
  expect(queue.remove(a)).toBe(false);
  await finish(a);
  expect(queue.remove(a)).toBe(true);
  expect(() => queue.get(a.id)).toThrow('there is no job');
});
