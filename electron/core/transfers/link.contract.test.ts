import { randomBytes } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { s3Error, webPage } from '../../../e2e/faults/answers.ts';
import type { Outgoing, SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { signAnew } from '../../../e2e/faults/signing.ts';
import { appError } from '../../../shared/errors.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { S3Connection } from '../s3/connection.ts';
import { createObjectStore, type StoreOptions } from '../s3/s3ObjectStore.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { fastClock } from '../testing/fastClock.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import type { LinkDeps } from './link.ts';
import { createLinks, type Lease, type Links } from './links.ts';
import { createRetrier, MAX_ATTEMPTS, type Retrier } from './retry.ts';
import type { Wait } from './stillness.ts';
import { systemClock } from './systemClock.ts';

const MIB = 1024 * 1024;
const always = Number.POSITIVE_INFINITY;
const never = new AbortController().signal;
const body = randomBytes(5 * MIB);

let server: ContractBucket;
let proxy: FaultProxy;
const open: Links[] = [];
beforeAll(async () => {
  server = await createContractBucket();
  proxy = await startFaultProxy(server.connection.endpoint);
});
beforeEach(() => proxy.reset());
afterEach(() => {
  proxy.assertAllFired();
  for (const links of open.splice(0)) links.close();
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});

const through = (): S3Connection => ({ ...server.connection, endpoint: proxy.url });
const at = (key: string) => ({ bucket: server.bucket, key });
const isPart =
  (...numbers: number[]) =>
  ({ method, path }: SeenRequest) =>
    method === 'PUT' && numbers.some((number) => path.includes(`partNumber=${number}&`));
const accessKey = ({ headers }: SeenRequest) => /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1];

type Start = Lease & {
  links: Links;
  retrier: Retrier;
  waits: (Wait | null)[];
  /** How often an attempt was made. */
  attempts(): number;
  put(key: string, bytes?: Uint8Array): Promise<unknown>;
};

/** A link through the proxy with the retrier of one job. */
async function start(options: Partial<LinkDeps> & StoreOptions = {}): Promise<Start> {
  const { socketTimeout, ...deps } = options;
  const all: LinkDeps = {
    createStore: (to) => createObjectStore(to, 'transfer', socketTimeout === undefined ? {} : { socketTimeout }),
    connectionOf: async () => through(),
    clock: systemClock,
    random: () => 0.01,
    limits: { requests: 16 },
    logger: createMemoryLogger(),
    ...deps,
  };
  const links = createLinks(all);
  open.push(links);
  const lease = await links.lease('c', never);
  const waits: (Wait | null)[] = [];
  const { gate, store } = lease.link;
  const inner = createRetrier({ clock: all.clock, random: all.random, gate, onWaiting: (wait) => waits.push(wait) });
  let attempts = 0;
  const retrier: Retrier = {
    ...inner,
    run: (attempt, signal) =>
      inner.run((progressed) => {
        attempts += 1;
        return attempt(progressed);
      }, signal),
  };
  return {
    ...lease,
    links,
    retrier,
    waits,
    attempts: () => attempts,
    put: (key, bytes = Buffer.from(key)) => retrier.run(() => store.put(at(key), bytes, {}, undefined, never), never),
  };
}

/** Uploads in parts of 5 MiB, several at once, as the engine does; answers with the upload's id. */
async function uploadParts({ link, retrier }: Start, key: string, count: number): Promise<string> {
  const { uploadId } = await retrier.run(() => link.store.createMultipart(at(key), {}, never), never);
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const parts = await mapConcurrently(numbers, 3, (partNumber) =>
    retrier.run(() => link.store.uploadPart({ ...at(key), uploadId, partNumber }, body, () => {}, never), never),
  );
  await retrier.run(() => link.store.completeMultipart({ ...at(key), uploadId }, parts, never), never);
  return uploadId;
}

