import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uploadFile } from '../objects/files.ts';
import type { StorePool } from '../s3/storePool.ts';
import { type ContractBucket, createContractBucket, isMinio, setVersioning } from '../testing/contractServer.ts';
import { createObjectAccessHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };
const connectionId = 'contract';
const CSV = Buffer.from('id,name\n1,Ada\n');

let server: ContractBucket;
let handlers: ReturnType<typeof createObjectAccessHandlers>;
beforeAll(async () => {
  server = await createContractBucket();
  const { store, connection } = server;
  await uploadFile(store, server.bucket, 'orders.csv', CSV);
  const stores: StorePool = { storeOf: async () => store, drop() {}, close() {} };
  handlers = createObjectAccessHandlers({ stores, connectionOf: async () => connection });
});
afterAll(() => server.remove());

const at = (key: string) => ({ connectionId, bucket: server.bucket, key });
const publicLink = (key: string) => handlers['objectAccess.publicLink'](at(key), context);

const ofServerWithAcls = () => {
  test('is private, is made public and private again, which the public link follows', async () => {
    const acl = at('orders.csv');
    expect(await handlers['objectAccess.getAcl'](acl, context)).toMatchObject({
      state: 'set',
      document: { Grants: [{ Permission: 'FULL_CONTROL' }] },
    });
    expect(await publicLink('orders.csv')).toMatchObject({ status: 403, error: null });

    const open = await handlers['objectAccess.putAcl']({ ...acl, acl: 'public-read' }, context);
    expect(open).toMatchObject({ isAsSent: true, state: { state: 'set' } });
    const { url, status } = await publicLink('orders.csv');
    expect(status).toBe(200);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(CSV);

    expect(await handlers['objectAccess.putAcl']({ ...acl, acl: 'private' }, context)).toMatchObject({
      isAsSent: true,
    });
    expect(await publicLink('orders.csv')).toMatchObject({ url, status: 403 });
  });

  test('is put grant by grant', async () => {
    const object = at('orders.csv');
    const before = await handlers['objectAccess.getAcl'](object, context);
    if (before.state !== 'set') throw new Error('it has no ACL');
    const Grantee = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' } as const;
    const acl = { ...before.document, Grants: [...before.document.Grants, { Grantee, Permission: 'READ' as const }] };
    expect(await handlers['objectAccess.putAcl']({ ...object, acl }, context)).toMatchObject({
      isAsSent: true,
      state: { state: 'set', document: { Grants: expect.arrayContaining(acl.Grants) } },
    });
  });

  test('of a version is its own', async () => {
    await setVersioning(server, 'Enabled');
    const { versionId } = await uploadFile(server.store, server.bucket, 'two', Buffer.from('old'));
    await uploadFile(server.store, server.bucket, 'two', Buffer.from('new'));
    const old = { ...at('two'), versionId: versionId ?? '' };
    await handlers['objectAccess.putAcl']({ ...old, acl: 'public-read' }, context);
    const link = await handlers['objectAccess.publicLink'](old, context);
    expect(link.status).toBe(200);
    expect(await (await fetch(link.url)).text()).toBe('old');
    expect(await publicLink('two')).toMatchObject({ status: 403 });
  });

  test('of an object that is not there is an error', async () => {
    const asked = handlers['objectAccess.getAcl'](at('none'), context);
    await expect(asked).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
};

const ofServerWithoutAcls = () => {
  test('is told apart from an ACL that is private', async () => {
    expect(await handlers['objectAccess.getAcl'](at('orders.csv'), context)).toMatchObject({
      state: 'absent',
      kind: 'ignored',
    });
    expect(await handlers['objectAccess.putAcl']({ ...at('orders.csv'), acl: 'public-read' }, context)).toMatchObject({
      isAsSent: false,
      state: { state: 'absent', kind: 'refused' },
    });
  });
};

describe('the ACL of an object', isMinio ? ofServerWithoutAcls : ofServerWithAcls);

test('the public link works where the policy lets everyone read', async () => {
  await uploadFile(server.store, server.bucket, 'public/a b.txt', Buffer.from('for all'));
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: ['*'] },
    Action: ['s3:GetObject'],
    Resource: [`arn:aws:s3:::${server.bucket}/public/*`],
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await server.store.send(new PutBucketPolicyCommand({ Bucket: server.bucket, Policy }));
  const { url, status } = await publicLink('public/a b.txt');
  expect(status).toBe(200);
  expect(await (await fetch(url)).text()).toBe('for all');
  expect(await publicLink('orders.csv')).toMatchObject({ status: 403 });
});

test('a server that is not there is told beside the link', async () => {
  const { signal } = context;
  const stores: StorePool = {
    storeOf: async () => ({
      ...server.store,
      presign: async () => ({ url: 'http://127.0.0.1:1/b/k?s', fields: {}, expiresAt: '' }),
    }),
    drop() {},
    close() {},
  };
  const away = createObjectAccessHandlers({ stores, connectionOf: async () => server.connection });
  expect(await away['objectAccess.publicLink'](at('k'), { signal })).toMatchObject({
    url: 'http://127.0.0.1:1/b/k',
    status: null,
    error: { code: 'network-refused' },
  });
});
