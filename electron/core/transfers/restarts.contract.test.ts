import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultProxy, type SeenRequest, startFaultProxy } from '../../../e2e/faults/proxy.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { listKeys, readObject, unfinishedUploads } from '../testing/readBack.ts';

const MIB = 1024 * 1024;

/** Few at once, so that there is something left when the others are under way. */
const FEW = { partsPerFile: 4 };

const t = engineFixture();
const restart: typeof t.restart = (options) => t.restart({ limits: FEW, ...options });
let proxy: FaultProxy;

beforeEach(async () => {
  proxy = await startFaultProxy(t.server.connection.endpoint);
  t.endpoint = proxy.url;
  await restart();
});
afterEach(async () => {
  await t.engine.close();
  await proxy.close();
});

const isPart = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('partNumber=');
const isRange = ({ method, headers }: SeenRequest) => method === 'GET' && headers.range !== undefined;
const partNumbers = () => proxy.seen.filter(isPart).map(({ path }) => /partNumber=(\d+)/.exec(path)?.[1]);
const sockets = () => proxy.seen.filter((request) => request.state === 'open').length;

/** So slow that a test can do something in the middle. */
const slowly = () => proxy.setBandwidth({ up: 32 * MIB, down: 32 * MIB });
const quickly = () => proxy.setBandwidth({ up: null, down: null });

