import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SeenRequest } from '../../../e2e/faults/faults.ts';
import { type FaultProxy, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { readObject, unfinishedUploads } from '../testing/readBack.ts';

const MIB = 1024 * 1024;

const t = engineFixture();
let proxy: FaultProxy;

beforeEach(async () => {
  proxy = await startFaultProxy(t.server.connection.endpoint);
  t.endpoint = proxy.url;
});
afterEach(async () => {
  await t.engine.close();
  await proxy.close();
});

async function download(key: string) {
  const place = { base: '', folder: t.folder.at('down') };
  return t.untilEnded(await t.submit('download', { ...place, keys: [key], prefixes: [] }));
}

const partOf = (number: number) => (request: SeenRequest) =>
  request.method === 'PUT' && request.path.includes(`partNumber=${number}&`);
const isComplete = ({ method, path }: SeenRequest) => method === 'POST' && path.includes('uploadId=');
const isPut = ({ method, path }: SeenRequest) => method === 'PUT' && !path.includes('partNumber=');
const isGet = ({ method, path }: SeenRequest) => method === 'GET' && !path.includes('list-type');

const noSuchUpload = '<?xml version="1.0"?><Error><Code>NoSuchUpload</Code></Error>';
const slowDown = '<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>';

test('progress moves within a part, and the job goes through its states in order', async () => {
  await t.folder.write('large', 16 * MIB);
  proxy.setBandwidth({ up: 8 * MIB });
  await t.restart({ limits: { partsPerFile: 1 } });
  const jobId = await t.submitUpload('slow/', 'large');
  await t.untilEnded(jobId);
  const seen = t.changes.flatMap(({ change }) => change.patches.flatMap((patch) => patch.bytes?.done ?? []));
  const within = seen.filter((done) => done % (8 * MIB) !== 0);
  expect(within.length).toBeGreaterThan(2);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(16 * MIB);
  const states = t.states(jobId);
  expect(states).toEqual(
    ['queued', 'preparing', 'running', 'finishing', 'done'].filter((state) => states.includes(state)),
  );
  expect(states).toContain('running');
});

test('a connection reset in the middle of a part: only that part goes again', async () => {
  const sha256 = await t.folder.write('large', 40 * MIB);
  const fired = proxy.inject({ on: partOf(2), action: { kind: 'reset-request', afterBytes: 3 * MIB } });
  const job = await t.upload('reset/', 'large');
  expect(fired()).toBe(1);
  expect(job).toMatchObject({ state: 'done', bytes: { done: 40 * MIB, total: 40 * MIB } });
  expect((await readObject(t.client, t.bucket, 'reset/large')).sha256).toBe(sha256);
  const sent = [1, 2, 3, 4, 5].map((number) => proxy.seen.filter(partOf(number)).length);
  expect(sent).toEqual([1, 2, 1, 1, 1]);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a connection reset in the middle of a small file: it goes again', async () => {
  const sha256 = await t.folder.write('small', 2 * MIB);
  const fired = proxy.inject({ on: isPut, action: { kind: 'reset-request', afterBytes: MIB } });
  expect(await t.upload('reset/', 'small')).toMatchObject({ state: 'done', bytes: { done: 2 * MIB } });
  expect(fired()).toBe(1);
  expect((await readObject(t.client, t.bucket, 'reset/small')).sha256).toBe(sha256);
});

test('the answer to the last step is lost, and the server would do it again', async () => {
  const sha256 = await t.folder.write('large', 24 * MIB);
  const fired = proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } });
  expect(await t.upload('lost/', 'large')).toMatchObject({ state: 'done', problems: [] });
  expect(fired()).toBe(1);
  expect((await readObject(t.client, t.bucket, 'lost/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('the answer to the last step is lost, and then the upload is gone: a look settles that the object is ours', async () => {
  const sha256 = await t.folder.write('large', 24 * MIB);
  const lost = proxy.inject({ on: isComplete, action: { kind: 'lose-answer' } });
  // As Amazon answers; Ceph completes an upload a second time.
  const gone = proxy.inject({ on: isComplete, action: { kind: 'answer', status: 404, body: noSuchUpload } });
  expect(await t.upload('gone/', 'large')).toMatchObject({ state: 'done', problems: [] });
  expect([lost(), gone()]).toEqual([1, 1]);
  expect((await readObject(t.client, t.bucket, 'gone/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a server that asks to slow down is waited for as long as it says, and the job says so', async () => {
  const sha256 = await t.folder.write('large', 24 * MIB);
  const action = { kind: 'answer', status: 503, headers: { 'retry-after': '2' }, body: slowDown } as const;
  const fired = proxy.inject({
    on: (request) => [1, 2, 3].some((number) => partOf(number)(request)),
    action,
    times: 3,
  });
  const jobId = await t.submitUpload('slow down/', 'large');
  const { waiting, speed, bytes } = await t.until(jobId, (job) => job.state === 'waiting');
  expect({ waiting, speed, bytes }).toMatchObject({
    waiting: { reason: 'throttled' },
    speed: null,
    bytes: { done: 0 },
  });
  expect(Date.parse(waiting?.until ?? '')).toBeGreaterThan(Date.now() + 1000);
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', waiting: null });
  expect(fired()).toBe(3);
  expect((await readObject(t.client, t.bucket, 'slow down/large')).sha256).toBe(sha256);
});

test('a web page in place of S3 is never a success', async () => {
  await t.folder.write('small', 10);
  const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  const fired = proxy.inject({ on: isPut, action: { kind: 'answer', ...page }, times: 1000 });
  expect(await t.upload('portal/', 'small')).toMatchObject({ state: 'failed', error: { code: 'not-s3' } });
  expect(fired()).toBeGreaterThan(0);
});

test('a download that breaks off goes on from the byte it had reached', async () => {
  const sha256 = await t.folder.write('object', 12 * MIB);
  await t.upload('down/', 'object');
  await t.folder.write('down/.keep', 0);
  const fired = proxy.inject({ on: isGet, action: { kind: 'cut-answer', afterBytes: 5 * MIB } });
  expect(await download('down/object')).toMatchObject({ state: 'done', bytes: { done: 12 * MIB } });
  expect(fired()).toBe(1);
  expect(proxy.seen.filter(isGet).length).toBe(2);
  expect(await t.folder.sha256('down/down/object')).toBe(sha256);
});

test('bytes damaged on the way are noticed, and fetched again', async () => {
  const sha256 = await t.folder.write('object', 2 * MIB);
  await t.upload('damaged/', 'object');
  await t.folder.write('down/.keep', 0);
  const fired = proxy.inject({ on: isGet, action: { kind: 'corrupt-answer', atByte: MIB } });
  expect(await download('damaged/object')).toMatchObject({ state: 'done', bytes: { done: 2 * MIB } });
  expect(fired()).toBe(1);
  expect(await t.folder.sha256('down/damaged/object')).toBe(sha256);
});

test('bytes that arrive differently each time are never a file', async () => {
  await t.folder.write('object', 2 * MIB);
  await t.upload('torn/', 'object');
  await t.folder.write('down/.keep', 0);
  const first = proxy.inject({ on: isGet, action: { kind: 'corrupt-answer', atByte: 1 } });
  const second = proxy.inject({ on: isGet, action: { kind: 'corrupt-answer', atByte: 2 } });
  expect(await download('torn/object')).toMatchObject({ state: 'failed', error: { code: 'integrity' } });
  expect([first(), second()]).toEqual([1, 1]);
  expect(await t.folder.tree()).toEqual(['down/', 'down/.keep', 'down/torn/', 'object']);
});
