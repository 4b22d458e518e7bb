import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { objectSha256, sha256 } from '../s3Client.ts';
import { behindProxy, randomBytes } from './testing/behindProxy.ts';

const MIB = 1024 * 1024;

const t = behindProxy();

test('bytes pass unchanged both ways, signed as they were, and are counted', async () => {
  const body = randomBytes(9 * MIB + 1);
  await t.put('plain', body);
  expect(await objectSha256(t.direct, t.bucket, 'plain')).toBe(sha256(body));
  const { bytes, error } = await t.get('plain');
  expect(error).toBeNull();
  expect(bytes.equals(body)).toBe(true);
  expect((await t.get('plain', { range: 'bytes=10-19' })).bytes).toEqual(body.subarray(10, 20));
  expect(t.proxy.seen).toMatchObject([
    { method: 'PUT', requestBytes: body.byteLength, answerBytes: 0, status: 200, state: 'whole' },
    { method: 'GET', requestBytes: 0, answerBytes: body.byteLength, status: 200, state: 'whole' },
    { method: 'GET', requestBytes: 0, answerBytes: 10, status: 206, state: 'whole' },
  ]);
  expect(t.proxy.seen[0]?.path).toContain(`/${t.bucket}/plain`);
  expect(t.proxy.seen[2]?.headers).toMatchObject({ range: 'bytes=10-19', host: new URL(t.proxy.url).host });
  expect(t.proxy.sentBytes()).toBe(body.byteLength);
  expect(t.proxy.sentBytes(({ method }) => method === 'GET')).toBe(0);
});

test('keys that need escaping, empty bodies, streams, HEAD and errors pass too', async () => {
  const key = "a b/ü+%&='?#\n.txt";
  await t.put(key, Buffer.alloc(0));
  expect(await t.get(key)).toMatchObject({ bytes: Buffer.alloc(0), error: null });
  const head = await t.s3.send(new HeadObjectCommand({ Bucket: t.bucket, Key: key }));
  expect(head.ContentLength).toBe(0);
  const told = { Bucket: t.bucket, Key: 'told', Body: randomBytes(3 * MIB), Metadata: { name: 'value' } };
  await t.s3.send(new PutObjectCommand(told));
  expect(await t.s3.send(new HeadObjectCommand({ Bucket: t.bucket, Key: 'told' }))).toMatchObject({
    ContentLength: 3 * MIB,
    Metadata: { name: 'value' },
  });
  await expect(t.get('missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(t.proxy.seen.map(({ state }) => state)).toEqual(Array(6).fill('whole'));
});

test('a fault that never happened fails the test, by its name', () => {
  const fired = t.proxy.inject({
    on: ({ path }) => path.endsWith('/nobody'),
    action: { kind: 'cut-answer', afterBytes: 5 },
  });
  expect(fired()).toBe(0);
  expect(() => t.proxy.assertAllFired()).toThrow(/cut-answer \{"afterBytes":5\}.*nobody/);
});

test('a test forgets what the one before it did', async () => {
  t.proxy.inject({ on: () => true, action: { kind: 'lose-answer' }, times: Number.POSITIVE_INFINITY });
  await expect(t.put('lost', Buffer.from('x'))).rejects.toThrow();
  t.proxy.setBandwidth({ up: 1, down: 1 });
  t.proxy.setLatency(100_000);
  await t.proxy.offline();
  await t.proxy.reset();
  expect(t.proxy.seen).toEqual([]);
  await t.put('found', Buffer.from('x'));
  expect(t.proxy.seen).toHaveLength(1);
  t.proxy.assertAllFired();
});

test('what a test does before and after a request is awaited; what it throws fails the test', async () => {
  await t.put('old', Buffer.from('old'));
  const order: string[] = [];
  t.proxy.inject({
    on: ({ method }) => method === 'GET',
    before: async () => {
      await t.direct.send(new PutObjectCommand({ Bucket: t.bucket, Key: 'old', Body: 'new' }));
      order.push('before');
    },
    after: async (request) => {
      expect(request.status).toBeNull();
      order.push('after');
    },
  });
  expect((await t.get('old')).bytes.toString()).toBe('new');
  expect(order).toEqual(['before', 'after']);
  t.proxy.assertAllFired();

  t.proxy.inject({ on: () => true, before: () => Promise.reject(new Error('a mistake in the test')) });
  await expect(t.get('old')).rejects.toThrow();
  expect(() => t.proxy.assertAllFired()).toThrow('a mistake in the test');
});
