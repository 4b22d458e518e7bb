import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import {
  isRemovable,
  isWritable,
  SETTING_IDS,
  type SettingDocument,
  type SettingId,
  type WritableSettingId,
} from '../../../../shared/settings/documents.ts';
import { documentOf, type SettingState } from '../../../../shared/settings/state.ts';
import { isMinio } from '../../testing/contractServer.ts';
import { settingSamples } from '../../testing/settingSamples.ts';
import { CONNECTION, createSettingsFixture, type SettingsFixture } from '../../testing/settingsFixture.ts';
import { type Column, documented } from '../../testing/settingsTable.ts';
import { definitions } from './definitions.ts';

const server = process.env.STAVE_TEST_SERVER ?? '';
const EVERYTHING = 'read, set, removed';

/** What each server has, as it was found out by hand; the tests must find the same. */
const EXPECTED: Record<string, Column> = {
  rgw: {
    versioning: 'read, set',
    lifecycle: EVERYTHING,
    objectLock: EVERYTHING,
    encryption: 'not there: ignored',
    replication: 'read; cannot be set: MethodNotAllowed',
    intelligentTiering: 'not there: ignored',
    tags: EVERYTHING,
    policy: EVERYTHING,
    policyStatus: 'read',
    publicAccessBlock: EVERYTHING,
    ownership: 'not there: ignored',
    acl: 'read, set',
    cors: EVERYTHING,
    website: 'not there: refused, MethodNotAllowed',
    logging: 'read; cannot be set: MethodNotAllowed',
    notifications: EVERYTHING,
    requestPayment: 'read, set',
    accelerate: 'not there: ignored',
    inventory: 'not there: ignored',
    analytics: 'not there: ignored',
    metrics: 'not there: ignored',
    location: 'read',
  },
  minio: {
    versioning: 'read, set',
    lifecycle: EVERYTHING,
    objectLock: EVERYTHING,
    encryption: EVERYTHING,
    replication: 'read; cannot be set: InvalidRequest',
    intelligentTiering: 'not there: refused, NotImplemented',
    tags: EVERYTHING,
    policy: EVERYTHING,
    policyStatus: 'read',
    publicAccessBlock: 'not there: refused, NotImplemented',
    ownership: 'not there: refused, NotImplemented',
    acl: 'not there: ignored',
    cors: 'read; cannot be set: NotImplemented',
    website: 'not there: ignored',
    logging: 'not there: ignored',
    notifications: EVERYTHING,
    requestPayment: 'not there: ignored',
    accelerate: 'not there: ignored',
    inventory: 'not there: refused, NotImplemented',
    analytics: 'not there: refused, NotImplemented',
    metrics: 'not there: refused, NotImplemented',
    location: 'read',
  },
};

let fixture: SettingsFixture;
let bucket: string;
const found: Partial<Column> = {};

beforeAll(async () => {
  fixture = await createSettingsFixture();
});
beforeEach(() => fixture.proxy.reset());
afterAll(() => fixture.close());

const place = () => ({ connectionId: CONNECTION, bucket });
const errorOf = async (work: Promise<unknown>): Promise<AppError['data']> => {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown.data;
  throw thrown ?? new Error('it did not fail');
};
const bucketIsThere = () => fixture.direct.send(new HeadBucketCommand({ Bucket: bucket }));

async function sampleOf(setting: WritableSettingId): Promise<SettingDocument<WritableSettingId>> {
  const owner = documentOf<'acl'>(await fixture.settings.read(place(), 'acl')) ?? { Grants: [] };
  return settingSamples({ bucket, owner, notified: await fixture.notified('new') })[setting];
}

/** A setting that the server has not: nothing that would change anything is sent, not even when it is asked for. */
async function tryAbsent(setting: SettingId, state: Extract<SettingState, { state: 'absent' }>): Promise<string> {
  expect(await fixture.settings.absent(CONNECTION)).toMatchObject({ [setting]: { kind: state.kind } });
  fixture.proxy.seen.length = 0;
  if (isWritable(setting)) {
    const put = fixture.settings.put(place(), setting, await sampleOf(setting), null);
    expect(await errorOf(put)).toMatchObject({ code: 'setting-absent', details: { bucket, setting } });
    const code = isRemovable(setting) ? 'setting-absent' : 'invalid-request';
    expect(await errorOf(fixture.settings.remove(place(), setting, null))).toMatchObject({ code });
  }
  expect(fixture.changes()).toEqual([]);
  expect(await fixture.settings.changes(place())).toEqual([]);
  return state.kind === 'ignored' ? 'not there: ignored' : `not there: refused, ${state.error?.s3Code}`;
}

