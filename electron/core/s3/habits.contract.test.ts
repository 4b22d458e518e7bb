import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import type { FaultAction, SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { foreignETags } from '../../../e2e/faults/rewrites.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { md5Of } from './etag.ts';
import type { ObjectStore } from './objectStore.ts';
import { createObjectStore, type StoreOptions } from './s3ObjectStore.ts';

const MIB = 1024 * 1024;
const always = Number.POSITIVE_INFINITY;
const never = new AbortController().signal;
const body = randomBytes(5 * MIB);

let server: ContractBucket;
let proxy: FaultProxy;
const stores: ObjectStore[] = [];
beforeAll(async () => {
  server = await createContractBucket();
  proxy = await startFaultProxy(server.connection.endpoint);
});
beforeEach(() => proxy.reset());
afterEach(() => {
  proxy.assertAllFired();
  for (const store of stores.splice(0)) store.close();
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});

const at = (key: string) => ({ bucket: server.bucket, key });
const region = ({ headers }: SeenRequest) => /Credential=[^/]+\/\d+\/([^/]+)/.exec(headers.authorization ?? '')?.[1];

/** A store through the proxy, that tries each request once. */
function open(provider = 'custom', options: StoreOptions = {}): ObjectStore {
  const store = createObjectStore({ ...server.connection, provider, endpoint: proxy.url }, 'transfer', options);
  stores.push(store);
  return store;
}

async function uploadParts(store: ObjectStore, key: string, count: number) {
  const { uploadId } = await store.createMultipart(at(key), {});
  const parts = [];
  for (let partNumber = 1; partNumber <= count; partNumber += 1) {
    parts.push(await store.uploadPart({ ...at(key), uploadId, partNumber }, body, () => undefined));
  }
  await store.completeMultipart({ ...at(key), uploadId }, parts);
}

async function isWhole(key: string, count = 1): Promise<boolean> {
  const whole = await buffer((await server.store.get(at(key))).body);
  return whole.equals(Buffer.concat(Array.from({ length: count }, () => body)));
}

test.each([
  [
    'a document that names it',
    'PUT',
    s3Error(400, 'AuthorizationHeaderMalformed', { fields: { Region: 'eu-north-1' } }),
  ],
  ['a header', 'PUT', { ...s3Error(301, 'PermanentRedirect'), headers: { 'x-amz-bucket-region': 'eu-north-1' } }],
  [
    'a header without a code',
    'HEAD',
    { kind: 'answer', status: 400, headers: { 'x-amz-bucket-region': 'eu-north-1' } },
  ],
] satisfies [string, string, FaultAction][])(
  'a bucket in another region is found by %s, and stays found',
  async (_, method, answer) => {
    const store = open();
    const wrong = (request: SeenRequest) => request.method === method && region(request) !== 'eu-north-1';
    const fired = proxy.inject({ on: wrong, action: answer, times: always });
    await server.store.put(at('region'), body, {});
    if (method === 'HEAD') await store.head(at('region'));
    await store.put(at('region'), body, {});
    await store.put(at('region'), body, {});
    await store.head(at('region'));
    expect(fired()).toBe(1);
  },
);

test('a bucket that is in another region, of which nothing says which, is asked for', async () => {
  const store = open();
  const isPut = (request: SeenRequest) => request.method === 'PUT' && region(request) !== 'eu-north-1';
  const fired = proxy.inject({ on: isPut, action: s3Error(301, 'PermanentRedirect'), times: always });
  const head: FaultAction = { kind: 'answer', status: 200, headers: { 'x-amz-bucket-region': 'eu-north-1' } };
  const asked = proxy.inject({ on: ({ method }) => method === 'HEAD', action: head });
  await store.put(at('redirected'), body, {});
  expect([fired(), asked()]).toEqual([1, 1]);
});

test.each([
  ['400', s3Error(400, 'InvalidArgument', { fields: { Message: "Unsupported header 'x-amz-checksum-crc32'" } })],
  ['501', s3Error(501, 'NotImplemented', { fields: { Message: 'Header x-amz-sdk-checksum-algorithm: no' } })],
  ['411', s3Error(411, 'MissingContentLength')],
])('a server that refuses checksums with %s gets MD5s instead', async (_, answer) => {
  const store = open('aws');
  const withChecksum = ({ headers }: SeenRequest) => headers['x-amz-checksum-crc32'] !== undefined;
  const fired = proxy.inject({ on: withChecksum, action: answer, times: always });
  await store.put(at('no checksums'), body, {});
  await uploadParts(store, 'no checksums in parts', 2);
  expect(fired()).toBe(1);
  const stored = proxy.seen.filter(({ method, status }) => method === 'PUT' && status === 200);
  expect(stored.map(({ headers }) => headers['content-md5'])).toEqual(Array(3).fill(md5Of(body).base64));
  expect(await isWhole('no checksums')).toBe(true);
  expect(await isWhole('no checksums in parts', 2)).toBe(true);
});

test('ETags that are no MD5s are no sign of damage', async () => {
  const store = open();
  const fired = proxy.inject({
    on: () => true,
    action: foreignETags(server.connection.secretAccessKey),
    times: always,
  });
  for (const key of ['random', 'random', 'random']) await store.put(at(key), body, {});
  await uploadParts(store, 'random parts', 2);
  expect(fired()).toBeGreaterThan(5);
  expect(await isWhole('random')).toBe(true);
  expect(await isWhole('random parts', 2)).toBe(true);
});

test('waiting for bandwidth, or for a slow reader, is no silence of the server', async () => {
  const store = open('custom', { socketTimeout: 1000 });
  let isFirst = true;
  const pause = () => {
    if (!isFirst) return undefined;
    isFirst = false;
    return systemClock.sleep(2500);
  };
  await store.put(at('slow'), body, {}, pause, never);
  const answer = await store.get(at('slow'));
  await systemClock.sleep(2500);
  expect((await buffer(answer.body)).equals(body)).toBe(true);
});
