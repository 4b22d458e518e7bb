import { beforeAll, expect, test } from 'vitest';
import type { FaultAction } from './faults.ts';
import { behindProxy, randomBytes } from './testing/behindProxy.ts';

const MIB = 1024 * 1024;

const t = behindProxy();
const body = randomBytes(4 * MIB);

beforeAll(async () => {
  await t.put('object', body);
  await t.proxy.reset();
});

const inject = (action: FaultAction, times = 1) =>
  t.proxy.inject({ on: ({ method }) => method === 'GET', action, times });

test('an answer is reset after so many bytes', async () => {
  const fired = inject({ kind: 'cut-answer', afterBytes: MIB + 1 });
  const { bytes, error } = await t.get('object');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect(bytes.byteLength).toBeGreaterThan(0);
  expect(bytes.byteLength).toBeLessThanOrEqual(MIB + 1);
  expect(bytes.equals(body.subarray(0, bytes.byteLength))).toBe(true);
  expect(fired()).toBe(1);
  await expect.poll(() => t.proxy.seen).toMatchObject([{ status: 200, answerBytes: MIB + 1, state: 'broken' }]);
  expect((await t.get('object')).bytes.equals(body)).toBe(true);
});

test('an answer is reset before its first byte', async () => {
  const fired = inject({ kind: 'cut-answer', afterBytes: 0 });
  expect(await t.get('object')).toMatchObject({ bytes: Buffer.alloc(0), error: { code: 'ECONNRESET' } });
  expect(fired()).toBe(1);
});

test('an answer is closed early, shorter than it promised', async () => {
  const fired = inject({ kind: 'close-answer', afterBytes: MIB });
  const { bytes, error } = await t.get('object');
  expect(error).not.toBeNull();
  expect(bytes.equals(body.subarray(0, MIB))).toBe(true);
  expect(fired()).toBe(1);
  await expect.poll(() => t.proxy.seen).toMatchObject([{ answerBytes: MIB, state: 'broken' }]);
});

test('an answer ends early, and looks whole', async () => {
  const fired = inject({ kind: 'end-answer', afterBytes: MIB });
  const { bytes, error } = await t.get('object');
  expect(error).toBeNull();
  expect(bytes.equals(body.subarray(0, MIB))).toBe(true);
  expect(fired()).toBe(1);
  await expect.poll(() => t.proxy.seen).toMatchObject([{ answerBytes: MIB, state: 'broken' }]);
});

test('an answer stops, and the connection stays', async () => {
  const fired = inject({ kind: 'stall-answer', afterBytes: MIB });
  const { bytes, error } = await t.get('object');
  expect(error).toMatchObject({ name: 'TimeoutError' });
  expect(bytes.equals(body.subarray(0, MIB))).toBe(true);
  expect(fired()).toBe(1);
});

test('one byte is changed, and no other', async () => {
  const fired = inject({ kind: 'corrupt-answer', atByte: 2 * MIB });
  const { bytes, error } = await t.get('object');
  expect(error).toBeNull();
  expect(bytes[2 * MIB]).toBe((body[2 * MIB] ?? 0) ^ 0xff);
  bytes[2 * MIB] = body[2 * MIB] ?? 0;
  expect(bytes.equals(body)).toBe(true);
  expect(fired()).toBe(1);
});

test('a connection that was to stay is reset by the next request', async () => {
  const fired = inject({ kind: 'close-kept', when: 'next-request' });
  expect((await t.get('object')).bytes.equals(body)).toBe(true);
  expect(fired()).toBe(0);
  await expect(t.get('object')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(fired()).toBe(1);
  expect((await t.get('object')).bytes.equals(body)).toBe(true);
  expect(t.proxy.seen.map(({ state }) => state)).toEqual(['whole', 'broken', 'whole']);
});

test('a connection that was to stay is closed behind the answer', async () => {
  const fired = inject({ kind: 'close-kept', when: 'at-once' });
  expect((await t.get('object')).bytes.equals(body)).toBe(true);
  await expect.poll(fired).toBe(1);
  expect(t.proxy.seen).toMatchObject([{ state: 'whole', headers: { connection: 'keep-alive' } }]);
  // Whether the client knows by now is a matter of luck, as it is with servers that do so.
  await expect.poll(async () => (await t.get('object')).bytes.equals(body)).toBe(true);
});
