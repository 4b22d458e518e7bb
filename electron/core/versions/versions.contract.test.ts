import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListingPage } from '../../../shared/contract/objects.ts';
import { deleteFile, downloadFile, fileExists, uploadFile } from '../objects/files.ts';
import { createObjectHandlers } from '../objects/handlers.ts';
import type { Emit } from '../ports.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { createStorePool } from '../s3/storePool.ts';
import { type ContractBucket, createContractBucket, isMinio, setVersioning } from '../testing/contractServer.ts';
import { STRANGE_KEYS } from '../testing/strangeKeys.ts';
import { createVersionHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };
const connectionId = 'contract';
const MIB = 1024 * 1024;

let server: ContractBucket;
let stores: ReturnType<typeof createStorePool>;
let pages: ListingPage[] = [];
let changed: unknown[] = [];

const emit: Emit = (topic, payload) => {
  if (topic === 'listing.page') pages.push(payload as ListingPage);
  if (topic === 'objects.changed') changed.push(payload);
};

beforeAll(async () => {
  server = await createContractBucket();
  await setVersioning(server, 'Enabled');
  stores = createStorePool({ connectionOf: async () => server.connection });
});
afterAll(async () => {
  stores.close();
  await server.remove();
});

const handlers = () => createVersionHandlers({ stores, emit });
const at = (key: string) => ({ connectionId, bucket: server.bucket, key });

async function put(key: string, text: string): Promise<string> {
  const { versionId } = await uploadFile(server.store, server.bucket, key, Buffer.from(text));
  if (versionId === null) throw new Error('no version id');
  return versionId;
}

async function textOf(key: string, versionId?: string): Promise<string> {
  return (await downloadFile(server.store, server.bucket, key, versionId)).toString();
}

async function versionsOf(key: string) {
  const { versions, next } = await handlers()['versions.list']({ ...at(key), cursor: null }, context);
  expect(next).toBeNull();
  return versions;
}

async function listed(prefix: string, showDeleted: boolean) {
  pages = [];
  const objects = createObjectHandlers({ stores, emit });
  const place = { connectionId, bucket: server.bucket, prefix, listingId: 'l', showDeleted };
  const count = await objects['objects.list'](place, context);
  const found = {
    objects: pages.flatMap((page) => page.objects),
    prefixes: pages.flatMap((page) => page.prefixes),
  };
  expect(count).toEqual({ objects: found.objects.length, prefixes: found.prefixes.length });
  return found;
}

