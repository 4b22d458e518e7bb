import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Error } from '../../../e2e/faults/answers.ts';
import { startFaultProxy } from '../../../e2e/faults/proxy.ts';
import type { ConnectionDraft } from '../../../shared/contract/connections.ts';
import { createStorePool } from '../s3/storePool.ts';
import { type ContractBucket, createContractBucket } from '../testing/contractServer.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createMemorySecrets } from '../testing/memorySecrets.ts';
import { createConnectionStore } from './connectionStore.ts';
import { createConnectionHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };

let server: ContractBucket;
let folder: string;
let draft: ConnectionDraft & { secretAccessKey: string };

beforeAll(async () => {
  server = await createContractBucket();
  folder = await mkdtemp(join(tmpdir(), 'stave-contract-'));
  const { id: _, ...connection } = server.connection;
  draft = { name: 'Contract', ...connection };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.remove();
});

function handlers() {
  const secrets = createMemorySecrets();
  const file = join(folder, 'connections.json');
  const connections = createConnectionStore({ file, secrets, logger: createMemoryLogger() });
  const stores = createStorePool({ connectionOf: connections.connectionOf });
  const transfers = { connectionChanged: async () => {}, connectionRemoved: async () => {} };
  const settings = { forget: async () => undefined };
  return createConnectionHandlers({ connections, secrets, stores, transfers, settings, emit: () => undefined });
}

const run = (tried: ConnectionDraft) => handlers()['connections.test'](tried, context);

test('good keys count the buckets', async () => {
  const { buckets } = await run(draft);
  expect(buckets).toBeGreaterThanOrEqual(1);
});

test('a saved connection is tried with its saved secret', async () => {
  const all = handlers();
  const { id } = await all['connections.save']({ ...draft, stay: 'keychain' }, context);
  const { secretAccessKey: _, ...untyped } = draft;
  const { buckets } = await all['connections.test']({ ...untyped, id }, context);
  expect(buckets).toBeGreaterThanOrEqual(1);
});

test('a wrong secret and an unknown key are told apart from all else, and never repeated', async () => {
  const secretAccessKey = 'a-wrong-secret-4711';
  const wrong: unknown = await run({ ...draft, secretAccessKey }).catch((error: unknown) => error);
  expect(wrong).toMatchObject({ data: { code: 'invalid-credentials', s3Code: 'SignatureDoesNotMatch', status: 403 } });
  expect(JSON.stringify(wrong)).not.toContain(secretAccessKey);
  await expect(run({ ...draft, accessKeyId: 'NOBODY' })).rejects.toMatchObject({
    data: { code: 'invalid-credentials', s3Code: 'InvalidAccessKeyId' },
  });
});

test('keys that may not list buckets are good keys', async () => {
  const proxy = await startFaultProxy(server.connection.endpoint);
  proxy.inject({ on: () => true, action: s3Error(403, 'AccessDenied'), times: Number.POSITIVE_INFINITY });
  expect(await run({ ...draft, endpoint: proxy.url })).toEqual({ buckets: null });
  proxy.assertAllFired();
  await proxy.close();
});
