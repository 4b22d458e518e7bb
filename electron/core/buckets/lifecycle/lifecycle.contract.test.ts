import { PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Error } from '../../../../e2e/faults/answers.ts';
import { startFaultProxy } from '../../../../e2e/faults/proxy.ts';
import type { Effect, Forecast } from '../../../../shared/contract/lifecycle.ts';
import type { Events } from '../../../../shared/events.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { deleteFile, uploadFile } from '../../objects/files.ts';
import type { Emit } from '../../ports.ts';
import { createObjectStore } from '../../s3/s3ObjectStore.ts';
import { type ContractBucket, createContractBucket, setVersioning } from '../../testing/contractServer.ts';
import { createLifecycleHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };
/** Nothing on the server is older than this run: what is due today is due by a date. */
const LONG_AGO = '2020-01-01T00:00:00Z';
const UPLOADS = 2;

let server: ContractBucket;

beforeAll(async () => {
  server = await createContractBucket();
  await setVersioning(server, 'Enabled');
  await put('tmp/a', 1);
  await put('tmp/a', 20);
  await put('tmp/b', 300);
  await put('logs/old', 4000, { team: 'a' });
  await put('logs/old', 50_000, { team: 'a', keep: 'no' });
  await put('logs/new', 600, { keep: 'yes' });
  await put('deleted', 7);
  await deleteFile(server.store, server.bucket, 'deleted');
  const { versionId } = await uploadFile(server.store, server.bucket, 'lonely', Buffer.from('x'));
  await deleteFile(server.store, server.bucket, 'lonely');
  await server.store.deleteObject({ bucket: server.bucket, key: 'lonely', versionId: versionId ?? '' });
  for (const key of ['tmp/upload', 'upload']) await server.store.createMultipart({ bucket: server.bucket, key }, {});
});
afterAll(() => server.remove());

async function put(key: string, size: number, tags: Record<string, string> = {}): Promise<void> {
  const { bucket, store } = server;
  await uploadFile(store, bucket, key, Buffer.alloc(size, 'x'));
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (TagSet.length === 0) return;
  await store.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet } }), { bucket, key });
}

const rule = (Filter: LifecycleRule['Filter'], does: Partial<LifecycleRule>): LifecycleRule => ({
  Status: 'Enabled',
  Filter,
  ...does,
});
const under = (Prefix: string, does: Partial<LifecycleRule>) => rule({ Prefix }, does);

type Options = { endpoint?: string; pageSize?: number; signal?: AbortSignal; emit?: Emit };

/** The forecast as the window asks for it. */
async function forecast(rules: LifecycleRule[], options: Options = {}): Promise<Forecast> {
  const connection = { ...server.connection, endpoint: options.endpoint ?? server.connection.endpoint };
  const store = createObjectStore(connection, 'browse', options.pageSize ? { pageSize: options.pageSize } : {});
  const stores = { storeOf: async () => store, drop() {}, close() {} };
  const emit: Emit = options.emit ?? (() => undefined);
  const handlers = createLifecycleHandlers({ stores, connectionOf: async () => connection, emit });
  const place = { connectionId: 'contract', bucket: server.bucket, scanId: 'scan' };
  try {
    return await handlers['lifecycle.forecast']({ ...place, rules }, { signal: options.signal ?? context.signal });
  } finally {
    store.close();
  }
}

const nothing = { count: 0, bytes: 0 };
const effect = (changes: Partial<Effect>): Effect => ({
  expired: nothing,
  noncurrentDeleted: nothing,
  moved: [],
  markersRemoved: 0,
  uploadsAborted: 0,
  ...changes,
});

