import { expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { createBudget } from './budget.ts';

const never = new AbortController().signal;

/** Takes places and notes who got one, in order. */
function watched(limits: { requests: number; memory: number }) {
  const budget = createBudget(limits);
  const started: string[] = [];
  const releases = new Map<string, () => void>();
  const take = (name: string, bytes: number, signal = never) =>
    budget.take(name.charAt(0), bytes, signal).then((release) => {
      started.push(name);
      releases.set(name, release);
    });
  const release = async (name: string) => {
    releases.get(name)?.();
    // Those who now got a place are told in microtasks.
    await new Promise(setImmediate);
  };
  return { take, release, started };
}

test('only so many requests at once', async () => {
  const { take, release, started } = watched({ requests: 2, memory: 1000 });
  void take('a1', 1);
  void take('a2', 1);
  void take('a3', 1);
  await release('nobody');
  expect(started).toEqual(['a1', 'a2']);
  await release('a1');
  expect(started).toEqual(['a1', 'a2', 'a3']);
});

test('memory is a limit too, and what is larger than all of it goes alone', async () => {
  const { take, release, started } = watched({ requests: 8, memory: 100 });
  void take('a1', 60);
  void take('a2', 60);
  void take('a3', 500);
  void take('a4', 1);
  await release('nobody');
  expect(started).toEqual(['a1']);
  await release('a1');
  expect(started).toEqual(['a1', 'a2']);
  await release('a2');
  expect(started).toEqual(['a1', 'a2', 'a3']);
  await release('a3');
  expect(started).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('jobs take turns', async () => {
  const { take, release, started } = watched({ requests: 1, memory: 1000 });
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']) void take(name, 1);
  await release('nobody');
  for (let i = 0; i < 6; i += 1) await release(started.at(-1) ?? '');
  expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('a place is given back once only', async () => {
  const { take, release, started } = watched({ requests: 1, memory: 1000 });
  for (const name of ['a1', 'a2', 'a3']) void take(name, 1);
  await release('a1');
  await release('a1');
  expect(started).toEqual(['a1', 'a2']);
});

test('one who no longer waits takes no place and holds up nobody', async () => {
  const { take, release, started } = watched({ requests: 2, memory: 100 });
  const controller = new AbortController();
  void take('a1', 10);
  const large = take('b1', 95, controller.signal);
  void take('c1', 10);
  await release('nobody');
  expect(started).toEqual(['a1']);
  controller.abort(appError('cancelled', 'by the user'));
  await expect(large).rejects.toMatchObject({ data: { code: 'cancelled' } });
  await release('nobody');
  expect(started).toEqual(['a1', 'c1']);
  await expect(take('d1', 1, controller.signal)).rejects.toMatchObject({ data: { code: 'cancelled' } });
});
