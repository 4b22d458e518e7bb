import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionDraft } from '../../../shared/contract/connections.ts';
import { createStorePool } from '../s3/storePool.ts';
import { closeServer, listen } from '../testing/httpServer.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createMemorySecrets } from '../testing/memorySecrets.ts';
import { createConnectionStore } from './connectionStore.ts';
import { createConnectionHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal };
const SECRET = 'never-to-be-seen-91';

let folder: string;
let topics: string[] = [];
let events: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-test-connection-'));
  topics = [];
  events = [];
});
afterEach(() => rm(folder, { recursive: true }));

function start() {
  const secrets = createMemorySecrets();
  const file = join(folder, 'connections.json');
  const connections = createConnectionStore({ file, secrets, logger: createMemoryLogger() });
  const stores = createStorePool({ connectionOf: connections.connectionOf });
  const emit = (topic: string) => topics.push(topic);
  // In the order in which it happened, with whether the connection was still there.
  const told = async (what: string) => void events.push(`${what}, ${(await connections.list()).length} left`);
  const transfers = { connectionChanged: () => told('changed'), connectionRemoved: () => told('removed') };
  const settings = { forget: () => told('forgotten') };
  return { stores, handlers: createConnectionHandlers({ connections, secrets, stores, transfers, settings, emit }) };
}

const draftOf = (endpoint: string): ConnectionDraft => ({
  name: 'Test',
  provider: 'custom',
  endpoint,
  region: 'us-east-1',
  addressing: 'path',
  accessKeyId: 'KEY',
  secretAccessKey: SECRET,
});

/** What a test of a connection to a web server of this kind ends with. */
async function errorFrom(listener: RequestListener) {
  const server = createServer(listener);
  const endpoint = await listen(server);
  try {
    const thrown: unknown = await start()
      .handlers['connections.test'](draftOf(endpoint), context)
      .catch((error: unknown) => error);
    expect(JSON.stringify(thrown)).not.toContain(SECRET);
    return thrown;
  } finally {
    await closeServer(server);
  }
}

const page = '<!DOCTYPE html><html><body>Welcome</body></html>';

describe('an address that is no S3 server', () => {
  test.each([
    [200, 'text/html; charset=utf-8', page],
    [200, 'text/plain', 'It works!'],
    [200, 'application/json', '{"status":"ok"}'],
    [200, 'application/xml', '<?xml version="1.0"?><rss version="2.0"></rss>'],
    [200, 'application/xml', ''],
    [401, 'text/html', page],
    [403, 'text/html', page],
    [404, 'text/html', page],
    [404, 'text/plain', '404 page not found'],
    [403, 'application/json', '{"message":"Forbidden"}'],
    [302, 'text/html', page],
    [400, 'text/html', 'The plain HTTP request was sent to HTTPS port'],
  ])('answers %i %s', async (status, type, body) => {
    const error = await errorFrom((_, answer) => {
      answer.writeHead(status, { 'content-type': type });
      answer.end(body);
    });
    expect(error).toMatchObject({ data: { code: 'not-s3', retryable: false, status } });
    expect(error).toMatchObject({ data: { details: { host: expect.stringMatching(/^127\.0\.0\.1:\d+$/) } } });
  });

  test('speaks no HTTP', async () => {
    const error = await errorFrom((_, answer) => {
      answer.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    expect(error).toMatchObject({ data: { code: 'not-s3' } });
  });
});

test('a load balancer whose server is down is not taken for a web page', async () => {
  const error = await errorFrom((_, answer) => {
    answer.writeHead(502, { 'content-type': 'text/html' });
    answer.end('<html><h1>502 Bad Gateway</h1></html>');
  });
  expect(error).toMatchObject({ data: { code: 'server-error', retryable: true, status: 502 } });
});

test('nothing listens at the address', async () => {
  const server = createServer();
  const endpoint = await listen(server);
  await closeServer(server);
  const testing = start().handlers['connections.test'](draftOf(endpoint), context);
  await expect(testing).rejects.toMatchObject({ data: { code: 'network-refused' } });
});

test('there is no such host', async () => {
  const testing = start().handlers['connections.test'](draftOf('http://no-such-host.invalid'), context);
  await expect(testing).rejects.toMatchObject({
    data: { code: 'network-unreachable', details: { host: 'no-such-host.invalid' } },
  });
});

test('the server does not speak TLS', async () => {
  const server = createServer();
  const endpoint = (await listen(server)).replace('http:', 'https:');
  const testing = start().handlers['connections.test'](draftOf(endpoint), context);
  await expect(testing).rejects.toMatchObject({ data: { code: 'tls' } });
  await closeServer(server);
});

test('a test is cancelled while the server is silent', async () => {
  const server = createServer();
  const endpoint = await listen(server);
  const asked = once(server, 'request');
  const cancel = new AbortController();
  const testing = start().handlers['connections.test'](draftOf(endpoint), { signal: cancel.signal });
  await asked;
  cancel.abort();
  await expect(testing).rejects.toMatchObject({ data: { code: 'cancelled' } });
  await closeServer(server);
});

test('saving and removing tell the page, and make the store anew', async () => {
  const { handlers, stores } = start();
  const save = { ...draftOf('http://127.0.0.1:1'), stay: 'keychain' } as const;
  const { id } = await handlers['connections.save'](save, context);
  const before = await stores.storeOf(id);
  expect(await stores.storeOf(id)).toBe(before);
  await handlers['connections.save']({ ...save, id, region: 'other' }, context);
  expect(await stores.storeOf(id)).not.toBe(before);
  await handlers['connections.remove']({ id }, context);
  await expect(stores.storeOf(id)).rejects.toMatchObject({ data: { code: 'not-found' } });
  expect(await handlers['connections.list']({}, context)).toEqual([]);
  expect(topics).toEqual(['connections.changed', 'connections.changed', 'connections.changed']);
});

test('transfers are told of a change, and of a removal while the connection is still there; what is known of its server is forgotten', async () => {
  const { handlers } = start();
  const { id } = await handlers['connections.save']({ ...draftOf('http://127.0.0.1:1'), stay: 'session' }, context);
  await handlers['connections.remove']({ id }, context);
  expect(events).toEqual(['forgotten, 1 left', 'changed, 1 left', 'removed, 1 left', 'forgotten, 0 left']);
});