describe('the forecast of a bucket', () => {
  test('says what is due today, in a month and in a year, and what stays behind', async () => {
    const rules = [
      under('tmp/', { Expiration: { Date: LONG_AGO } }),
      under('', { Expiration: { ExpiredObjectDeleteMarker: true } }),
      under('', { NoncurrentVersionExpiration: { NoncurrentDays: 20 } }),
      under('', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
      rule({ ObjectSizeGreaterThan: 599 }, { Transitions: [{ Days: 100, StorageClass: 'COLD' }] }),
    ];
    const answer = await forecast(rules);
    expect(answer).toMatchObject({ versioning: 'enabled', gaps: [] });
    expect(Math.abs(Date.parse(answer.at) - Date.now())).toBeLessThan(60_000);
    expect(answer.scanned).toEqual({ versions: 7, markers: 2, uploads: UPLOADS, bytes: 54_928 });
    const aborted = { uploadsAborted: UPLOADS };
    expect(answer.total).toEqual([
      effect({ expired: { count: 2, bytes: 320 }, markersRemoved: 1 }),
      // The marker above `deleted`, those of today, and the one that stands alone already.
      effect({ noncurrentDeleted: { count: 5, bytes: 4328 }, markersRemoved: 4, ...aborted }),
      effect({
        noncurrentDeleted: { count: 5, bytes: 4328 },
        moved: [{ storageClass: 'COLD', count: 2, bytes: 50_600 }],
        markersRemoved: 4,
        ...aborted,
      }),
    ]);
    expect(answer.hidden).toEqual([
      { noncurrent: { count: 5, bytes: 4328 }, markers: 3 },
      { noncurrent: nothing, markers: 0 },
      { noncurrent: nothing, markers: 0 },
    ]);
    expect(answer.rules.map(({ effects }) => effects[0])).toEqual([
      effect({ expired: { count: 2, bytes: 320 } }),
      effect({ markersRemoved: 1 }),
      effect({}),
      effect({}),
      effect({}),
    ]);
  });

  test('is the same over many pages that break off within a key', async () => {
    const rules = [under('', { Expiration: { Days: 3 }, NoncurrentVersionExpiration: { NoncurrentDays: 20 } })];
    const [whole, paged] = [await forecast(rules), await forecast(rules, { pageSize: 1 })];
    expect({ ...paged, at: '' }).toEqual({ ...whole, at: '' });
    expect(whole.total[2]?.noncurrentDeleted).toEqual({ count: 7, bytes: 54_928 });
  });

  test('knows the tags of each version', async () => {
    const keep = (Value: string) => ({ Key: 'keep', Value });
    const team = { Key: 'team', Value: 'a' };
    const rules = [
      rule({ Tag: keep('yes') }, { Expiration: { Date: LONG_AGO } }),
      rule({ And: { Prefix: 'logs/', Tags: [team, keep('no')] } }, { Expiration: { Date: LONG_AGO } }),
      rule({ Tag: team }, { NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
    ];
    const { rules: ofRules, total } = await forecast(rules);
    expect(ofRules[0]?.effects[0]?.expired).toEqual({ count: 1, bytes: 600 });
    expect(ofRules[1]?.effects[0]?.expired).toEqual({ count: 1, bytes: 50_000 });
    expect(ofRules[2]?.effects[1]?.noncurrentDeleted).toEqual({ count: 2, bytes: 54_000 });
    expect(total[1]?.noncurrentDeleted).toEqual({ count: 2, bytes: 54_000 });
  });

  test('tells how far it has come', async () => {
    const seen: Events['lifecycle.scanned'][] = [];
    const emit: Emit = (topic, payload) => {
      expect(topic).toBe('lifecycle.scanned');
      seen.push(payload as Events['lifecycle.scanned']);
    };
    await forecast([under('', { Expiration: { Days: 3 } })], { pageSize: 2, emit });
    expect(seen.every(({ scanId }) => scanId === 'scan')).toBe(true);
    const counts = seen.map((event) => event.seen);
    expect(counts).toEqual([...new Set(counts)].toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBe(9 + UPLOADS);
  });

  test('stops when it is cancelled, and says no more', async () => {
    const stop = new AbortController();
    let told = 0;
    const emit: Emit = () => {
      told += 1;
      stop.abort();
    };
    const cancelled = forecast([under('', { Expiration: { Days: 3 } })], { pageSize: 1, signal: stop.signal, emit });
    await expect(cancelled).rejects.toMatchObject({ data: { code: 'cancelled' } });
    expect(told).toBe(1);
  });

  test('of a bucket that is not there says so', async () => {
    const store = server.store;
    const handlers = createLifecycleHandlers({
      stores: { storeOf: async () => store, drop() {}, close() {} },
      connectionOf: async () => server.connection,
      emit: () => undefined,
    });
    const call = { connectionId: 'contract', bucket: 'stave-no-such-bucket', scanId: 's', rules: [] };
    await expect(handlers['lifecycle.forecast'](call, context)).rejects.toMatchObject({
      data: { code: 'bucket-not-found' },
    });
  });
});

describe('what may not be seen is told as a gap', () => {
  const refused = s3Error(403, 'AccessDenied');
  const tagged = [
    rule({ Tag: { Key: 'keep', Value: 'yes' } }, { Expiration: { Date: LONG_AGO } }),
    under('tmp/', { Expiration: { Date: LONG_AGO } }),
  ];

  async function without(part: string) {
    const proxy = await startFaultProxy(server.connection.endpoint);
    proxy.inject({
      on: ({ path }) => new RegExp(`[?&]${part}(=|&|$)`).test(path),
      action: refused,
      times: Number.POSITIVE_INFINITY,
    });
    const answer = await forecast(tagged, { endpoint: proxy.url });
    proxy.assertAllFired();
    await proxy.close();
    return answer;
  }

  test('tags: rules with tags are thought to match nothing', async () => {
    const { gaps, rules, total } = await without('tagging');
    expect(gaps).toEqual(['tags-denied']);
    expect(rules[0]?.effects[2]).toEqual(effect({}));
    expect(total[0]).toEqual(effect({ expired: { count: 2, bytes: 320 } }));
  });

  test('unfinished uploads', async () => {
    const { gaps, scanned } = await without('uploads');
    expect(gaps).toEqual(['uploads-denied']);
    expect(scanned).toMatchObject({ versions: 7, uploads: 0 });
  });

  test('versioning: a delete is not thought to be for ever', async () => {
    const { gaps, versioning, hidden } = await without('versioning');
    expect(gaps).toEqual(['versioning-unknown']);
    expect(versioning).toBe('unknown');
    expect(hidden[0]?.noncurrent).toEqual({ count: 6, bytes: 4928 });
  });

  test('versions: only the objects are counted', async () => {
    const { gaps, scanned, total } = await without('versions');
    expect(gaps).toEqual(['versions-denied']);
    expect(scanned).toEqual({ versions: 4, markers: 0, uploads: UPLOADS, bytes: 50_920 });
    expect(total[0]).toEqual(effect({ expired: { count: 3, bytes: 920 } }));
  });
});
