import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { s3Error, webPage } from '../../../../e2e/faults/answers.ts';
import type { FaultAction, SeenRequest } from '../../../../e2e/faults/faults.ts';
import type { SettingId } from '../../../../shared/settings/documents.ts';
import { isMinio, newBucketName } from '../../testing/contractServer.ts';
import { CONNECTION, createSettingsFixture, type SettingsFixture } from '../../testing/settingsFixture.ts';

const always = Number.POSITIVE_INFINITY;
const cors = { CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET' as const] }] };

let fixture: SettingsFixture;
let bucket: string;

beforeAll(async () => {
  fixture = await createSettingsFixture();
});
beforeEach(async () => {
  await fixture.proxy.reset();
  await fixture.settings.forget(CONNECTION);
  bucket = await fixture.newBucket();
});
afterEach(() => fixture.proxy.assertAllFired());
afterAll(() => fixture.close());

const place = () => ({ connectionId: CONNECTION, bucket });
const about =
  (subresource: string, method = 'GET') =>
  (request: SeenRequest) =>
    request.method === method && new RegExp(`\\?(.*&)?${subresource}(=|&|$)`).test(request.path);
const answer = (body: string, status = 200): FaultAction => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/xml' },
  body,
});
const inject = (subresource: string, action: FaultAction, method = 'GET') =>
  fixture.proxy.inject({ on: about(subresource, method), action, times: always });
const read = <S extends SettingId>(setting: S, again = false) => fixture.settings.read(place(), setting, { again });

describe('the answer to a GET', () => {
  test.each<[string, FaultAction, object]>([
    ['nothing', answer(''), { state: 'absent', kind: 'ignored', error: null }],
    [
      'the objects',
      answer('<ListBucketResult><Name>b</Name></ListBucketResult>'),
      { state: 'absent', kind: 'ignored' },
    ],
    ['another setting', answer('<AccessControlPolicy/>'), { state: 'absent', kind: 'ignored' }],
    ['NotImplemented', s3Error(501, 'NotImplemented'), { state: 'absent', kind: 'refused' }],
    ['MethodNotAllowed', s3Error(405, 'MethodNotAllowed'), { state: 'absent', kind: 'refused' }],
    ['405 without a word', { kind: 'answer', status: 405 }, { state: 'absent', kind: 'refused' }],
    ['400 InvalidArgument', s3Error(400, 'InvalidArgument'), { state: 'absent', error: { s3Code: 'InvalidArgument' } }],
    ['404 without a word', { kind: 'answer', status: 404 }, { state: 'absent', error: { status: 404 } }],
    ['NoSuchKey', s3Error(404, 'NoSuchKey'), { state: 'absent', error: { s3Code: 'NoSuchKey' } }],
    ['the "not set" of another', s3Error(404, 'NoSuchBucketPolicy'), { state: 'absent', kind: 'refused' }],
    ['its own "not set"', s3Error(404, 'NoSuchCORSConfiguration'), { state: 'not-set' }],
    ['a document with nothing in it', answer('<CORSConfiguration/>'), { state: 'not-set' }],
    ['AccessDenied', s3Error(403, 'AccessDenied'), { state: 'denied', error: { s3Code: 'AccessDenied', status: 403 } }],
  ])('%s', async (_, action, state) => {
    inject('cors', action);
    expect(await read('cors')).toMatchObject(state);
    expect(fixture.changes()).toEqual([]);
  });

  test.each<[string, FaultAction, string]>([
    ['throttling', s3Error(503, 'SlowDown'), 'throttled'],
    ['its own failure', s3Error(500, 'InternalError'), 'server-error'],
    ['wrong keys', s3Error(403, 'InvalidAccessKeyId'), 'invalid-credentials'],
    ['a wrong clock', s3Error(403, 'RequestTimeTooSkewed'), 'clock-skew'],
    ['the page of a network', webPage(), 'not-s3'],
    ['no bucket', s3Error(404, 'NoSuchBucket'), 'bucket-not-found'],
    ['half of the network', { kind: 'cut-answer', afterBytes: 0 }, 'network'],
  ])('%s says nothing of the setting', async (_, action, code) => {
    inject('cors', action);
    await expect(read('cors')).rejects.toMatchObject({ data: { code } });
    expect(await fixture.settings.absent(CONNECTION)).toEqual({});
  });

  test('a 404 is that of the bucket where the bucket is not there either', async () => {
    inject('cors', { kind: 'answer', status: 404 });
    const nowhere = { connectionId: CONNECTION, bucket: newBucketName() };
    await expect(fixture.settings.read(nowhere, 'cors')).rejects.toMatchObject({ data: { code: 'bucket-not-found' } });
  });

  test.each([
    ['text', 'Allow everybody', 'not-s3'],
    ['half a policy', '{"Version": "2012', 'not-s3'],
    ['a list', '[]', 'not-s3'],
  ])('a policy that is %s is an error that says so', async (_, body, code) => {
    inject('policy', { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body });
    await expect(read('policy')).rejects.toMatchObject({
      data: { code, message: expect.stringContaining('JSON'), details: { bucket } },
    });
  });

  test.each([
    ['nothing', ''],
    ['the objects', '<ListBucketResult/>'],
  ])('a policy that is %s is not there', async (_, body) => {
    inject('policy', answer(body));
    expect(await read('policy')).toMatchObject({ state: 'absent', kind: 'ignored' });
  });
});

