import { CopyObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Error, webPage } from './answers.ts';
import type { FaultAction, SeenRequest } from './faults.ts';
import { behindProxy, randomBytes } from './testing/behindProxy.ts';

const MIB = 1024 * 1024;

const t = behindProxy();

const to = (key: string) => (request: SeenRequest) =>
  request.path.includes(`/${key}?`) || request.path.endsWith(`/${key}`);
const inject = (key: string, action: FaultAction, more: { times?: number; skip?: number } = {}) =>
  t.proxy.inject({ on: to(key), action, ...more });
const length = async (key: string) =>
  (await t.direct.send(new HeadObjectCommand({ Bucket: t.bucket, Key: key }))).ContentLength;
const isThere = (key: string) =>
  length(key).then(
    () => true,
    () => false,
  );

test('a request is reset in the middle, once', async () => {
  const fired = inject('reset', { kind: 'reset-request', afterBytes: 3 * MIB });
  await expect(t.put('reset', randomBytes(8 * MIB))).rejects.toMatchObject({
    code: expect.stringMatching(/ECONNRESET|EPIPE/),
  });
  expect(await isThere('reset')).toBe(false);
  expect(fired()).toBe(1);
  expect(t.proxy.seen[0]).toMatchObject({ state: 'broken', status: null });
  expect(t.proxy.seen[0]?.requestBytes).toBeGreaterThanOrEqual(3 * MIB);
  expect(t.proxy.seen[0]?.requestBytes).toBeLessThan(4 * MIB);
  await t.put('reset', randomBytes(8 * MIB));
  expect(await length('reset')).toBe(8 * MIB);
  expect(fired()).toBe(1);
});

test('a request is reset before anything of it', async () => {
  const fired = inject('at once', { kind: 'reset-request', afterBytes: 0 });
  await expect(t.get('at%20once')).rejects.toThrow();
  const atOnce = inject('now', { kind: 'reset-request', afterBytes: 0 });
  await expect(t.get('now')).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect([fired(), atOnce()]).toEqual([0, 1]);
});

test('a reset that its request is too short for has not happened', async () => {
  const fired = inject('short', { kind: 'reset-request', afterBytes: 100 });
  await t.put('short', randomBytes(99));
  expect(fired()).toBe(0);
});

test('a request is never answered', async () => {
  const fired = inject('silence', { kind: 'never-answer' });
  await expect(t.put('silence', randomBytes(MIB))).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(fired()).toBe(1);
  await expect.poll(() => t.proxy.seen).toMatchObject([{ requestBytes: MIB, status: null, state: 'broken' }]);
  expect(await isThere('silence')).toBe(false);
});

test('an answer is lost when the server has done its work', async () => {
  const fired = inject('lost', { kind: 'lose-answer' });
  await expect(t.put('lost', randomBytes(MIB))).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(fired()).toBe(1);
  expect(await length('lost')).toBe(MIB);
});

test('a server that asks to slow down, and says how long', async () => {
  const fired = inject('slow', s3Error(503, 'SlowDown', { retryAfterSeconds: 8 }), { times: 2, skip: 1 });
  await t.put('slow', randomBytes(10));
  const slowDown = {
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
    $response: { headers: { 'retry-after': '8' } },
  };
  await expect(t.put('slow', randomBytes(20))).rejects.toMatchObject(slowDown);
  await expect(t.put('slow', randomBytes(20))).rejects.toMatchObject(slowDown);
  expect(await length('slow')).toBe(10);
  await t.put('slow', randomBytes(20));
  expect(fired()).toBe(2);
});

test('an error says more, where that is asked for', async () => {
  inject('moved', s3Error(400, 'AuthorizationHeaderMalformed', { fields: { Region: 'mars-1' } }));
  const malformed = { name: 'AuthorizationHeaderMalformed', Region: 'mars-1' };
  await expect(t.put('moved', randomBytes(10))).rejects.toMatchObject(malformed);
});

test.each([false, true])('a success with an error in it; carried out all the same: %s', async (forwarded) => {
  await t.put('source', randomBytes(10));
  const fired = inject(`copy-${forwarded}`, s3Error(200, 'InternalError', { forwarded }));
  const copy = new CopyObjectCommand({
    Bucket: t.bucket,
    Key: `copy-${forwarded}`,
    CopySource: `${t.bucket}/source`,
  });
  await expect(t.s3.send(copy)).rejects.toMatchObject({ name: 'InternalError' });
  expect(fired()).toBe(1);
  expect(await isThere(`copy-${forwarded}`)).toBe(forwarded);
});

test('a web page in place of S3', async () => {
  const fired = inject('portal', webPage());
  expect((await t.get('portal')).bytes.toString()).toMatch(/^<!doctype html>.*Sign in/);
  expect(fired()).toBe(1);
  expect(t.proxy.seen).toMatchObject([{ status: 200, state: 'whole' }]);
});
