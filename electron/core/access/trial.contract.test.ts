import { PutBucketVersioningCommand, PutObjectCommand, PutObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { s3Error, webPage } from '../../../e2e/faults/answers.ts';
import type { SeenRequest } from '../../../e2e/faults/faults.ts';
import { bucketArn, objectArn } from '../../../shared/policy/arns.ts';
import { TEMPLATES, type TemplateId } from '../../../shared/policy/templates.ts';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';
import { accessFixture, all, answersOf } from '../testing/accessFixture.ts';

const t = accessFixture();
const params = { prefix: 'folder/', account: '123456789012', access: 'read' } as const;

function template(id: TemplateId, bucket: string): PolicyDocument | null {
  return TEMPLATES.find((one) => one.id === id)?.document(bucket, params) ?? null;
}

/** Anyone may do everything with objects, and list them. */
function open(bucket: string): PolicyDocument {
  const Resource = [bucketArn(bucket), objectArn(bucket, '*')];
  const Action = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }] };
}

const isSigned = ({ headers }: SeenRequest) => headers.authorization !== undefined;
const isWrite = ({ method }: SeenRequest) => method !== 'GET' && method !== 'HEAD';
const ofProbe = ({ path }: SeenRequest) => path.includes('.stave-probe-');

describe.each([undefined, 'Enabled', 'Suspended'] as const)('on a bucket with versioning %s', (versioning) => {
  const bucketOf = () => t.newBucket(versioning ? { versioning } : {});

  test('a private one refuses a visitor everything and the connection nothing', async () => {
    const bucket = await bucketOf();
    const before = await t.contents(bucket);
    const trial = await t.tryAccess(bucket, 'folder/file', true);
    expect(answersOf(trial)).toEqual({ anonymous: all('refused'), connection: all('allowed') });
    expect(trial.left).toEqual([]);
    expect(await t.contents(bucket)).toEqual(before);
  });

  test('anyone may read, only the owner writes', async () => {
    const bucket = await bucketOf();
    await t.putPolicy(bucket, template('public-read', bucket));
    const before = await t.contents(bucket);
    const trial = await t.tryAccess(bucket, 'file', true);
    expect(answersOf(trial)).toEqual({ anonymous: all('refused', { read: 'allowed' }), connection: all('allowed') });
    expect(await t.contents(bucket)).toEqual(before);
  });

  test('one that is open to everyone holds what it held, though all was tried', async () => {
    const bucket = await bucketOf();
    await t.putPolicy(bucket, open(bucket));
    const before = await t.contents(bucket);
    const trial = await t.tryAccess(bucket, 'folder/file', true);
    expect(answersOf(trial)).toEqual({ anonymous: all('allowed'), connection: all('allowed') });
    expect(trial).toMatchObject({ left: [], key: 'folder/file' });
    expect(trial.probeKey).toMatch(/^folder\/\.stave-probe-[0-9a-f]{16}$/);
    expect(t.proxy.seen.filter((request) => isWrite(request) && ofProbe(request)).length).toBeGreaterThanOrEqual(4);
    expect(await t.contents(bucket)).toEqual(before);
  });

  test('a trial that is cancelled between its requests leaves nothing', async () => {
    const bucket = await bucketOf();
    await t.putPolicy(bucket, open(bucket));
    const before = await t.contents(bucket);
    // After each of the four requests that write: twice PUT, twice DELETE; the first DELETE asks whether it may clean up.
    for (const [method, skip] of [
      ['PUT', 0],
      ['PUT', 1],
      ['DELETE', 1],
      ['DELETE', 2],
    ] as const) {
      const stop = new AbortController();
      await t.proxy.reset();
      t.proxy.inject({
        on: (request) => request.method === method && ofProbe(request),
        skip,
        after: async () => stop.abort(),
      });
      await expect(t.tryAccess(bucket, 'folder/file', true, stop.signal)).rejects.toMatchObject({
        data: { code: 'cancelled' },
      });
      t.proxy.assertAllFired();
      expect(await t.contents(bucket)).toEqual(before);
    }
  });

  test('an answer that is lost on the way leaves nothing', async () => {
    const bucket = await bucketOf();
    const before = await t.contents(bucket);
    // Twice: over a kept connection a lost answer looks like one that the server was closing, and is asked for again.
    t.proxy.inject({
      on: (request) => request.method === 'PUT' && isSigned(request),
      action: { kind: 'lose-answer' },
      times: 2,
    });
    const trial = await t.tryAccess(bucket, 'file', true);
    t.proxy.assertAllFired();
    const write = trial.probes.find(({ who, action }) => who === 'connection' && action === 'write');
    expect(write).toMatchObject({ answer: 'failed', status: null, error: { code: 'network' } });
    expect(trial.left).toEqual([]);
    expect(await t.contents(bucket)).toEqual(before);
  });
});

