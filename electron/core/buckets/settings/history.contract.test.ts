import { GetBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { s3Error } from '../../../../e2e/faults/answers.ts';
import type { SeenRequest } from '../../../../e2e/faults/faults.ts';
import type { SettingDocument } from '../../../../shared/settings/documents.ts';
import { isMinio } from '../../testing/contractServer.ts';
import { CONNECTION, createSettingsFixture, type SettingsFixture } from '../../testing/settingsFixture.ts';

type Tags = SettingDocument<'tags'>;
const tags = (Value: string): Tags => ({ TagSet: [{ Key: 'team', Value }] });
const isTagging = (method: string) => (request: SeenRequest) =>
  request.method === method && request.path.includes('?tagging');

let fixture: SettingsFixture;
let bucket: string;

beforeAll(async () => {
  fixture = await createSettingsFixture();
});
beforeEach(async () => {
  await fixture.proxy.reset();
  bucket = await fixture.newBucket();
});
afterEach(() => fixture.proxy.assertAllFired());
afterAll(() => fixture.close());

const place = () => ({ connectionId: CONNECTION, bucket });
const put = (document: Tags, expected: Tags | null) => fixture.settings.put(place(), 'tags', document, expected);
const changes = () => fixture.settings.changes(place());
const changeOf = async (index = 0) => (await changes())[index]?.id ?? '';
const onServer = async () => (await fixture.direct.send(new GetBucketTaggingCommand({ Bucket: bucket }))).TagSet;
/** Somebody else changes the tags. */
const elsewhere = (Tagging: Tags) => fixture.direct.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging }));