test('a paused upload has no request open, keeps its parts, and goes on with what is missing', async () => {
  const sha256 = await t.folder.write('large', 96 * MIB);
  slowly();
  const jobId = await t.submitUpload('pause/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 40 * MIB);
  await t.engine.pause(jobId);
  const paused = (await t.engine.snapshot()).jobs[0];
  expect(paused).toMatchObject({ state: 'paused', speed: null, interrupted: false, endedAt: null });
  // As soon as the proxy has heard of it too.
  await expect.poll(sockets, { timeout: 10_000 }).toBe(0);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual(['pause/large']);
  const before = partNumbers();

  quickly();
  await t.engine.resume(jobId);
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', bytes: { done: 96 * MIB, total: 96 * MIB } });
  expect((await readObject(t.client, t.bucket, 'pause/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  // At most what was in flight went twice.
  expect(partNumbers().length).toBeLessThanOrEqual(12 + 4);
  expect(before.length).toBeGreaterThan(0);
});

test('a paused download has no request open, and fetches only what is missing', async () => {
  const sha256 = await t.folder.write('large', 96 * MIB);
  await t.upload('', 'large');
  await t.folder.write('down/.keep', 0);
  slowly();
  const jobId = await t.submit('download', { base: '', keys: ['large'], prefixes: [], folder: t.folder.at('down') });
  await t.until(jobId, (job) => job.bytes.done > 40 * MIB);
  await t.engine.pause(jobId);
  expect((await t.engine.snapshot()).jobs.at(-1)).toMatchObject({ state: 'paused' });
  await expect.poll(sockets, { timeout: 10_000 }).toBe(0);
  expect((await t.folder.tree()).filter((name) => name === 'down/large')).toEqual([]);
  quickly();
  await t.engine.resume(jobId);
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', bytes: { done: 96 * MIB } });
  expect(await t.folder.sha256('down/large')).toBe(sha256);
  const fetched = proxy.seen.filter(isRange).reduce((sum, request) => sum + request.answerBytes, 0);
  expect(fetched).toBeLessThan((96 + 5 * 8) * MIB);
  expect(await t.folder.tree()).toEqual(['down/', 'down/.keep', 'down/large', 'large']);
});

test('all pause, and all go on; what waits in the queue too', async () => {
  for (const name of ['a', 'b', 'c']) await t.folder.write(name, 24 * MIB);
  slowly();
  await restart({ limits: { ...FEW, jobsAtOnce: 1 } });
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => t.submitUpload('all/', name)));
  await t.until(ids[0] ?? '', (job) => job.bytes.done > 0);
  await t.engine.pause();
  expect((await t.engine.snapshot()).jobs.map((job) => job.state)).toEqual(['paused', 'paused', 'paused']);
  quickly();
  await t.engine.resume();
  for (const id of ids) expect(await t.untilEnded(id)).toMatchObject({ state: 'done' });
  expect((await listKeys(t.client, t.bucket, 'all/')).length).toBe(3);
});

test('what is moved to the front starts next', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await t.folder.write(name, 20 * MIB);
  slowly();
  await restart({ limits: { ...FEW, jobsAtOnce: 1 } });
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push(await t.submitUpload('order/', name));
  const [a = '', b = '', c = '', d = ''] = ids;
  await t.until(a, (job) => job.state === 'running');
  await t.engine.move(d, b);
  await t.engine.move(b, null);
  expect((await t.engine.snapshot()).jobs.map((job) => job.id)).toEqual([a, d, c, b]);
  quickly();
  const ended: string[] = [];
  await Promise.all(ids.map(async (id) => ended.push((await t.untilEnded(id)).id)));
  expect(ended).toEqual([a, d, c, b]);
});

test('a file that fails for ever keeps its parts, the others go on; a retry sends only what is missing', async () => {
  const sha256 = await t.folder.write('both/large', 40 * MIB);
  await t.folder.write('both/small', 10);
  const second = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('partNumber=2&');
  const fired = proxy.inject({ on: second, action: { kind: 'answer', status: 500 }, times: 7 });
  await restart({ random: () => 0.01 });
  const jobId = await t.submitUpload('for ever/', 'both');
  expect(await t.untilEnded(jobId)).toMatchObject({
    state: 'failed',
    canRetry: true,
    items: { total: 2, done: 1, failed: 1 },
    problems: [{ name: 'both/large', error: { code: 'server-error', status: 500 } }],
  });
  expect(fired()).toBe(7);
  expect(await listKeys(t.client, t.bucket, 'for ever/')).toEqual(['for ever/both/small']);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual(['for ever/both/large']);

  // Also after a restart.
  await restart();
  const sent = proxy.seen.filter(isPart).length;
  await t.engine.retry(jobId);
  expect(await t.until(jobId, (job) => job.state === 'done')).toMatchObject({
    items: { total: 2, done: 2, failed: 0 },
    problems: [],
  });
  expect(proxy.seen.filter(isPart).length - sent).toBeLessThanOrEqual(4);
  expect((await readObject(t.client, t.bucket, 'for ever/both/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('clearing a failed one, or cancelling a paused one, removes what they had kept', async () => {
  await t.folder.write('large', 40 * MIB);
  const second = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('partNumber=2&');
  const fired = proxy.inject({ on: second, action: { kind: 'answer', status: 500 }, times: 7 });
  await restart({ random: () => 0.01 });
  const failed = await t.submitUpload('cleared/', 'large');
  await t.untilEnded(failed);
  expect(fired()).toBe(7);
  await t.engine.clear(failed);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  expect((await t.engine.snapshot()).jobs).toEqual([]);

  slowly();
  const paused = await t.submitUpload('cancelled/', 'large');
  await t.until(paused, (job) => job.bytes.done > 8 * MIB);
  await t.engine.pause(paused);
  await t.engine.cancel(paused);
  expect(await t.untilEnded(paused)).toMatchObject({ state: 'cancelled', problems: [] });
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  expect(await listKeys(t.client, t.bucket, 'cancelled/')).toEqual([]);
});

test('a cancel that cannot reach the server is finished at the next start', async () => {
  await t.folder.write('large', 40 * MIB);
  slowly();
  const jobId = await t.submitUpload('later/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 12 * MIB);
  await t.engine.pause(jobId);
  await proxy.offline();
  const cancelling = t.engine.cancel(jobId);
  await t.until(jobId, (job) => job.state === 'cancelled');
  await t.engine.close();
  await cancelling;
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual(['later/large']);
  await proxy.online();
  await restart();
  await expect.poll(() => unfinishedUploads(t.client, t.bucket), { timeout: 20_000 }).toEqual([]);
});

test.each(['resume', 'ask'] as const)('what was interrupted comes back: %s', async (interrupted) => {
  const sha256 = await t.folder.write('large', 64 * MIB);
  slowly();
  const jobId = await t.submitUpload(`${interrupted}/`, 'large');
  await t.until(jobId, (job) => job.bytes.done > 24 * MIB);
  await restart({ interrupted });
  quickly();
  if (interrupted === 'ask') {
    const job = await t.until(jobId, (one) => one.state === 'paused');
    expect(job).toMatchObject({ interrupted: true, endedAt: null });
    await t.engine.resume();
  }
  const done = await t.untilEnded(jobId);
  expect(done).toMatchObject({ state: 'done', interrupted: false, bytes: { done: 64 * MIB } });
  expect((await readObject(t.client, t.bucket, `${interrupted}/large`)).sha256).toBe(sha256);
  expect(partNumbers().length).toBeLessThanOrEqual(8 + 4);
});

test('one that the user had paused stays paused; a delete does not go on by itself; what is done is history', async () => {
  await t.folder.write('large', 40 * MIB);
  await t.folder.write('small', 10);
  await t.upload('', 'small');
  slowly();
  const paused = await t.submitUpload('stays/', 'large');
  await t.until(paused, (job) => job.bytes.done > 0);
  await t.engine.pause(paused);
  const isDelete = ({ method }: SeenRequest) => method === 'POST';
  const fired = proxy.inject({ on: isDelete, action: { kind: 'never-answer' } });
  const removing = await t.submit('delete', { keys: ['small'], prefixes: [] });
  await expect.poll(fired).toBe(1);
  await restart();
  const { jobs } = await t.engine.snapshot();
  expect(jobs.map(({ id, state, interrupted }) => ({ id, state, interrupted }))).toEqual([
    { id: paused, state: 'paused', interrupted: false },
    { id: removing, state: 'failed', interrupted: false },
  ]);
  expect(jobs[1]).toMatchObject({ error: { code: 'interrupted' }, canRetry: false });
  expect(await listKeys(t.client, t.bucket, 'small')).toEqual(['small']);
  const { jobs: past } = await t.engine.history('SMALL', null);
  expect(past.map(({ kind, state }) => ({ kind, state }))).toContainEqual({ kind: 'upload', state: 'done' });
  await t.engine.clear();
  await t.engine.clearHistory();
  expect((await t.engine.history('', null)).jobs).toEqual([]);
  await t.engine.cancel();
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('offline: said, waited for without an end, and gone on with by itself', async () => {
  const sha256 = await t.folder.write('large', 48 * MIB);
  slowly();
  const jobId = await t.submitUpload('offline/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 12 * MIB);
  await proxy.offline();
  const waiting = await t.until(jobId, (job) => job.waiting?.reason === 'offline');
  expect(waiting.waiting?.until).not.toBeNull();
  await proxy.online();
  quickly();
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', waiting: null, problems: [] });
  expect((await readObject(t.client, t.bucket, 'offline/large')).sha256).toBe(sha256);
});

test('refused keys stop all jobs of their connection with one question, and they go on with new ones', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `many/${i}`);
  for (const name of names) await t.folder.write(name, 1000);
  let secret = 'revoked';
  let asked = 0;
  await restart({
    async connectionOf() {
      asked += 1;
      const { secretAccessKey } = t.server.connection;
      return { ...t.server.connection, endpoint: proxy.url, secretAccessKey: secret === '' ? secretAccessKey : secret };
    },
  });
  const first = await t.submitUpload('revoked/1/', 'many');
  const second = await t.submitUpload('revoked/2/', 'many');
  for (const id of [first, second]) {
    const { waiting } = await t.until(id, (job) => job.waiting?.reason === 'credentials');
    expect(waiting).toMatchObject({ until: null, error: { code: 'invalid-credentials' } });
  }
  expect(asked).toBeLessThanOrEqual(3);
  // Locked keys are not hammered.
  expect(proxy.seen.length).toBeLessThan(20);
  secret = '';
  await t.engine.connectionChanged(t.server.connection.id);
  for (const id of [first, second]) expect(await t.untilEnded(id)).toMatchObject({ state: 'done', problems: [] });
});

test('the jobs of a connection that is removed are cancelled', async () => {
  await t.folder.write('large', 40 * MIB);
  slowly();
  const jobId = await t.submitUpload('removed/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 0);
  await t.engine.connectionRemoved(t.server.connection.id);
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'cancelled' });
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a bandwidth limit holds while it runs, and can be lifted', async () => {
  await t.folder.write('large', 24 * MIB);
  await restart({ settings: { bandwidth: 2 * MIB } });
  const jobId = await t.submitUpload('limited/', 'large');
  const started = await t.until(jobId, (job) => job.bytes.done > 0);
  const moving = await t.until(jobId, (job) => job.speed !== null && job.bytes.done > 3 * MIB);
  expect(started.state).toBe('running');
  expect(moving.speed).toBeLessThan(4 * MIB);
  await t.engine.apply({ bandwidth: null });
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done' });
});

test('what a download that was killed has left without a record goes when it is cancelled', async () => {
  await t.folder.write('many/a', 1000);
  await t.folder.write('many/b', 1000);
  await t.upload('', 'many');
  await t.folder.write('down/.keep', 0);
  const isSecond = ({ method, path }: SeenRequest) => method === 'GET' && path.includes('/many/b?');
  const fired = proxy.inject({ on: isSecond, action: { kind: 'never-answer' } });
  const jobId = await t.submit('download', { base: '', keys: [], prefixes: ['many/'], folder: t.folder.at('down') });
  await t.until(jobId, (job) => job.items.done === 1);
  await expect.poll(fired).toBe(1);
  const left = (await t.folder.tree()).filter((name) => name.endsWith('.stave-part'));
  expect(left.length).toBe(1);
  await restart({ interrupted: 'ask' });
  // As a kill leaves it; closing in order has removed it.
  await t.folder.write(left[0] ?? '', 10);
  await t.engine.cancel(jobId);
  expect((await t.folder.tree()).filter((name) => name.startsWith('down/'))).toEqual([
    'down/',
    'down/.keep',
    'down/many/',
    'down/many/a',
  ]);
});

test('a record that was damaged is shown as such, the others go on', async () => {
  const sha256 = await t.folder.write('large', 40 * MIB);
  slowly();
  const damaged = await t.submitUpload('damaged/', 'large');
  const whole = await t.submitUpload('whole/', 'large');
  for (const id of [damaged, whole]) await t.until(id, (job) => job.bytes.done > 0);
  await t.engine.close();
  const file = t.kept.at('transfers.db');
  const bytes = await readFile(file);
  // A byte of its specification, wherever that stands in the file.
  for (let at = bytes.indexOf('damaged/'); at !== -1; at = bytes.indexOf('damaged/', at + 1)) bytes[at] = 0x44;
  await writeFile(file, bytes);
  quickly();
  await restart();
  expect(await t.untilEnded(damaged)).toMatchObject({
    state: 'failed',
    error: { code: 'journal-damaged' },
    canRetry: false,
  });
  expect(await t.untilEnded(whole)).toMatchObject({ state: 'done' });
  expect((await readObject(t.client, t.bucket, 'whole/large')).sha256).toBe(sha256);
  await t.engine.clear();
  expect(t.log.lines.join()).toContain('the record of a transfer was damaged');
});
