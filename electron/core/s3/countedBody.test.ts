import { once } from 'node:events';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { countedBody, onlyNewBytes } from './countedBody.ts';

const KIB = 1024;

test('passes all bytes on, and counts each slice', async () => {
  const bytes = Buffer.from(Array.from({ length: 150 * KIB }, (_, index) => index % 251));
  const counted: number[] = [];
  const read = await buffer(countedBody(bytes, (sent) => counted.push(sent)));
  expect(read.equals(bytes)).toBe(true);
  expect(counted).toEqual([64 * KIB, 64 * KIB, 22 * KIB]);
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

test('a second attempt is counted from where the first one ended', () => {
  let told = 0;
  const attempt = onlyNewBytes((sent) => {
    told += sent;
  });
  const first = attempt();
  first(64);
  first(64);
  const second = attempt();
  second(64);
  expect(told).toBe(128);
  second(64);
  second(64);
  second(10);
  expect(told).toBe(202);
});
