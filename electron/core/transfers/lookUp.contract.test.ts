import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapConcurrently } from '../concurrency.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { type ContractBucket, createContractBucket, isMinio } from '../testing/contractServer.ts';
import { createGate } from './gate.ts';
import { lookUp } from './lookUp.ts';
import { createRetrier } from './retry.ts';
import { systemClock } from './systemClock.ts';

let server: ContractBucket;
let store: ObjectStore;
let requests: { heads: number; pages: number };

// MinIO shows nothing below a key that is an object too.
const belowTwin = isMinio ? 'deep/b-/3' : 'deep/b/3';
const number = (i: number) => String(i).padStart(3, '0');

beforeAll(async () => {
  server = await createContractBucket();
  // Small pages, so that few objects make many of them.
  const real = createObjectStore(server.connection, 'browse', { pageSize: 10 });
  store = {
    ...real,
    head: (...args) => {
      requests.heads += 1;
      return real.head(...args);
    },
    listPage: (...args) => {
      requests.pages += 1;
      return real.listPage(...args);
    },
  };
  const keys = Array.from({ length: 200 }, (_, i) => `many/${number(i)}`);
  keys.push(...['deep/a/1', 'deep/a/2', belowTwin, 'deep/b', 'top', 'many/010/below']);
  await mapConcurrently(keys, 16, (key) => real.put({ bucket: server.bucket, key }, Buffer.from(key), {}));
});
afterAll(async () => {
  store.close();
  await server.remove();
});

async function look(keys: string[]): Promise<string[]> {
  requests = { heads: 0, pages: 0 };
  const controller = new AbortController();
  const random = Math.random;
  const { gate } = createGate({ clock: systemClock, random, limit: 8, onRefused: () => {} });
  const retrier = createRetrier({ clock: systemClock, random, gate, onWaiting: () => {} });
  const { found, refused } = await lookUp(keys, { store, bucket: server.bucket, retrier, signal: controller.signal });
  expect(refused.size).toBe(0);
  for (const [key, object] of found) expect(object).toMatchObject({ key, size: key.length });
  return [...found.keys()].sort();
}

test('a few keys are asked for one by one', async () => {
  expect(await look(['top', 'deep/b', 'deep/b/', 'nothing'])).toEqual(['deep/b', 'top']);
  expect(requests).toEqual({ heads: 4, pages: 0 });
  expect(await look([])).toEqual([]);
});

test('many keys close together are found on the pages between the first and the last of them', async () => {
  const keys = Array.from({ length: 40 }, (_, i) => `many/${number(i)}`);
  const missing = keys.map((key) => `${key}!`);
  expect(await look([...missing, ...keys])).toEqual(keys);
  expect(requests.heads).toBe(0);
  expect(requests.pages).toBeLessThanOrEqual(5);
});

test('many keys far apart: when listing becomes dearer, the rest is asked for one by one', async () => {
  const keys = Array.from({ length: 20 }, (_, i) => `many/${number(i * 10)}`);
  const missing = keys.map((key) => `${key}!`);
  expect(await look([...keys, ...missing])).toEqual(keys);
  expect(requests.pages).toBe(3);
  expect(requests.heads).toBeGreaterThan(0);
  expect(requests.heads).toBeLessThan(40);
});

test('keys on several levels, a name that is a folder too, and none at all', async () => {
  const deep = Array.from({ length: 20 }, (_, i) => `deep/${i}`);
  expect(await look([...deep, 'deep/a/1', 'deep/b', belowTwin])).toEqual(['deep/a/1', 'deep/b', belowTwin]);
  expect(await look(Array.from({ length: 50 }, (_, i) => `none/${i}`))).toEqual([]);
  expect(requests).toEqual({ heads: 0, pages: 1 });
});