test('versioning that is switched on in the middle of a trial makes it leave nothing', async () => {
  const bucket = await t.newBucket();
  const before = await t.contents(bucket);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  t.proxy.inject({
    on: (request) => request.method === 'DELETE' && ofProbe(request),
    after: async () => {
      await t.clients.quick.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    },
  });
  const trial = await t.tryAccess(bucket, 'file', true);
  t.proxy.assertAllFired();
  expect(trial.left).toEqual([]);
  expect(await t.contents(bucket)).toEqual(before);
});

test('a visitor sends no signature, no key and no token', async () => {
  const bucket = await t.newBucket();
  await t.tryAccess(bucket, 'file', true);
  const unsigned = t.proxy.seen.filter((request) => !isSigned(request));
  expect(unsigned.map(({ method, status }) => `${method} ${status}`).sort()).toEqual([
    'DELETE 403',
    'GET 403',
    'GET 403',
    'PUT 403',
  ]);
  for (const { path, headers } of unsigned) {
    expect(path).not.toMatch(/X-Amz-(Signature|Credential)|AWSAccessKeyId/i);
    expect(Object.keys(headers).filter((name) => /security-token|authorization/.test(name))).toEqual([]);
  }
});

test('without consent nothing but GET is sent', async () => {
  const bucket = await t.newBucket();
  await t.putPolicy(bucket, open(bucket));
  const trial = await t.tryAccess(bucket, 'folder/file', false);
  const reading = all('allowed', { write: 'not-tried', delete: 'not-tried' });
  expect(answersOf(trial)).toEqual({ anonymous: reading, connection: reading });
  expect(trial.probes.filter(({ answer }) => answer === 'not-tried').map(({ reason }) => reason)).toEqual(
    Array(4).fill('no-consent'),
  );
  expect(t.proxy.seen.length).toBeGreaterThan(4);
  expect(t.proxy.seen.filter(isWrite)).toEqual([]);
});

test('where a default retention would keep the probe nothing is written', async () => {
  const bucket = await t.newBucket({ locks: true });
  const rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } as const;
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: rule } as const;
  await t.clients.quick.send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration }));
  const before = await t.contents(bucket);
  const place = { connectionId: 'contract', bucket, key: 'file' };
  const plan = await t.handlers['access.trialPlan'](place, { signal: new AbortController().signal });
  expect(plan).toMatchObject({ locks: true, keepsVersions: true, notifies: false });
  const trial = await t.tryAccess(bucket, 'file', true);
  expect(trial.probeKey).toBe(plan.probeKey);
  expect(trial.probes.filter(({ action }) => action === 'write' || action === 'delete')).toEqual(
    (['anonymous', 'anonymous', 'connection', 'connection'] as const).map((who, at) => ({
      who,
      action: at % 2 === 0 ? 'write' : 'delete',
      answer: 'not-tried',
      status: null,
      error: null,
      reason: 'default-lock',
    })),
  );
  expect(t.proxy.seen.filter(isWrite)).toEqual([]);
  expect(await t.contents(bucket)).toEqual(before);
});

test('an object lock without a default retention keeps nothing', async () => {
  const bucket = await t.newBucket({ locks: true });
  const before = await t.contents(bucket);
  const trial = await t.tryAccess(bucket, 'file', true);
  expect(answersOf(trial).connection).toEqual(all('allowed'));
  expect(await t.contents(bucket)).toEqual(before);
});

