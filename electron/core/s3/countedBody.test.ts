import { once } from 'node:events';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { countedBody, onlyNewBytes } from './countedBody.ts';

const KIB = 1024;

test('passes all bytes on, and counts each slice', async () => {
  const bytes = Buffer.from(Array.from({ length: 150 * KIB }, (_, index) => index % 251));
  const counted: number[] = [];
  const read = await buffer(countedBody(bytes, (sent) => void counted.push(sent)));
  expect(read.equals(bytes)).toBe(true);
  expect(counted).toEqual([4 * KIB, 64 * KIB, 64 * KIB, 18 * KIB]);
});

test('runs no further ahead of the network than one slice', async () => {
  let counted = 0;
  let taken = 0;
  const ahead: number[] = [];
  const network = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      setImmediate(() => {
        ahead.push(counted - taken);
        taken += chunk.byteLength;
        done();
      });
    },
  });
  countedBody(Buffer.alloc(500 * KIB), (sent) => {
    counted += sent;
  }).pipe(network);
  await once(network, 'finish');
  expect(Math.max(...ahead)).toBeLessThanOrEqual(64 * KIB);
  expect(counted).toBe(500 * KIB);
});

test('a slice waits for leave; slices grow while it comes soon', async () => {
  const bytes = Buffer.from(Array.from({ length: 150 * KIB }, (_, index) => index % 251));
  const counted: number[] = [];
  const leaves: (() => void)[] = [];
  const body = countedBody(bytes, (sent) => {
    counted.push(sent);
    return new Promise<void>((resolve) => leaves.push(resolve));
  });
  const read = buffer(body);
  let left = bytes.byteLength;
  while (left > 0) {
    await vi.waitUntil(() => leaves.length > 0, { interval: 1 });
    expect(leaves).toHaveLength(1);
    left -= counted.at(-1) ?? 0;
    leaves.shift()?.();
  }
  expect((await read).equals(bytes)).toBe(true);
  expect(counted).toEqual([4, 8, 16, 32, 64, 26].map((kib) => kib * KIB));
});

test('leave that is refused ends the body with why', async () => {
  const reason = new Error('given up');
  const body = countedBody(Buffer.alloc(10 * KIB), () => Promise.reject(reason));
  await expect(buffer(body)).rejects.toBe(reason);
});

test('a second attempt is counted from where the first one ended', () => {
  let told = 0;
  const attempt = onlyNewBytes((sent) => {
    told += sent;
  });
  const first = attempt();
  void first(64);
  void first(64);
  const second = attempt();
  void second(64);
  expect(told).toBe(128);
  void second(64);
  void second(64);
  void second(10);
  expect(told).toBe(202);
});