describe('a change', () => {
  test('is written down with what was before and after, newest first, and stays over a restart', async () => {
    await put(tags('a'), null);
    await put(tags('b'), tags('a'));
    await fixture.settings.remove(place(), 'tags', tags('b'));
    const written = await changes();
    expect(written).toMatchObject([
      { before: tags('b'), after: null, outcome: 'done', setting: 'tags', bucket, rollsBack: null },
      { before: tags('a'), after: tags('b'), outcome: 'done' },
      { before: null, after: tags('a'), outcome: 'done', connectionId: CONNECTION, at: expect.stringMatching(/Z$/) },
    ]);
    expect(await fixture.restart().changes(place())).toEqual(written);
    expect(await fixture.settings.changes({ connectionId: CONNECTION, bucket: 'another' })).toEqual([]);
  });

  test('that the server refuses is a failed one', async () => {
    fixture.proxy.inject({ on: isTagging('PUT'), action: s3Error(400, 'InvalidTag') });
    await expect(put(tags('a'), null)).rejects.toMatchObject({ data: { s3Code: 'InvalidTag' } });
    expect(await changes()).toMatchObject([{ before: null, after: tags('a'), outcome: 'failed' }]);
  });

  test('whose answer is lost is one of which nobody knows', async () => {
    fixture.proxy.inject({ on: isTagging('PUT'), action: { kind: 'lose-answer' }, times: Number.POSITIVE_INFINITY });
    await expect(put(tags('a'), null)).rejects.toMatchObject({ data: { code: 'network' } });
    expect(await changes()).toMatchObject([{ before: null, after: tags('a'), outcome: 'unknown' }]);
    expect(await onServer()).toEqual(tags('a').TagSet);
  });

  test('lies on the disk before it is sent', async () => {
    let written: unknown;
    const before = async () => {
      written = await fixture.restart().changes(place());
    };
    fixture.proxy.inject({ on: isTagging('PUT'), before });
    await put(tags('a'), null);
    expect(written).toMatchObject([{ before: null, after: tags('a'), outcome: 'unknown' }]);
    expect(await changes()).toMatchObject([{ outcome: 'done' }]);
  });

  test('is not made where the server says something else than was expected', async () => {
    await elsewhere(tags('theirs'));
    const error = { data: { code: 'setting-changed', details: { setting: 'tags', bucket } } };
    await expect(put(tags('mine'), null)).rejects.toMatchObject(error);
    await expect(put(tags('mine'), tags('before'))).rejects.toMatchObject(error);
    await expect(fixture.settings.remove(place(), 'tags', tags('before'))).rejects.toMatchObject(error);
    expect(fixture.changes()).toEqual([]);
    expect(await changes()).toEqual([]);
    expect(await put(tags('mine'), tags('theirs'))).toMatchObject({ isAsSent: true });
  });

  test('with an error in it is not sent', async () => {
    const bad = {
      TagSet: [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    };
    await expect(put(bad, null)).rejects.toMatchObject({
      data: {
        code: 'setting-invalid',
        details: { setting: 'tags', problem: 'repeated', path: 'TagSet.1.Key', name: 'a' },
      },
    });
    const versioning = fixture.settings.put(place(), 'versioning', {}, null);
    await expect(versioning).rejects.toMatchObject({
      data: { code: 'setting-invalid', details: { problem: 'missing' } },
    });
    expect(fixture.changes()).toEqual([]);
  });

  test('that the server agrees with a little later is as it was sent', async () => {
    const stale = { kind: 'answer' as const, status: 404, body: '<Error><Code>NoSuchTagSet</Code></Error>' };
    // The first GET is the one before the change.
    fixture.proxy.inject({ on: isTagging('GET'), action: stale, skip: 1, times: 2 });
    expect(await put(tags('a'), null)).toMatchObject({ state: { document: tags('a') }, isAsSent: true });
  });

  test('that the server takes and drops is not as it was sent', async () => {
    const xml = { kind: 'answer' as const, status: 200, body: '' };
    fixture.proxy.inject({ on: isTagging('PUT'), action: xml });
    expect(await put(tags('a'), null)).toEqual({ state: { state: 'not-set' }, isAsSent: false });
  });
});

describe('rolling a change back', () => {
  test('puts what was before, and is a change itself', async () => {
    await put(tags('a'), null);
    await put(tags('b'), tags('a'));
    const id = await changeOf();
    expect(await fixture.settings.rollBack(place(), id, false)).toMatchObject({ state: { document: tags('a') } });
    expect(await onServer()).toEqual(tags('a').TagSet);
    expect((await changes())[0]).toMatchObject({ before: tags('b'), after: tags('a'), rollsBack: id, outcome: 'done' });
    await fixture.settings.rollBack(place(), await changeOf(), false);
    expect(await onServer()).toEqual(tags('b').TagSet);
  });

  test('takes away what was not set', async () => {
    await put(tags('a'), null);
    const back = await fixture.settings.rollBack(place(), await changeOf(), false);
    expect(back).toEqual({ state: { state: 'not-set' }, isAsSent: true });
    await expect(onServer()).rejects.toMatchObject({ name: 'NoSuchTagSet' });
  });

  test('does not overwrite what others have changed since, unless it must', async () => {
    await put(tags('a'), null);
    await put(tags('b'), tags('a'));
    await elsewhere(tags('theirs'));
    const id = await changeOf();
    const careful = fixture.settings.rollBack(place(), id, false);
    await expect(careful).rejects.toMatchObject({ data: { code: 'setting-changed' } });
    expect(await onServer()).toEqual(tags('theirs').TagSet);
    expect(await fixture.settings.rollBack(place(), id, true)).toMatchObject({ isAsSent: true });
    expect(await onServer()).toEqual(tags('a').TagSet);
  });

  test('is not possible where S3 has no way back', async () => {
    await fixture.settings.put(place(), 'versioning', { Status: 'Enabled' }, null);
    const back = fixture.settings.rollBack(place(), await changeOf(), true);
    await expect(back).rejects.toMatchObject({
      data: { code: 'cannot-roll-back', details: { setting: 'versioning' } },
    });
  });

  test('is not possible for an object lock, which stays on', async () => {
    bucket = await fixture.newBucket(true);
    const notFound = s3Error(404, 'ObjectLockConfigurationNotFoundError');
    fixture.proxy.inject({
      on: ({ method, path }) => method === 'GET' && path.includes('object-lock'),
      action: notFound,
    });
    await fixture.settings.put(place(), 'objectLock', { ObjectLockEnabled: 'Enabled' }, null);
    const back = fixture.settings.rollBack(place(), await changeOf(), true);
    await expect(back).rejects.toMatchObject({ data: { code: 'cannot-roll-back' } });
  });

  test('knows the changes of this bucket alone', async () => {
    await put(tags('a'), null);
    const id = await changeOf();
    const elsewhereBack = fixture.settings.rollBack({ ...place(), bucket: 'another' }, id, true);
    await expect(elsewhereBack).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});

describe('removing', () => {
  test('sends nothing where nothing is set', async () => {
    const removed = await fixture.settings.remove(place(), 'tags', null);
    expect(removed).toEqual({ state: { state: 'not-set' }, isAsSent: true });
    expect(fixture.changes()).toEqual([]);
  });

  test('that finds nothing any more has done its work', async () => {
    await put(tags('a'), null);
    fixture.proxy.inject({ on: isTagging('DELETE'), action: { ...s3Error(404, 'NoSuchTagSet'), forwarded: true } });
    const removed = await fixture.settings.remove(place(), 'tags', tags('a'));
    expect(removed).toEqual({ state: { state: 'not-set' }, isAsSent: true });
    expect((await changes())[0]).toMatchObject({ after: null, outcome: 'done' });
  });

  test('that took the bucket with it is an error', async () => {
    await put(tags('a'), null);
    fixture.proxy.inject({ on: ({ method }) => method === 'HEAD', action: { kind: 'answer', status: 404 } });
    const remove = fixture.settings.remove(place(), 'tags', tags('a'));
    await expect(remove).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
  });

  test('brings back what the server had, though Stave would not let it be typed', async () => {
    const twice = { TagSet: ['1', '2'].map((Value) => ({ Key: 'team', Value })) };
    // MinIO does not take it either, so that there is nothing to bring back.
    if (isMinio) return expect(elsewhere(twice)).rejects.toMatchObject({ name: 'MalformedXML' });
    await elsewhere(twice);
    await put(tags('b'), twice);
    await fixture.settings.rollBack(place(), await changeOf(), false);
    expect(await onServer()).toEqual(twice.TagSet);
  });
});
