import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PresignedForm } from '../../../shared/contract/objectAccess.ts';
import type { Input } from '../../../shared/contract.ts';
import { hasDotSegments, isBrokenByForms } from '../../../shared/presign.ts';
import { uploadFile } from '../objects/files.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import type { StorePool } from '../s3/storePool.ts';
import { type ContractBucket, createContractBucket, isMinio, setVersioning } from '../testing/contractServer.ts';
import { STRANGE_KEYS } from '../testing/strangeKeys.ts';
import { withTemporaryKeys } from '../testing/temporaryKeys.ts';
import { createObjectAccessHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };
const connectionId = 'contract';
const CSV = Buffer.from('id,name\n1,Ada\n');

let server: ContractBucket;
let handlers: ReturnType<typeof createObjectAccessHandlers>;
beforeAll(async () => {
  server = await createContractBucket();
  const { store, connection } = server;
  await uploadFile(store, server.bucket, 'orders.csv', CSV, { contentType: 'text/csv' });
  const stores: StorePool = { storeOf: async () => store, drop() {}, close() {} };
  handlers = createObjectAccessHandlers({ stores, connectionOf: async () => connection });
});
afterAll(() => server.remove());

const at = (key: string) => ({ connectionId, bucket: server.bucket, key });
const bytesOf = async (key: string, versionId?: string) => {
  const { body } = await server.store.get({ bucket: server.bucket, key, versionId });
  return Buffer.concat(await body.toArray());
};

describe('a link to download', () => {
  const getLink = (more: Partial<Input<'objectAccess.presignGet'>> = {}) =>
    handlers['objectAccess.presignGet']({ ...at('orders.csv'), expiresIn: 60, ...more }, context);

  test('gives the bytes to whoever has it, until it ends', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { url, expiresAt, credentials } = await getLink();
    expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(before + 60_000);
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(credentials).toEqual({ temporary: false, expireAt: null });
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(CSV);
  });

  test('asks nothing of the visitor but to come: no checksum is signed', async () => {
    const { url } = await getLink();
    const names = [...new URL(url).searchParams.keys()].filter((name) => /checksum/i.test(name));
    expect(names).toEqual([]);
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    const amazon = createObjectStore({ ...server.connection, provider: 'aws' }, 'browse');
    const request = { method: 'GET', bucket: server.bucket, key: 'orders.csv', expiresIn: 60 } as const;
    expect((await amazon.presign(request)).url).not.toMatch(/checksum/i);
    amazon.close();
  });

  test('says under which name to save, or to show it', async () => {
    const named = await fetch((await getLink({ fileName: 'отчёт "1".csv' })).url);
    expect(named.headers.get('content-disposition')).toBe(
      `attachment; filename="_____ _1_.csv"; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82%20%221%22.csv`,
    );
    await named.arrayBuffer();
    const shown = await fetch((await getLink({ inline: true })).url);
    expect(shown.headers.get('content-disposition')).toBe('inline');
    await shown.arrayBuffer();
  });

  test('ends', { timeout: 30_000 }, async () => {
    const { url } = await getLink({ expiresIn: 1 });
    await expect.poll(async () => (await fetch(url, { method: 'GET' })).status, { timeout: 20_000 }).toBe(403);
  });

  test('gives the version it was made for', async () => {
    const versioned = await createContractBucket();
    const { store, bucket } = versioned;
    await setVersioning({ store, bucket }, 'Enabled');
    const { versionId } = await uploadFile(store, bucket, 'v', Buffer.from('old'));
    await uploadFile(store, bucket, 'v', Buffer.from('new'));
    const stores: StorePool = { storeOf: async () => store, drop() {}, close() {} };
    const other = createObjectAccessHandlers({ stores, connectionOf: async () => server.connection });
    const object = { connectionId, bucket, key: 'v', expiresIn: 60 };
    const old = await other['objectAccess.presignGet']({ ...object, versionId: versionId ?? '' }, context);
    const now = await other['objectAccess.presignGet'](object, context);
    expect(await (await fetch(old.url)).text()).toBe('old');
    expect(await (await fetch(now.url)).text()).toBe('new');
    await versioned.remove();
  });

  test('to a bucket that is not there is not made', async () => {
    const made = handlers['objectAccess.presignGet'](
      { connectionId, bucket: 'stave-no-such-bucket', key: 'a', expiresIn: 60 },
      context,
    );
    await expect(made).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
  });
});