async function isWhole(key: string, count = 1): Promise<boolean> {
  const whole = await buffer((await server.store.get(at(key))).body);
  return whole.equals(Buffer.concat(Array.from({ length: count }, () => body)));
}

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}/${i}`);

test('a connection reset in the middle of a part: that part goes again', async () => {
  const t = await start();
  const fired = proxy.inject({ on: isPart(2), action: { kind: 'reset-request', afterBytes: 3 * MIB } });
  await uploadParts(t, 'reset', 3);
  expect(fired()).toBe(1);
  expect([1, 2, 3].map((number) => proxy.seen.filter(isPart(number)).length)).toEqual([1, 2, 1]);
  expect(await isWhole('reset', 3)).toBe(true);
});

test('a minute of SlowDown: fewer requests at a time, no file fails, and it is over by itself', async () => {
  const clock = fastClock(20);
  const t = await start({ clock, random: Math.random });
  const began = clock.now();
  const fired = proxy.inject({
    on: () => clock.now() - began < 60_000,
    action: s3Error(503, 'SlowDown', { retryAfterSeconds: 2 }),
    times: always,
  });
  await Promise.all(names(100, 'storm').map((key) => t.put(key)));
  expect(clock.now() - began).toBeGreaterThan(60_000);
  expect(fired()).toBeGreaterThan(16);
  // 16, 8, 4, 2, and then one at a time, two seconds apart.
  expect(fired()).toBeLessThanOrEqual(16 + 8 + 4 + 2 + 30);
  expect(t.waits.some((wait) => wait?.reason === 'throttled' && wait.error?.retryAfterMs === 2000)).toBe(true);
  expect((await server.store.listPage({ bucket: server.bucket, prefix: 'storm/' })).objects).toHaveLength(100);
});

test('a part that the server fails on for ever fails after its attempts; the others go on', async () => {
  const t = await start();
  const fired = proxy.inject({ on: isPart(2), action: s3Error(500, 'InternalError'), times: always });
  const { uploadId } = await t.link.store.createMultipart(at('500'), {}, never);
  const results = await Promise.allSettled(
    [1, 2, 3].map((partNumber) =>
      t.retrier.run(
        () => t.link.store.uploadPart({ ...at('500'), uploadId, partNumber }, body, () => {}, never),
        never,
      ),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { data: { code: 'server-error', status: 500 } } });
  expect(fired()).toBe(MAX_ATTEMPTS);
  const kept = await t.link.store.listParts({ ...at('500'), uploadId });
  expect(kept.map(({ partNumber }) => partNumber)).toEqual([1, 3]);
  await t.link.store.abortMultipart({ ...at('500'), uploadId });
});

test('a server that never answers is given up in time, and asked again over another connection', async () => {
  const t = await start({ socketTimeout: 1000 });
  const fired = proxy.inject({ on: ({ method }) => method === 'PUT', action: { kind: 'never-answer' } });
  await t.put('silent', body);
  expect(fired()).toBe(1);
  expect(t.attempts()).toBe(2);
  expect(await isWhole('silent')).toBe(true);
});

test('keys that expire during an upload are renewed: the same upload goes on, and no part is lost', async () => {
  const { accessKeyId, secretAccessKey } = server.connection;
  // The gateway knows one user: while they are good, the proxy signs what comes with the first keys as his.
  const first = { accessKeyId: 'TEMPORARY', secretAccessKey: 'temporary' };
  const asFirst = (request: SeenRequest) => accessKey(request) === 'TEMPORARY';
  let isExpired = false;
  const goods = proxy.inject({
    on: (request) => asFirst(request) && !isExpired,
    times: always,
    action: {
      kind: 'rewrite',
      request(outgoing: Outgoing) {
        const authorization = outgoing.headers.authorization?.replace('TEMPORARY', accessKeyId) ?? '';
        return signAnew({ ...outgoing, headers: { ...outgoing.headers, authorization } }, secretAccessKey);
      },
    },
  });
  const expired = proxy.inject({
    on: (request) => {
      isExpired ||= isPart(4)(request);
      return asFirst(request) && isExpired;
    },
    action: s3Error(400, 'ExpiredToken'),
    times: always,
  });
  const connectionOf = vi.fn(async () => (isExpired ? through() : { ...through(), ...first }));
  const t = await start({ connectionOf });
  const uploadId = await uploadParts(t, 'expires', 8);
  expect(goods()).toBeGreaterThan(3);
  expect(expired()).toBeGreaterThan(0);
  expect(connectionOf).toHaveBeenCalledTimes(2);
  expect(t.waits).toEqual([]);
  expect(t.link.connection()).toMatchObject({ accessKeyId });
  expect(await isWhole('expires', 8)).toBe(true);
  const stored = proxy.seen.filter((request) => isPart(1, 2, 3, 4, 5, 6, 7, 8)(request) && request.status === 200);
  expect(stored).toHaveLength(8);
  const ofUpload = proxy.seen.filter(({ path }) => path.includes('uploadId='));
  expect(ofUpload.every(({ path }) => path.includes(uploadId))).toBe(true);
});

test('revoked keys stop all jobs of the connection with one question, until it is mended', async () => {
  let isRevoked = false;
  const fired = proxy.inject({ on: () => isRevoked, action: s3Error(403, 'InvalidAccessKeyId'), times: always });
  const connectionOf = vi.fn(async () => through());
  const t = await start({ connectionOf });
  const waits: (Wait | null)[] = [];
  const { gate } = t.link;
  const other = createRetrier({ clock: systemClock, random: () => 0, gate, onWaiting: (wait) => waits.push(wait) });
  await t.put('before');
  isRevoked = true;
  const all = [
    ...names(100, 'revoked').map((key) => t.put(key)),
    ...names(100, 'other').map((key) =>
      other.run(() => t.link.store.put(at(key), Buffer.from(key), {}, undefined, never), never),
    ),
  ];
  await vi.waitUntil(() => t.waits.length > 0 && waits.length > 0);
  for (const told of [t.waits, waits]) {
    expect(told).toMatchObject([{ reason: 'credentials', until: null, error: { s3Code: 'InvalidAccessKeyId' } }]);
  }
  expect(connectionOf).toHaveBeenCalledTimes(2);
  // As many as were under way of both jobs, and not one more.
  expect(fired()).toBeLessThanOrEqual(16 + 4);
  isRevoked = false;
  t.links.connectionChanged('c');
  await Promise.all(all);
  expect(connectionOf).toHaveBeenCalledTimes(3);
  expect([t.waits.at(-1), waits.at(-1)]).toEqual([null, null]);
});

test.each(['at-once', 'next-request'] as const)(
  'connections that the server keeps and closes %s are not seen',
  async (when) => {
    const t = await start();
    const fired = proxy.inject({ on: () => true, action: { kind: 'close-kept', when }, times: always });
    for (const key of names(20, `kept ${when}`)) await t.put(key);
    expect(fired()).toBeGreaterThan(10);
    expect(t.attempts()).toBe(20);
    expect(t.waits).toEqual([]);
  },
);

test('without a network all wait, and go on by themselves when it is back', async () => {
  const clock = fastClock(10);
  const t = await start({ clock });
  await proxy.offline();
  const all = [uploadParts(t, 'offline', 4), ...names(50, 'offline files').map((key) => t.put(key))];
  await vi.waitUntil(() => t.waits.filter((wait) => wait?.until != null).length > 4, { timeout: 20_000 });
  expect(t.waits.every((wait) => wait?.reason === 'offline')).toBe(true);
  await proxy.online();
  await Promise.all(all);
  expect(t.waits.at(-1)).toBeNull();
  // 16 met it; then one at a time asked.
  const failed = t.attempts() - proxy.seen.length;
  expect(failed).toBeLessThan(16 + 12);
  expect(await isWhole('offline', 4)).toBe(true);
});

test('a web page in place of S3 is no success', async () => {
  const t = await start();
  const fired = proxy.inject({ on: () => true, action: webPage(), times: 3 });
  await expect(t.put('portal')).rejects.toMatchObject({ data: { code: 'not-s3' } });
  const list = t.link.store.listPage({ bucket: server.bucket, prefix: '' });
  await expect(list).rejects.toMatchObject({ data: { code: 'not-s3' } });
  await expect(t.link.store.get(at('before'))).rejects.toMatchObject({ data: { code: 'not-s3' } });
  expect(fired()).toBe(3);
});

test('a secret that is missing is waited for; a connection that is gone is an error', async () => {
  let answer = async (): Promise<S3Connection> => {
    throw appError('secret-missing', 'it must be typed');
  };
  const links = createLinks({
    createStore: (to) => createObjectStore(to, 'transfer'),
    connectionOf: () => answer(),
    clock: systemClock,
    random: () => 0,
    limits: { requests: 4 },
    logger: createMemoryLogger(),
  });
  open.push(links);
  const waits: (Wait | null)[] = [];
  const lease = links.lease('c', never, (wait) => waits.push(wait));
  await vi.waitUntil(() => waits.length > 0);
  expect(waits).toMatchObject([{ reason: 'credentials', until: null, error: { code: 'secret-missing' } }]);
  answer = async () => server.connection;
  links.connectionChanged('c');
  const { link, release } = await lease;
  expect(waits.at(-1)).toBeNull();
  await link.store.headBucket(server.bucket);
  release();
  answer = async () => {
    throw appError('not-found', 'no such connection');
  };
  await expect(links.lease('c', never)).rejects.toMatchObject({ data: { code: 'not-found' } });
});

test('when all requests have been given up and the lease is back, no connection is left', async () => {
  const { hostname, port } = new URL(server.connection.endpoint);
  const forwarder = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    socket.pipe(onward).pipe(socket);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => forwarder.listen(0, '127.0.0.1', resolve));
  const address = forwarder.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const connections = () => new Promise<number>((resolve) => forwarder.getConnections((_, count) => resolve(count)));
  const t = await start({ connectionOf: async () => ({ ...server.connection, endpoint }) });
  await Promise.all(names(8, 'idle').map((key) => t.put(key)));
  const rest = new AbortController();
  let sent = 0;
  const uploads = names(6, 'given up').map((key) =>
    t.retrier.run(
      () =>
        t.link.store.put(
          at(key),
          body,
          {},
          (bytes) => {
            sent += bytes;
            // The rest of it waits until it is given up.
            return sent > MIB ? systemClock.sleep(60_000, rest.signal) : undefined;
          },
          rest.signal,
        ),
      rest.signal,
    ),
  );
  const settled = Promise.allSettled(uploads);
  await vi.waitUntil(() => sent > MIB);
  expect(await connections()).toBeGreaterThanOrEqual(6);
  rest.abort(new Error('paused'));
  await settled;
  t.release();
  await vi.waitUntil(async () => (await connections()) === 0);
  await new Promise((resolve) => forwarder.close(resolve));
});