describe('"not on this server"', () => {
  test('is remembered without asking again, over restarts, until it is asked again and disproved', async () => {
    const fired = inject('cors', s3Error(501, 'NotImplemented'));
    const first = await read('cors');
    expect(await read('cors')).toEqual(first);
    expect(await fixture.restart().read(place(), 'cors')).toEqual(first);
    expect(await fixture.restart().absent(CONNECTION)).toEqual({
      cors: { kind: 'refused', error: expect.objectContaining({ status: 501 }), since: expect.any(String) },
    });
    expect(fired()).toBe(1);
    await fixture.proxy.reset();
    expect(await read('cors', true)).toEqual({ state: 'not-set' });
    expect(await fixture.settings.absent(CONNECTION)).toEqual({});
  });

  test('is not remembered of Amazon, where it may be said of one bucket', async () => {
    const amazon = await createSettingsFixture({ provider: 'aws' });
    amazon.proxy.inject({ on: about('cors'), action: s3Error(405, 'MethodNotAllowed'), times: 2 });
    for (let time = 1; time <= 2; time += 1) {
      expect(await amazon.settings.read(place(), 'cors')).toMatchObject({ state: 'absent', kind: 'refused' });
    }
    amazon.proxy.assertAllFired();
    expect(await amazon.settings.absent(CONNECTION)).toEqual({});
    await amazon.close();
  });

  test('a DELETE that would be one of the bucket is not sent', async () => {
    inject('tagging', answer(''));
    const remove = fixture.settings.remove(place(), 'tags', null);
    await expect(remove).rejects.toMatchObject({ data: { code: 'setting-absent' } });
    expect(fixture.proxy.seen.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('keys that may not see a setting', () => {
  test('see "denied", and change nothing', async () => {
    if (isMinio) {
      // Its owner's keys may always do everything.
      inject('cors', s3Error(403, 'AccessDenied'));
    } else {
      const Resource = `arn:aws:s3:::${bucket}`;
      const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:GetBucketCORS', Resource }];
      await fixture.direct.send(
        new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
      );
    }
    expect(await read('cors')).toMatchObject({ state: 'denied', error: { code: 'access-denied', status: 403 } });
    expect(await read('tags')).toEqual({ state: 'not-set' });
    const put = fixture.settings.put(place(), 'cors', cors, null);
    await expect(put).rejects.toMatchObject({ data: { code: 'access-denied' } });
    expect(fixture.changes()).toEqual([]);
    expect(await fixture.settings.absent(CONNECTION)).toEqual({});
  });
});

describe("a server's own words", () => {
  test('are named, so that nobody loses them unknowingly', async () => {
    const rule = `<Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix>x</Prefix></Filter><Expiration><Days>1</Days>
      <ExpiredObjectAllVersions>true</ExpiredObjectAllVersions></Expiration><!-- <Hidden/> -->
      <DelMarkerExpiration><Days>1</Days></DelMarkerExpiration></Rule>`;
    inject('lifecycle', answer(`<?xml version="1.0"?><LifecycleConfiguration>${rule}${rule}</LifecycleConfiguration>`));
    expect(await read('lifecycle')).toMatchObject({
      state: 'set',
      document: { Rules: [{ ID: 'a', Expiration: { Days: 1 } }, { ID: 'a' }] },
      foreign: ['ExpiredObjectAllVersions', 'DelMarkerExpiration'],
    });
  });

  test('in a policy are the names that the grammar does not have', async () => {
    const body =
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*","Until":"2031"}]}';
    inject('policy', { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body });
    expect(await read('policy')).toEqual({ state: 'set', document: JSON.parse(body), foreign: ['Until'] });
  });
});