describe('a link to upload', () => {
  const put = (url: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'PUT', body: Buffer.from(body), headers });

  test('puts what it is given, and nothing else may be done with it', async () => {
    const { url } = await handlers['objectAccess.presignPut']({ ...at('in/one.txt'), expiresIn: 60 }, context);
    expect((await put(url, 'from outside')).status).toBe(200);
    expect((await bytesOf('in/one.txt')).toString()).toBe('from outside');
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await put(url.replace('one.txt', 'two.txt'), 'elsewhere')).status).toBe(403);
  });

  test('takes only the type it was made for', async () => {
    const contentType = 'text/csv; charset=utf-8';
    const { url } = await handlers['objectAccess.presignPut'](
      { ...at('in/a.csv'), expiresIn: 60, contentType },
      context,
    );
    expect((await put(url, 'x', { 'content-type': 'text/html' })).status).toBe(403);
    expect((await put(url, 'x')).status).toBeOneOf([400, 403]);
    expect((await put(url, 'a,b', { 'content-type': contentType })).status).toBe(200);
    expect(await server.store.head({ bucket: server.bucket, key: 'in/a.csv' })).toMatchObject({ contentType });
  });
});

type PostInput = Input<'objectAccess.presignPost'>;

describe('a form to upload', () => {
  const formFor = (more: Partial<PostInput>) => {
    const size = { min: 1, max: 100 };
    const { key: _, ...bucket } = at('');
    const input: PostInput = { ...bucket, key: 'form/', namedByFile: true, expiresIn: 60, size, ...more };
    return handlers['objectAccess.presignPost'](input, context);
  };
  /** Sends the form as a browser does, with some of its fields changed. */
  async function post(
    { url, fields }: PresignedForm,
    body: string,
    name: string,
    changed: Record<string, string> = {},
  ) {
    const data = new FormData();
    for (const [field, value] of Object.entries({ ...fields, ...changed })) data.append(field, value);
    data.append('file', new Blob([body]), name);
    const answer = await fetch(url, { method: 'POST', body: data });
    await answer.arrayBuffer();
    return answer.status;
  }

  test('uploads under the name of the file, below its prefix only', async () => {
    const form = await formFor({});
    expect(await post(form, 'hello', 'hello.txt')).toBe(201);
    expect((await bytesOf('form/hello.txt')).toString()).toBe('hello');
    expect(await post(form, 'x', 'x', { key: 'form/other/name' })).toBe(201);
    expect(await post(form, 'x', 'x', { key: 'elsewhere' })).toBe(403);
  });

  test('for one key takes that key only', async () => {
    const form = await formFor({ key: 'one key', namedByFile: false });
    expect(await post(form, 'x', 'any name')).toBe(201);
    expect((await bytesOf('one key')).toString()).toBe('x');
    expect(await post(form, 'x', 'any name', { key: 'one key more' })).toBe(403);
  });

  test('refuses what is too large or too small', async () => {
    const form = await formFor({ size: { min: 3, max: 5 } });
    expect(await post(form, '12345', 'right')).toBe(201);
    expect(await post(form, '123456', 'large')).toBe(400);
    expect(await post(form, '12', 'small')).toBe(400);
  });

  test('refuses another type', async () => {
    const images = await formFor({ type: { beginsWith: 'image/' } });
    expect(await post(images, 'x', 'a.png', { 'Content-Type': 'image/png' })).toBe(201);
    expect(await server.store.head({ bucket: server.bucket, key: 'form/a.png' })).toMatchObject({
      contentType: 'image/png',
    });
    expect(await post(images, 'x', 'a.html', { 'Content-Type': 'text/html' })).toBe(403);
    const csv = await formFor({ type: { is: 'text/csv' } });
    expect(await post(csv, 'x', 'a.csv')).toBe(201);
    expect(await post(csv, 'x', 'a.html', { 'Content-Type': 'text/html' })).toBe(403);
  });

  test('ends', { timeout: 30_000 }, async () => {
    const form = await formFor({ expiresIn: 1 });
    await expect.poll(() => post(form, 'x', 'late'), { timeout: 20_000 }).toBe(403);
  });
});

