import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { type ConnectionStore, createConnectionStore } from '../connections/connectionStore.ts';
import { createStorePool, type StorePool } from '../s3/storePool.ts';
import {
  type ContractBucket,
  createContractBucket,
  isMinio,
  newBucketName,
  removeBucket,
} from '../testing/contractServer.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createMemorySecrets } from '../testing/memorySecrets.ts';
import { systemClock } from '../transfers/systemClock.ts';
import { createBucketHandlers } from './handlers.ts';
import { createBucketSettings } from './settings/createBucketSettings.ts';
import { createSettingHandlers } from './settings/handlers.ts';

const context = { signal: new AbortController().signal };

let server: ContractBucket;
let folder: string;
let connections: ConnectionStore;
let stores: StorePool;
let connectionId: string;
let topics: string[] = [];

/** Saves the test server as a connection, changed in some way. */
async function connect(changes: { endpoint?: string; region?: string } = {}): Promise<string> {
  const { id: _, ...connection } = server.connection;
  const { id } = await connections.save({ name: 'Contract', ...connection, ...changes, stay: 'keychain' });
  return id;
}

const handlers = () => createBucketHandlers({ connections, stores, emit: (topic) => topics.push(topic) });
const names = (list: { buckets: { name: string }[] }) => list.buckets.map(({ name }) => name);

beforeAll(async () => {
  server = await createContractBucket();
  folder = await mkdtemp(join(tmpdir(), 'stave-buckets-'));
  const file = join(folder, 'connections.json');
  connections = createConnectionStore({ file, secrets: createMemorySecrets(), logger: createMemoryLogger() });
  stores = createStorePool({ connectionOf: connections.connectionOf });
  connectionId = await connect();
});
afterAll(async () => {
  stores.close();
  await rm(folder, { recursive: true });
  await server.remove();
});

describe('creating a bucket', () => {
  test('puts it on the list', async () => {
    const bucket = newBucketName();
    await handlers()['buckets.create']({ connectionId, bucket }, context);
    const list = await handlers()['buckets.list']({ connectionId }, context);
    expect(list.listDenied).toBe(false);
    expect(list.buckets).toContainEqual({
      name: bucket,
      createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
      openedByName: false,
    });
    await removeBucket(server.store, bucket);
  });

  test('works on a server that does not know the name of the region in the connection', async () => {
    const elsewhere = await connect({ region: 'ru-msk' });
    const bucket = newBucketName();
    await handlers()['buckets.create']({ connectionId: elsewhere, bucket }, context);
    await server.store.headBucket(bucket);
    await removeBucket(server.store, bucket);
  });

  test('in a region that the server does not know says so', async () => {
    const bucket = newBucketName();
    const create = () => handlers()['buckets.create']({ connectionId, bucket, region: 'mars-1' }, context);
    if (isMinio) {
      // It takes any region for its own.
      await create();
      await removeBucket(server.store, bucket);
    } else {
      await expect(create()).rejects.toMatchObject({ data: { code: 'wrong-region' } });
    }
  });

  test('that is there already says so', async () => {
    const create = handlers()['buckets.create']({ connectionId, bucket: server.bucket }, context);
    await expect(create).rejects.toMatchObject({ data: { code: 'bucket-exists', details: { bucket: server.bucket } } });
  });

  test('with a name that breaks the rules is refused before anything is sent', async () => {
    const nowhere = await connect({ endpoint: 'http://127.0.0.1:1' });
    const create = handlers()['buckets.create']({ connectionId: nowhere, bucket: 'No_Such_Name' }, context);
    await expect(create).rejects.toMatchObject({
      data: { code: 'bucket-name-invalid', details: { bucket: 'No_Such_Name' } },
    });
  });
});