test('where it is not to be known whether a lock would keep the probe nothing is written', async () => {
  const bucket = await t.newBucket();
  t.proxy.inject({ on: ({ path }) => path.includes('object-lock'), action: s3Error(403, 'AccessDenied') });
  const trial = await t.tryAccess(bucket, 'file', true);
  t.proxy.assertAllFired();
  expect(answersOf(trial).connection).toEqual(all('allowed', { write: 'not-tried', delete: 'not-tried' }));
  expect(trial.probes.find(({ action }) => action === 'write')).toMatchObject({ reason: 'lock-unknown' });
  expect(t.proxy.seen.filter(isWrite)).toEqual([]);
});

test('what these keys could not remove again is not written', async () => {
  const bucket = await t.newBucket();
  t.proxy.inject({ on: ({ method }) => method === 'DELETE', action: s3Error(403, 'AccessDenied') });
  const trial = await t.tryAccess(bucket, 'file', true);
  t.proxy.assertAllFired();
  expect(trial.probes.find(({ action }) => action === 'write')).toMatchObject({ reason: 'no-cleanup' });
  expect(t.proxy.seen.filter(({ method }) => method === 'PUT')).toEqual([]);
});

test('what could not be removed is told', async () => {
  const bucket = await t.newBucket({ versioning: 'Enabled' });
  const before = await t.contents(bucket);
  // The first asks whether it may; all that have a version after that are refused.
  const fired = t.proxy.inject({
    on: ({ method, path }) => method === 'DELETE' && path.includes('versionId'),
    action: s3Error(403, 'AccessDenied'),
    skip: 1,
    times: 10,
  });
  const trial = await t.tryAccess(bucket, 'file', true);
  expect(fired()).toBe(2);
  expect(trial.left.map(({ error }) => error.code)).toEqual(['access-denied', 'access-denied']);
  const left = (await t.contents(bucket)).filter((line) => !before.includes(line));
  expect(left.map((line) => line.split(' ')[2]).sort()).toEqual(trial.left.map(({ versionId }) => versionId).sort());
  expect(t.logger.lines.at(-1)).toContain('a probe could not be removed');
});

test('a key that is not there is read by way of the probe', async () => {
  const bucket = await t.newBucket();
  await t.putPolicy(bucket, template('public-prefix', bucket));
  const reading = await t.tryAccess(bucket, 'folder/none', false);
  expect(answersOf(reading).anonymous).toEqual({
    read: 'not-tried',
    list: 'allowed',
    write: 'not-tried',
    delete: 'not-tried',
  });
  const reads = reading.probes.filter(({ action }) => action === 'read').map(({ reason }) => reason);
  expect(reads).toEqual(['nothing-to-read', 'nothing-to-read']);

  const before = await t.contents(bucket);
  const inside = await t.tryAccess(bucket, 'folder/none', true);
  const outside = await t.tryAccess(bucket, 'none', true);
  expect(answersOf(inside)).toEqual({
    anonymous: all('refused', { read: 'allowed', list: 'allowed' }),
    connection: all('allowed'),
  });
  expect(answersOf(outside)).toEqual({ anonymous: all('refused'), connection: all('allowed') });
  expect(await t.contents(bucket)).toEqual(before);
});

test('an empty object is read', async () => {
  const bucket = await t.newBucket();

  await t.clients.quick.send(new PutObjectCommand({ Bucket: bucket, Key: 'empty', Body: Buffer.alloc(0) }));
  await t.putPolicy(bucket, template('public-read', bucket));
  const trial = await t.tryAccess(bucket, 'empty', false);
  expect(answersOf(trial).anonymous).toMatchObject({ read: 'allowed' });
  expect(answersOf(trial).connection).toMatchObject({ read: 'allowed' });
});

test('the page of a captive portal allows nothing', async () => {
  const bucket = await t.newBucket();
  t.proxy.inject({
    on: (request) => !isSigned(request),
    action: webPage(),
    times: Number.POSITIVE_INFINITY,
  });
  const before = await t.contents(bucket);
  const trial = await t.tryAccess(bucket, 'file', true);
  expect(answersOf(trial)).toEqual({ anonymous: all('failed'), connection: all('allowed') });
  expect(new Set(trial.probes.flatMap(({ error }) => error?.code ?? []))).toEqual(new Set(['not-s3']));
  expect(await t.contents(bucket)).toEqual(before);
});