/** A request that leaves the path as it is: `fetch` would resolve `..`. */
function statusOf(url: string, method: 'GET' | 'PUT', body = ''): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, text: body }), reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

describe('strange keys', () => {
  test.each(STRANGE_KEYS)('%j has links and a form that work', async (key) => {
    const upload = await handlers['objectAccess.presignPut']({ ...at(key), expiresIn: 60 }, context);
    expect(await statusOf(upload.url, 'PUT', key)).toMatchObject({ status: 200 });
    const { url } = await handlers['objectAccess.presignGet']({ ...at(key), expiresIn: 60 }, context);
    expect(await statusOf(url, 'GET')).toEqual({ status: 200, text: key });
    if (!hasDotSegments(url)) expect(await (await fetch(url)).text()).toBe(key);
    const { url: plain, status } = await handlers['objectAccess.publicLink'](at(key), context);
    expect(url.startsWith(`${plain}?`)).toBe(true);
    expect(status).toBe(403);
    if (isBrokenByForms(key)) return;
    const { url: action, fields } = await handlers['objectAccess.presignPost'](
      { ...at(key), namedByFile: false, expiresIn: 60, size: { min: 0, max: 100 } },
      context,
    );
    const data = new FormData();
    for (const [field, value] of Object.entries(fields)) data.append(field, value);
    data.append('file', new Blob(['by form']));
    expect((await fetch(action, { method: 'POST', body: data })).status).toBe(201);
    expect((await bytesOf(key)).toString()).toBe('by form');
  });
});

const ofServerWithTemporaryKeys = () => {
  test('make links and forms that work, and say when the keys end', async () => {
    const connection = await withTemporaryKeys(server.connection, 900);
    const store = createObjectStore(connection, 'browse');
    const stores: StorePool = { storeOf: async () => store, drop() {}, close() {} };
    const temporary = createObjectAccessHandlers({ stores, connectionOf: async () => connection });
    const { url, credentials } = await temporary['objectAccess.presignGet'](
      { ...at('orders.csv'), expiresIn: 604_800 },
      context,
    );
    expect(credentials.temporary).toBe(true);
    const left = Date.parse(credentials.expireAt ?? '') - Date.now();
    expect(left).toBeGreaterThan(800_000);
    expect(left).toBeLessThanOrEqual(900_000);
    expect((await fetch(url)).status).toBe(200);
    const form = await temporary['objectAccess.presignPost'](
      { ...at('by form'), namedByFile: false, expiresIn: 60, size: { min: 0, max: 100 } },
      context,
    );
    const data = new FormData();
    for (const [field, value] of Object.entries(form.fields)) data.append(field, value);
    data.append('file', new Blob(['x']));
    expect((await fetch(form.url, { method: 'POST', body: data })).status).toBe(201);
    store.close();
  });
};

const ofOtherServers = () => {
  test('are told, without their end where the token does not say it', async () => {
    const stores: StorePool = { storeOf: async () => server.store, drop() {}, close() {} };
    const connection = { ...server.connection, sessionToken: 'closed to everyone' };
    const temporary = createObjectAccessHandlers({ stores, connectionOf: async () => connection });
    const { credentials } = await temporary['objectAccess.presignGet']({ ...at('orders.csv'), expiresIn: 60 }, context);
    expect(credentials).toEqual({ temporary: true, expireAt: null });
  });
};

describe('temporary keys', isMinio ? ofServerWithTemporaryKeys : ofOtherServers);
