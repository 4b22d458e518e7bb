import { PutBucketAclCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { type AccessStates, glance } from '../../../shared/access/glance.ts';
import { makePrivate } from '../../../shared/access/makePrivate.ts';
import { bucketArn, objectArn } from '../../../shared/policy/arns.ts';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';
import { accessFixture, all, answersOf } from '../testing/accessFixture.ts';
import { isMinio } from '../testing/contractServer.ts';

const t = accessFixture();

function openPolicy(bucket: string): PolicyDocument {
  const all = { Effect: 'Allow', Principal: '*' } as const;
  return {
    Version: '2012-10-17',
    Statement: [
      { ...all, Action: 's3:*', Resource: objectArn(bucket, '*') },
      { ...all, Action: 's3:ListBucket', Resource: bucketArn(bucket) },
    ],
  };
}

async function statesOf(bucket: string): Promise<AccessStates> {
  const place = { connectionId: 'contract', bucket };
  return {
    policy: await t.settings.read(place, 'policy'),
    policyStatus: await t.settings.read(place, 'policyStatus'),
    acl: await t.settings.read(place, 'acl'),
    publicAccessBlock: await t.settings.read(place, 'publicAccessBlock'),
    ownership: await t.settings.read(place, 'ownership'),
  };
}

async function seen(bucket: string) {
  const { read, list, write } = glance(await statesOf(bucket), bucket, false);
  return { read, list, write };
}

const PRIVATE = { read: 'private', list: 'private', write: 'private' };

test('an open bucket is made private, as the server confirms', async () => {
  const bucket = await t.newBucket();
  const place = { connectionId: 'contract', bucket };
  await t.putPolicy(bucket, openPolicy(bucket));
  if (!isMinio) await t.clients.quick.send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read-write' }));
  expect(await seen(bucket)).toEqual({ read: 'public', list: 'public', write: 'public' });
  expect(answersOf(await t.tryAccess(bucket, 'file', true)).anonymous).toEqual(all('allowed'));

  const { changes, hidden } = makePrivate(await statesOf(bucket));
  expect(hidden).toEqual([]);
  // MinIO has neither ACLs that can be changed nor a public access block.
  expect(changes.map(({ setting }) => setting)).toEqual(isMinio ? ['policy'] : ['policy', 'acl', 'publicAccessBlock']);
  for (const change of changes) {
    if (change.document === null) await t.settings.remove(place, change.setting, change.expected);
    else await t.settings.put(place, change.setting, change.document, change.expected);
  }
  expect(await seen(bucket)).toEqual(PRIVATE);
  expect(makePrivate(await statesOf(bucket)).changes).toEqual([]);
  const after = answersOf(await t.tryAccess(bucket, 'file', true));
  expect(after).toEqual({ anonymous: all('refused'), connection: all('allowed') });
});

test('what the public access block does on the server is what is said of it', async () => {
  const bucket = await t.newBucket();
  if (isMinio) {
    const { publicAccessBlock } = await statesOf(bucket);
    expect(publicAccessBlock).toMatchObject({ state: 'absent' });
    return;
  }
  await t.putPolicy(bucket, openPolicy(bucket));
  await t.clients.quick.send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read' }));
  const block = (PublicAccessBlockConfiguration: object) =>
    t.clients.quick.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration }));
  const tried = async () => answersOf(await t.tryAccess(bucket, 'file', true));

  await block({ BlockPublicPolicy: true });
  expect(await seen(bucket)).toEqual({ read: 'public', list: 'public', write: 'public' });
  expect((await tried()).anonymous).toEqual(all('allowed'));

  // It refuses all uploads with this: that is why nothing here switches it on by itself.
  await block({ BlockPublicAcls: true });
  expect((await tried()).connection).toEqual(all('allowed', { write: 'refused' }));

  // It keeps this, and does not do it: that is why no bucket is called private for it.
  await block({ RestrictPublicBuckets: true });
  expect(await seen(bucket)).toEqual({ read: 'unknown', list: 'public', write: 'unknown' });
  expect((await tried()).anonymous).toEqual(all('allowed'));

  await t.putPolicy(bucket, null);
  expect(await seen(bucket)).toEqual({ ...PRIVATE, list: 'public' });
  expect((await tried()).anonymous).toEqual(all('refused', { list: 'allowed' }));

  await block({ IgnorePublicAcls: true });
  expect(await seen(bucket)).toEqual(PRIVATE);
  expect((await tried()).anonymous).toEqual(all('refused'));
});