describe('opening a bucket by its name', () => {
  test('puts it on the list of those who may not list, until it is forgotten', async () => {
    const proxy = await startFaultProxy(server.connection.endpoint);
    const isList = ({ path }: { path: string }) => path.startsWith('/?');
    proxy.inject({ on: isList, action: s3Error(403, 'AccessDenied'), times: Number.POSITIVE_INFINITY });
    const restricted = await connect({ endpoint: proxy.url });
    topics = [];
    const list = () => handlers()['buckets.list']({ connectionId: restricted }, context);
    expect(await list()).toEqual({ buckets: [], listDenied: true });
    await handlers()['buckets.open']({ connectionId: restricted, bucket: server.bucket }, context);
    expect(await list()).toEqual({
      buckets: [{ name: server.bucket, createdAt: null, openedByName: true }],
      listDenied: true,
    });
    await handlers()['buckets.forget']({ connectionId: restricted, bucket: server.bucket }, context);
    expect(await list()).toEqual({ buckets: [], listDenied: true });
    expect(topics).toEqual(['connections.changed', 'connections.changed']);
    proxy.assertAllFired();
    await proxy.close();
  });

  test('does not name it twice when it is listed, too', async () => {
    await handlers()['buckets.open']({ connectionId, bucket: server.bucket }, context);
    const list = await handlers()['buckets.list']({ connectionId }, context);
    expect(names(list).filter((name) => name === server.bucket)).toHaveLength(1);
    expect(names(list)).toEqual(names(list).toSorted());
  });

  test('that is not there says so, and remembers nothing', async () => {
    const bucket = newBucketName();
    const open = handlers()['buckets.open']({ connectionId, bucket }, context);
    await expect(open).rejects.toMatchObject({ data: { code: 'bucket-not-found', status: 404, details: { bucket } } });
    expect(await connections.openedBuckets(connectionId)).not.toContain(bucket);
  });
});

describe('versioning', () => {
  const handlersOfSettings = () => {
    const { connectionOf } = connections;
    const logger = createMemoryLogger();
    return createSettingHandlers({
      settings: createBucketSettings({ profile: folder, stores, connectionOf, clock: systemClock, logger }),
    });
  };
  const setting = 'versioning';

  test('begins as never enabled, is enabled, suspended and enabled again', async () => {
    const place = { connectionId, bucket: server.bucket };
    const { 'settings.get': get, 'settings.put': put } = handlersOfSettings();
    expect(await get({ ...place, setting }, context)).toEqual({ state: 'not-set' });
    let expected: { Status: string } | null = null;
    for (const Status of ['Enabled', 'Suspended', 'Enabled']) {
      const saved = await put({ ...place, setting, document: { Status }, expected }, context);
      expect(saved).toMatchObject({ state: { state: 'set', document: { Status } }, isAsSent: true });
      expected = saved.state.state === 'set' ? JSON.parse(JSON.stringify(saved.state.document)) : null;
      const status = Status.toLowerCase();
      expect(await server.store.getVersioning(server.bucket)).toEqual({ status, mfaDelete: false });
    }
  });

  test('of a bucket that is not there says so', async () => {
    const get = handlersOfSettings()['settings.get']({ connectionId, bucket: newBucketName(), setting }, context);
    await expect(get).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
  });

  test.each([
    ['with nothing', ''],
    ['with the list of the objects', '<ListBucketResult><Name>b</Name></ListBucketResult>'],
  ])('is not touched on a server that answers the question %s', async (_, body) => {
    const proxy = await startFaultProxy(server.connection.endpoint);
    const isVersioning = ({ path }: { path: string }) => path.includes('?versioning');
    proxy.inject({ on: isVersioning, action: { kind: 'answer', status: 200, body }, times: 2 });
    const place = { connectionId: await connect({ endpoint: proxy.url }), bucket: server.bucket, setting } as const;
    const { 'settings.get': get, 'settings.put': put } = handlersOfSettings();
    expect(await get(place, context)).toMatchObject({ state: 'absent', kind: 'ignored' });
    const change = put({ ...place, document: { Status: 'Enabled' }, expected: null }, context);
    await expect(change).rejects.toMatchObject({ data: { code: 'setting-absent' } });
    expect(proxy.seen.map(({ method }) => method)).toEqual(['GET']);
    await proxy.close();
  });
});
