import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FaultAction, SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { plainUrl } from './presigning.ts';
import { createObjectStore } from './s3ObjectStore.ts';

let server: ContractBucket;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await createContractBucket();
  proxy = await startFaultProxy(server.connection.endpoint);
});
beforeEach(() => proxy.reset());
afterAll(async () => {
  await proxy.close();
  await server.remove();
});

const HOUR_MS = 3_600_000;

/** What a link, and a form, are signed with when the server answers so to the question where the bucket is. */
async function signedWhen(action: FaultAction) {
  const store = createObjectStore({ ...server.connection, endpoint: proxy.url }, 'browse');
  const isElsewhere = ({ headers }: SeenRequest) => !headers.authorization?.includes('/eu-north-1/');
  proxy.inject({ on: (request) => request.method === 'HEAD' && isElsewhere(request), action, times: 2 });
  const object = { bucket: server.bucket, key: 'k', expiresIn: 60 };
  const link = await store.presign({ ...object, method: 'GET' });
  const form = await store.presign({ ...object, method: 'POST', size: { min: 0, max: 1 }, fields: {}, conditions: [] });
  store.close();
  const query = new URL(link.url).searchParams;
  const of = (names: (name: string) => string | null | undefined) => ({
    region: names('X-Amz-Credential')?.split('/')[2],
    at: Date.parse(
      (names('X-Amz-Date') ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    ),
  });
  return { link: of((name) => query.get(name)), form: of((name) => form.fields[name]), expiresAt: link.expiresAt };
}

test('links and forms are for the region where the bucket is', async () => {
  const { link, form } = await signedWhen({
    kind: 'answer',
    status: 400,
    headers: { 'x-amz-bucket-region': 'eu-north-1' },
  });
  expect([link.region, form.region]).toEqual(['eu-north-1', 'eu-north-1']);
});

test('keys that may not look at the bucket sign all the same', async () => {
  const { link } = await signedWhen({ kind: 'answer', status: 403 });
  expect(link.region).toBe(server.connection.region);
});

test('they begin, and end, by the clock of the server', async () => {
  const ahead = Date.now() + HOUR_MS;
  const { link, form, expiresAt } = await signedWhen({
    kind: 'answer',
    status: 200,
    headers: { date: new Date(ahead).toUTCString() },
  });
  for (const { at } of [link, form]) expect(Math.abs(at - ahead)).toBeLessThan(60_000);
  expect(Date.parse(expiresAt)).toBe(link.at + 60_000);
});

test('the plain address is what is signed, without what signs it', async () => {
  const { presign } = server.store;
  const { endpoint } = server.connection;
  expect(await plainUrl(presign, { bucket: server.bucket, key: 'a b/ü?.txt' })).toBe(
    `${endpoint}/${server.bucket}/a%20b/%C3%BC%3F.txt`,
  );
  expect(await plainUrl(presign, { bucket: server.bucket, key: 'a', versionId: 'v/1+' })).toBe(
    `${endpoint}/${server.bucket}/a?versionId=v%2F1%2B`,
  );
});
