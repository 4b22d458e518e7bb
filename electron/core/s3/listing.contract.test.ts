import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { listFiles } from '../objects/files.ts';
import { objectPages } from '../objects/pages.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { compareKeys } from './names.ts';
import { createObjectStore } from './s3ObjectStore.ts';

const KEYS = ['a/1', 'a/2', 'b & c', 'd\u0001', 'e/1', 'e/2', 'f', 'g', 'ключ', '😀'].toSorted(compareKeys);

let server: ContractBucket;

beforeAll(async () => {
  server = await createContractBucket();
  for (const key of KEYS) await server.store.put({ bucket: server.bucket, key }, Buffer.from(key), {});
});
afterAll(() => server.remove());

const searchOf = ({ path }: { path: string }) => new URLSearchParams(path.split('?')[1]);

/** A store of three entries a page, behind a proxy that changes the list documents. */
async function through(change: (document: string, search: URLSearchParams) => string) {
  const proxy = await startFaultProxy(server.connection.endpoint);
  proxy.inject({
    on: () => true,
    times: Number.POSITIVE_INFINITY,
    action: {
      kind: 'rewrite',
      xml: (document, request) =>
        document.includes('<ListBucketResult') ? change(document, searchOf(request)) : document,
    },
  });
  const store = createObjectStore({ ...server.connection, endpoint: proxy.url }, 'browse', { pageSize: 3 });
  return {
    store,
    calls: proxy.seen,
    async close() {
      proxy.assertAllFired();
      store.close();
      await proxy.close();
    },
  };
}

/** What a server that knows version 1 only makes of a call of version 2: it takes it for one of version 1. */
const onlyVersion1 = (document: string) =>
  document.replace(/<KeyCount>.*?<\/KeyCount>/, '').replace(/<NextContinuationToken>.*?<\/NextContinuationToken>/s, '');

test('a server that knows the old list call only is read to the end', async () => {
  const { store, calls, close } = await through(onlyVersion1);
  const files = await listFiles(store, server.bucket);
  await close();
  expect(files.map(({ key }) => key)).toEqual(KEYS);
  expect(calls.map((call) => searchOf(call).has('list-type'))).toEqual([true, false, false, false]);
});

test('with its folders, too', async () => {
  const { store, close } = await through(onlyVersion1);
  const prefixes: string[] = [];
  const keys: string[] = [];
  for await (const page of objectPages(store, { bucket: server.bucket, prefix: '', delimiter: '/' })) {
    prefixes.push(...page.prefixes);
    keys.push(...page.objects.map(({ key }) => key));
  }
  await close();
  expect(prefixes).toEqual(['a/', 'e/']);
  expect(keys).toEqual(KEYS.filter((key) => !key.includes('/')));
});

test('a server that gives the same page for ever is given up', async () => {
  let page = '';
  const { store, close } = await through((document) => {
    page ||= document;
    return page;
  });
  await expect(listFiles(store, server.bucket)).rejects.toMatchObject({ data: { code: 'server-error' } });
  await close();
});

test('keys that a server had to spoil for XML are asked for again, percent-encoded', async () => {
  // As servers do that write XML by Go's own library.
  const { store, calls, close } = await through((document) => document.replace(/&#x0?1;/g, '\uFFFD'));
  const files = await listFiles(store, server.bucket);
  await close();
  expect(files.map(({ key }) => key)).toEqual(KEYS);
  expect(calls.filter((call) => searchOf(call).get('encoding-type') === 'url')).toHaveLength(1);
});

test('an empty list of a page that is no list is no empty list', async () => {
  const { store, close } = await through(() => '<html><body>Sign in to the network</body></html>');
  await expect(listFiles(store, server.bucket)).rejects.toMatchObject({ data: { code: 'not-s3', status: 200 } });
  await close();
});

test('a listing stops when it is cancelled', async () => {
  const cancel = new AbortController();
  const store = createObjectStore(server.connection, 'browse', { pageSize: 3 });
  const reading = (async () => {
    for await (const _ of objectPages(store, { bucket: server.bucket, prefix: '' }, cancel.signal)) cancel.abort();
  })();
  await expect(reading).rejects.toMatchObject({ data: { code: 'cancelled' } });
  store.close();
});
