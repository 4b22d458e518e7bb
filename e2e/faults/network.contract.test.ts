import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startFaultProxyProcess } from './remote.ts';
import { behindProxy, clientOf, randomBytes } from './testing/behindProxy.ts';

const MIB = 1024 * 1024;

const t = behindProxy();

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

test('a round trip is added to each request, and another to a new connection', async () => {
  await t.put('far', randomBytes(10));
  const s3 = clientOf(t.proxy.url, 1);
  const head = () => msOf(() => s3.send(new HeadObjectCommand({ Bucket: t.bucket, Key: 'far' })));
  t.proxy.setLatency(200);
  const first = await head();
  const second = await head();
  s3.destroy();
  expect(first).toBeGreaterThan(395);
  expect(second).toBeGreaterThan(195);
  expect(second).toBeLessThan(first - 100);
});

test('bandwidth is limited for all connections together, and the limit moves while it is in force', async () => {
  const body = randomBytes(2 * MIB);
  t.proxy.setBandwidth({ up: 4 * MIB });
  const up = await msOf(() => Promise.all(['one', 'two'].map((key) => t.put(key, body))));
  expect(up).toBeGreaterThan(900);
  t.proxy.setBandwidth({ up: null, down: 1 });
  const down = t.get('one');
  await expect.poll(() => t.proxy.seen.at(-1)?.status).toBe(200);
  t.proxy.setBandwidth({ down: null });
  expect((await down).bytes.equals(body)).toBe(true);
});

test('offline nothing connects and nothing goes on; online it does, at the same place', async () => {
  await t.put('here', randomBytes(MIB));
  t.proxy.setBandwidth({ down: MIB / 2 });
  const reading = t.get('here');
  await expect.poll(() => t.proxy.seen.at(-1)?.answerBytes).toBeGreaterThan(0);
  await t.proxy.offline();
  expect((await reading).error).toMatchObject({ code: 'ECONNRESET' });
  await expect.poll(() => t.proxy.seen.at(-1)).toMatchObject({ state: 'broken' });
  await expect(t.get('here')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await t.proxy.online();
  t.proxy.setBandwidth({ down: null });
  expect((await t.get('here')).bytes.byteLength).toBe(MIB);
});

test('in a process of its own it delays, limits, counts and ends', async () => {
  const remote = await startFaultProxyProcess(t.endpoint, { latencyMs: 100, bandwidth: { up: 2 * MIB } });
  const s3 = clientOf(remote.url, 1);
  const put = (Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: t.bucket, Key: 'remote', Body }));
  expect(await msOf(() => put(randomBytes(MIB)))).toBeGreaterThan(600);
  expect(await remote.seen()).toMatchObject([{ method: 'PUT', requestBytes: MIB, status: 200, state: 'whole' }]);
  await remote.reset();
  expect(await remote.seen()).toEqual([]);
  await remote.offline();
  // The client may find out first that its connection has gone.
  await expect.poll(() => put(randomBytes(1)).catch(({ code }) => code)).toBe('ECONNREFUSED');
  await remote.online();
  await remote.setBandwidth({ up: null });
  await remote.setLatency(0);
  expect(await msOf(() => put(randomBytes(MIB)))).toBeLessThan(600);
  s3.destroy();
  await remote.close();
  expect(() => process.kill(remote.pid, 0)).toThrow('ESRCH');
});