async function tryRemoval(setting: WritableSettingId, present: SettingDocument): Promise<string> {
  const removed = await fixture.settings.remove(place(), setting, present);
  const { bare } = definitions[setting];
  expect(removed).toEqual({
    state: bare ? { state: 'set', document: bare, foreign: [] } : { state: 'not-set' },
    isAsSent: true,
  });
  expect(await fixture.settings.read(place(), setting)).toEqual(removed.state);
  expect(await fixture.settings.changes(place())).toMatchObject([
    { setting, before: present, after: bare ?? null, outcome: 'done' },
    { setting, outcome: 'done' },
  ]);
  return EVERYTHING;
}

async function tryWritable(setting: WritableSettingId): Promise<string> {
  const before = documentOf<WritableSettingId>(await fixture.settings.read(place(), setting));
  const sample = await sampleOf(setting);
  try {
    const put = await fixture.settings.put(place(), setting, sample, before);
    expect(put).toMatchObject({ state: { state: 'set', foreign: [] }, isAsSent: true });
    const again = await fixture.settings.read(place(), setting);
    expect(again).toEqual(put.state);
    const present = documentOf(again);
    expect(await fixture.settings.changes(place())).toMatchObject([
      { setting, before, after: present, outcome: 'done' },
    ]);
    return isRemovable(setting) && present ? await tryRemoval(setting, present) : 'read, set';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(fixture.changes()).toEqual(['PUT']);
    expect(await fixture.settings.changes(place())).toMatchObject([{ setting, before, outcome: 'failed' }]);
    const { code, s3Code } = error.data;
    if (code === 'setting-absent') {
      expect(await fixture.settings.read(place(), setting)).toMatchObject({ state: 'absent', kind: 'refused' });
      expect(await errorOf(fixture.settings.put(place(), setting, sample, before))).toMatchObject({ code });
      expect(fixture.changes()).toEqual(['PUT']);
    }
    return `read; cannot be set: ${s3Code}`;
  }
}

describe('what a server has', () => {
  test.each(SETTING_IDS)('%s', async (setting) => {
    bucket = await fixture.newBucket(setting === 'objectLock');
    const state = await fixture.settings.read(place(), setting);
    expect(fixture.changes()).toEqual([]);
    if (state.state === 'denied') throw new Error('these keys may see everything');
    let result = 'read';
    if (state.state === 'absent') result = await tryAbsent(setting, state);
    else if (isWritable(setting)) result = await tryWritable(setting);
    found[setting] = result;
    await bucketIsThere();
    expect(result).toBe(EXPECTED[server]?.[setting] ?? result);
  });

  test('stands in docs/settings.md; STAVE_UPDATE_DOCS=1 renews it', async () => {
    expect(Object.keys(found)).toEqual(SETTING_IDS);
    // All are there, as was just seen.
    const table = await documented(server, found as Column);
    expect(table?.is).toBe(table?.should);
  });
});

test('a bucket that anyone may list and write is public, in the words of the server', async () => {
  bucket = await fixture.newBucket();
  const before = await fixture.settings.read(place(), 'policyStatus');
  // MinIO does not call public what can only be read.
  const Action = ['s3:ListBucket', 's3:PutObject'];
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const policy: SettingDocument<'policy'> = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }],
  };
  await fixture.settings.put(place(), 'policy', policy, null);
  expect(before).toMatchObject({ document: { IsPublic: false } });
  expect(await fixture.settings.read(place(), 'policyStatus')).toMatchObject({ document: { IsPublic: true } });
});

describe('a lifecycle rule of which a server may lose a part', () => {
  const rule = { ID: 'big', Status: 'Enabled' as const, Expiration: { Days: 1 } };
  const wanted = { Rules: [{ ...rule, Filter: { ObjectSizeGreaterThan: 1000 } }] };

  test('deletes nothing but what was meant', async () => {
    bucket = await fixture.newBucket();
    const saved = await fixture.settings.put(place(), 'lifecycle', wanted, null);
    const kept = isMinio ? wanted : { Rules: [{ ...rule, Status: 'Disabled', Prefix: '' }] };
    expect(saved).toEqual({ state: { state: 'set', document: kept, foreign: [] }, isAsSent: isMinio });
    expect(await fixture.settings.changes(place())).toMatchObject([{ after: isMinio ? wanted : expect.anything() }]);
  });
});

describe('what cannot be changed', () => {
  test.each(['policyStatus', 'location'] as const)('%s is read only, and nothing is sent', async (setting) => {
    bucket = await fixture.newBucket();
    const remove = fixture.settings.remove(place(), setting as never, null);
    expect(await errorOf(remove)).toMatchObject({ code: 'invalid-request' });
    expect(fixture.proxy.seen).toEqual([]);
  });
});