describe('the history of an object', () => {
  test('is listed newest first, markers where they stand', async () => {
    const first = await put('history', 'one');
    const second = await put('history', 'two');
    await deleteFile(server.store, server.bucket, 'history');
    const third = await put('history', 'three');
    const versions = await versionsOf('history');
    expect(versions.map(({ kind, current, size }) => ({ kind, current, size }))).toEqual([
      { kind: 'version', current: true, size: 5 },
      { kind: 'delete-marker', current: false, size: 0 },
      { kind: 'version', current: false, size: 3 },
      { kind: 'version', current: false, size: 3 },
    ]);
    expect(versions.filter(({ kind }) => kind === 'version').map(({ versionId }) => versionId)).toEqual([
      third,
      second,
      first,
    ]);
  });

  test('is that of exactly this key', async () => {
    // MinIO keeps no versions of keys that end with a slash.
    const longer = isMinio ? 'twin!' : 'twin/';
    await put('twin', '1');
    await put(longer, '22');
    await put('twin2', '333');
    expect((await versionsOf('twin')).map(({ key, size }) => [key, size])).toEqual([['twin', 1]]);
    expect((await versionsOf(longer)).map(({ key, size }) => [key, size])).toEqual([[longer, 2]]);
    expect(await versionsOf('twi')).toEqual([]);
  });

  test('goes on over pages', async () => {
    const small = createObjectStore(server.connection, 'browse', { pageSize: 2 });
    const pool = { storeOf: async () => small, drop() {}, close: () => small.close() };
    for (const text of ['1', '22', '333', '4444', '55555']) await put('paged', text);
    await put('paged!', 'another key');
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await createVersionHandlers({ stores: pool, emit })['versions.list'](
        { ...at('paged'), cursor },
        context,
      );
      sizes.push(...page.versions.map(({ size }) => size));
      cursor = page.next;
    } while (cursor !== null);
    small.close();
    expect(sizes).toEqual([5, 4, 3, 2, 1]);
  });

  test('takes no place in a list but its own', async () => {
    const list = handlers()['versions.list'];
    const refused = { data: { code: 'invalid-request' } };
    await expect(list({ ...at('history'), cursor: 'nonsense' }, context)).rejects.toMatchObject(refused);
    await expect(list({ ...at('history'), cursor: '{"key":1}' }, context)).rejects.toMatchObject(refused);
  });

  test('older versions are downloaded as they were', async () => {
    const old = await put('report.txt', 'first draft');
    await put('report.txt', 'final');
    expect(await textOf('report.txt', old)).toBe('first draft');
    expect(await textOf('report.txt')).toBe('final');
  });

  test('loses one version for ever, and the others stay', async () => {
    const old = await put('pruned', 'old');
    const newer = await put('pruned', 'new');
    await handlers()['versions.delete']({ ...at('pruned'), versionId: old }, context);
    expect((await versionsOf('pruned')).map(({ versionId }) => versionId)).toEqual([newer]);
    await expect(textOf('pruned', old)).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});

describe('making a version current again', () => {
  test('puts a copy on top and removes nothing', async () => {
    const old = await put('docs/plan', 'the good one');
    await put('docs/plan', 'the bad one');
    changed = [];
    await handlers()['versions.restore']({ ...at('docs/plan'), versionId: old }, context);
    expect(await textOf('docs/plan')).toBe('the good one');
    const versions = await versionsOf('docs/plan');
    expect(versions.map(({ current, size }) => ({ current, size }))).toEqual([
      { current: true, size: 12 },
      { current: false, size: 11 },
      { current: false, size: 12 },
    ]);
    expect(versions.at(-1)?.versionId).toBe(old);
    expect(changed).toEqual([{ connectionId, bucket: server.bucket, prefix: 'docs/' }]);
  });

  test('keeps headers, metadata and tags', async () => {
    const options = { contentType: 'text/x-plan', metadata: { author: 'somebody' } };
    const { versionId } = await uploadFile(server.store, server.bucket, 'typed', Buffer.from('1'), options);
    await put('typed', '2');
    await handlers()['versions.restore']({ ...at('typed'), versionId: versionId ?? '' }, context);
    const details = await server.store.head({ bucket: server.bucket, key: 'typed' });
    expect(details).toMatchObject({ contentType: 'text/x-plan', metadata: { author: 'somebody' }, size: 1 });
  });

  test('is done by parts where it is too large for one copy', async () => {
    const small = createObjectStore(server.connection, 'browse', { copyByPartsAbove: 6 * MIB, copyPartSize: 5 * MIB });
    const pool = { storeOf: async () => small, drop() {}, close: () => small.close() };
    const large = randomBytes(11 * MIB);
    const options = { contentType: 'video/x-large', metadata: { kept: 'yes' } };
    const { versionId } = await uploadFile(small, server.bucket, 'large', large, options);
    await put('large', 'overwritten');
    const restore = createVersionHandlers({ stores: pool, emit })['versions.restore'];
    await restore({ ...at('large'), versionId: versionId ?? '' }, context);
    const restored = await downloadFile(small, server.bucket, 'large');
    expect(restored.equals(large)).toBe(true);
    expect(await small.head({ bucket: server.bucket, key: 'large' })).toMatchObject({
      ...options,
      etag: expect.stringMatching(/-3$/),
    });
    small.close();
  });

  test('is refused where it would replace the version without an ID, and done where there is none', async () => {
    const suspended = await createContractBucket();
    const { store, bucket, connection } = suspended;
    const pool = createStorePool({ connectionOf: async () => connection });
    const restore = createVersionHandlers({ stores: pool, emit })['versions.restore'];
    const write = (key: string, text: string) => uploadFile(store, bucket, key, Buffer.from(text));
    await setVersioning({ store, bucket }, 'Enabled');
    const first = await write('kept', 'first');
    const lone = await write('lone', 'first');
    await write('lone', 'second');
    await setVersioning({ store, bucket }, 'Suspended');
    await write('kept', 'without an ID');

    const old = { connectionId, bucket, key: 'kept', versionId: first.versionId ?? '' };
    await expect(restore(old, context)).rejects.toMatchObject({ data: { code: 'null-version-lost' } });
    expect((await downloadFile(store, bucket, 'kept')).toString()).toBe('without an ID');

    await restore({ ...old, key: 'lone', versionId: lone.versionId ?? '' }, context);
    expect((await downloadFile(store, bucket, 'lone')).toString()).toBe('first');

    // A delete marker without an ID is in nobody's way.
    await deleteFile(store, bucket, 'kept');
    await restore(old, context);
    expect((await downloadFile(store, bucket, 'kept')).toString()).toBe('first');
    pool.close();
    await suspended.remove();
  });

  test('of a version that is gone says so', async () => {
    const gone = await put('gone', 'x');
    await handlers()['versions.delete']({ ...at('gone'), versionId: gone }, context);
    const restore = handlers()['versions.restore']({ ...at('gone'), versionId: gone }, context);
    await expect(restore).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});

describe('deleted objects', () => {
  test('are shown when asked for, with the folders that hold nothing else', async () => {
    for (const key of ['shown/kept', 'shown/lost', 'shown/empty/lost']) await put(key, key);
    await deleteFile(server.store, server.bucket, 'shown/lost');
    await deleteFile(server.store, server.bucket, 'shown/empty/lost');

    const plain = await listed('shown/', false);
    expect(plain.objects.map(({ key }) => key)).toEqual(['shown/kept']);
    // On MinIO a folder is there as long as anything is in it, deleted or not.
    expect(plain.prefixes).toEqual(isMinio ? ['shown/empty/'] : []);

    const all = await listed('shown/', true);
    expect(all.objects.map(({ key, deleted }) => ({ key, deleted }))).toEqual([
      { key: 'shown/kept', deleted: undefined },
      { key: 'shown/lost', deleted: true },
    ]);
    expect(all.prefixes).toEqual(['shown/empty/']);
  });

  test('come back, those alone that were deleted', async () => {
    await put('back/deleted', 'still here');
    await put('back/alive', 'alive');
    await deleteFile(server.store, server.bucket, 'back/deleted');
    await deleteFile(server.store, server.bucket, 'back/deleted');
    const keys = ['back/deleted', 'back/alive', 'back/never'];
    const undelete = handlers()['versions.undelete'];
    expect(await undelete({ connectionId, bucket: server.bucket, keys }, context)).toEqual({ restored: 1 });
    expect(await textOf('back/deleted')).toBe('still here');
    expect((await versionsOf('back/deleted')).map(({ kind }) => kind)).toEqual(['version']);
    expect(await versionsOf('back/alive')).toHaveLength(1);
  });

  test('of which no version is left stay as they are', async () => {
    const only = await put('hollow', 'x');
    await deleteFile(server.store, server.bucket, 'hollow');
    await handlers()['versions.delete']({ ...at('hollow'), versionId: only }, context);
    const undelete = handlers()['versions.undelete'];
    const answer = await undelete({ connectionId, bucket: server.bucket, keys: ['hollow'] }, context);
    expect(answer).toEqual({ restored: 0 });
    expect((await versionsOf('hollow')).map(({ kind }) => kind)).toEqual(['delete-marker']);
  });
});

const versioned = STRANGE_KEYS.filter((key) => !(isMinio && key.endsWith('/')));

test.each(versioned.map((key) => [JSON.stringify(key).slice(0, 60), key]))(
  '%s has its own versions, is restored, deleted and undeleted',
  async (_, name) => {
    // Below a prefix of its own, but for the longest, which has no room for one.
    const key = name.length > 1000 ? name : `strange/${name}`;
    const old = await put(key, `old ${name}`);
    await put(key, 'new');
    expect((await versionsOf(key)).map((version) => version.key)).toEqual([key, key]);
    await handlers()['versions.restore']({ ...at(key), versionId: old }, context);
    expect(await textOf(key)).toBe(`old ${name}`);
    expect(await deleteFile(server.store, server.bucket, key)).toEqual({ deleteMarker: true });
    expect(await fileExists(server.store, server.bucket, key)).toBe(false);
    await handlers()['versions.undelete']({ connectionId, bucket: server.bucket, keys: [key] }, context);
    expect(await textOf(key)).toBe(`old ${name}`);
    expect(await versionsOf(key)).toHaveLength(3);
  },
);

test('versions are listed level by level over many pages', async () => {
  const store = createObjectStore(server.connection, 'browse', { pageSize: 3 });
  const keys = ['many/a', 'many/b/1', 'many/b/2', 'many/b/3', 'many/b/4', 'many/c', 'many/\n', 'many/d/1'];
  for (const key of keys) {
    await put(key, '1');
    await put(key, '2');
  }
  const objects: string[] = [];
  const prefixes: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listVersionsPage({ bucket: server.bucket, prefix: 'many/', delimiter: '/', cursor });
    objects.push(...page.versions.filter(({ current }) => current).map(({ key }) => key));
    prefixes.push(...page.prefixes);
    cursor = page.next;
  } while (cursor !== null);
  store.close();
  expect(objects).toEqual(['many/\n', 'many/a', 'many/c']);
  expect([...new Set(prefixes)]).toEqual(['many/b/', 'many/d/']);
});
