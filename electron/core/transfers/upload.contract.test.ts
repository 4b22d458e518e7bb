import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { engineFixture } from '../testing/engineFixture.ts';
import { listKeys, readObject, unfinishedUploads } from '../testing/readBack.ts';

const MIB = 1024 * 1024;

const t = engineFixture();

test.each([
  [0, 'empty.txt', 'text/plain'],
  [1, 'one.json', 'application/json'],
  [16 * MIB - 1, 'largest single.png', 'image/png'],
  [16 * MIB, 'smallest multipart', 'application/octet-stream'],
  [40 * MIB, 'five parts.csv', 'text/csv'],
])('%i bytes arrive exactly', async (size, name, contentType) => {
  const sha256 = await t.folder.write(name, size);
  const job = await t.upload('exact/', name);
  expect(job).toMatchObject({
    kind: 'upload',
    state: 'done',
    name,
    prefix: 'exact/',
    items: { total: 1, done: 1, failed: 0, skipped: 0 },
    bytes: { total: size, done: size },
    problems: [],
    noticeCount: 0,
    error: null,
    speed: null,
  });
  expect(await readObject(t.client, t.bucket, `exact/${name}`)).toEqual({ size, sha256, contentType });
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
  expect(t.places.at(-1)).toEqual({ connectionId: 'contract', bucket: t.bucket, prefix: 'exact/' });
});

test('batches are numbered without a gap, and carry only what has changed', async () => {
  await t.folder.write('large', 48 * MIB);
  const jobId = await t.submitUpload('batches/', 'large');
  await t.untilEnded(jobId);
  const numbers = t.changes.map(({ change }) => change.seq);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  const later = t.changes.slice(1).flatMap(({ change }) => change.patches.map((patch) => Object.keys(patch)));
  expect(later.flat()).not.toContain('bucket');
  const snapshot = await t.engine.snapshot();
  expect(snapshot).toEqual({ seq: numbers.length, jobs: [t.job(jobId)] });
});

test('a folder goes with its subfolders; links, empty folders and pipes are told about', async () => {
  const sums = {
    'photos/a.jpg': await t.folder.write('photos/a.jpg', 1000),
    'photos/2026/b.jpg': await t.folder.write('photos/2026/b.jpg', 2000),
    'photos/2026/11/Кот 😀.jpg': await t.folder.write('photos/2026/11/Кот 😀.jpg', 3000),
    'photos/.hidden': await t.folder.write('photos/.hidden', 4),
    'beside.txt': await t.folder.write('beside.txt', 5),
  };
  await t.folder.write('elsewhere/secret', 10);
  await mkdir(t.folder.at('photos/empty'));
  await symlink(t.folder.at('elsewhere'), t.folder.at('photos/link to folder'));
  await symlink(t.folder.at('elsewhere/secret'), t.folder.at('photos/link to file'));
  execFileSync('mkfifo', [t.folder.at('photos/pipe')]);

  const job = await t.upload('in/', 'photos', 'beside.txt');
  expect(job).toMatchObject({
    state: 'done',
    name: null,
    items: { total: 5, done: 5, failed: 0, skipped: 0 },
    bytes: { total: 6009, done: 6009 },
    noticeCount: 4,
  });
  expect(job.notices).toEqual(
    expect.arrayContaining([
      { kind: 'empty-folder', name: 'photos/empty' },
      { kind: 'symlink-skipped', name: 'photos/link to folder' },
      { kind: 'symlink-skipped', name: 'photos/link to file' },
      { kind: 'special-skipped', name: 'photos/pipe' },
    ]),
  );
  expect(await listKeys(t.client, t.bucket, 'in/')).toEqual(
    Object.keys(sums)
      .map((name) => `in/${name}`)
      .sort(),
  );
  for (const [name, sha256] of Object.entries(sums)) {
    expect((await readObject(t.client, t.bucket, `in/${name}`)).sha256).toBe(sha256);
  }
});

test('an empty folder alone is no failure, only told about', async () => {
  await mkdir(t.folder.at('nothing'));
  expect(await t.upload('', 'nothing')).toMatchObject({
    state: 'done',
    name: 'nothing',
    items: { total: 0, done: 0, failed: 0, skipped: 0 },
    notices: [{ kind: 'empty-folder', name: 'nothing' }],
  });
});

test('names that cannot be keys, and two files for one key, are problems; the others go', async () => {
  await t.folder.write('ok/fine', 3);
  await t.folder.write(`ok/${'d'.repeat(200)}/${'e'.repeat(200)}/f`, 3);
  await writeFile(Buffer.concat([Buffer.from(`${t.folder.at('ok')}/bad `), Buffer.from([0xff, 0xfe])]), 'x');
  await t.folder.write('other/ok/fine', 4);
  const prefix = `${'p'.repeat(99)}/`.repeat(7);
  const job = await t.upload(prefix, 'ok', 'other/ok', 'missing');
  expect(job).toMatchObject({ state: 'failed', error: null, items: { total: 5, done: 1, failed: 4, skipped: 0 } });
  const codes = Object.fromEntries(job.problems.map(({ name, error }) => [name, error.code]));
  expect(codes).toEqual({
    'ok/bad \ufffd\ufffd': 'local-name-invalid',
    [`ok/${'d'.repeat(200)}/${'e'.repeat(200)}/f`]: 'local-name-invalid',
    'ok/fine': 'name-taken',
    missing: 'local-not-found',
  });
  expect(await listKeys(t.client, t.bucket, prefix)).toEqual([`${prefix}ok/fine`]);
});

test('many small files, several jobs at once: all arrive, and the messages stay small', async () => {
  const count = 400;
  for (let i = 0; i < count; i += 1) await t.folder.write(`many/${i % 7}/${i}.bin`, 100 + i);
  await t.folder.write('one', 20 * MIB);
  const [many, one] = await Promise.all([t.submitUpload('many/', 'many'), t.submitUpload('many/', 'one')]);
  const [manyJob, oneJob] = await Promise.all([t.untilEnded(many), t.untilEnded(one)]);
  expect(manyJob).toMatchObject({ state: 'done', items: { total: count, done: count } });
  expect(oneJob).toMatchObject({ state: 'done' });
  expect((await listKeys(t.client, t.bucket, 'many/many/')).length).toBe(count);
  for (const { change } of t.changes) expect(JSON.stringify(change).length).toBeLessThan(5000);
});

test('keys that the server does not accept let the job wait, with one error and no item failed', async () => {
  for (let i = 0; i < 50; i += 1) await t.folder.write(`many/${i}`, 10);
  await t.restart({ connectionOf: async () => ({ ...t.server.connection, secretAccessKey: 'not the secret' }) });
  const jobId = await t.submitUpload('x/', 'many');
  const job = await t.until(jobId, ({ state }) => state === 'waiting');
  expect(job).toMatchObject({
    waiting: { reason: 'credentials', error: { code: 'invalid-credentials' } },
    items: { failed: 0 },
    problems: [],
  });
  expect(JSON.stringify([t.changes, t.log.lines])).not.toContain('not the secret');
  await t.engine.cancel(jobId);
  expect((await t.engine.snapshot()).jobs[0]?.state).toBe('cancelled');
});

test('a bucket that is not there fails the job', async () => {
  await t.folder.write('a', 10);
  const spec = { kind: 'upload', connectionId: t.server.connection.id, prefix: '', conflicts: 'ask' } as const;
  const paths = [t.folder.at('a')];
  const { jobId } = await t.engine.submit({ ...spec, bucket: `${t.bucket}-not`, paths });
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'failed', error: { code: 'bucket-not-found' } });
});

test('an endpoint that is none fails the job, and the engine goes on', async () => {
  await t.folder.write('a', 10);
  let endpoint = 'nonsense';
  await t.restart({ connectionOf: async () => ({ ...t.server.connection, endpoint }) });
  expect(await t.upload('', 'a')).toMatchObject({ state: 'failed' });
  endpoint = t.endpoint;
  await t.engine.connectionChanged(t.server.connection.id);
  expect(await t.upload('goes on/', 'a')).toMatchObject({ state: 'done' });
});

test('a job of many files keeps what it had finished when it is cancelled', async () => {
  for (let i = 0; i < 200; i += 1) await t.folder.write(`many/${i}`, 50_000);
  const jobId = await t.submitUpload('some/', 'many');
  await t.until(jobId, (job) => job.items.done > 5);
  await t.engine.cancel(jobId);
  const job = (await t.engine.snapshot()).jobs[0];
  expect(job?.state).toBe('cancelled');
  expect(job?.items.failed).toBe(0);
  expect(job?.items.done).toBeGreaterThan(5);
  expect(job?.items.done).toBeLessThan(200);
  expect((await listKeys(t.client, t.bucket, 'some/')).length).toBe(job?.items.done);
});

test('a queued job is cancelled at once, and a running one without leaving anything', async () => {
  await t.folder.write('large', 64 * MIB);
  await t.restart({ limits: { jobsAtOnce: 1 } });
  const first = await t.submitUpload('queued/', 'large');
  const second = await t.submitUpload('queued/', 'large');
  await t.engine.cancel(second);
  expect((await t.engine.snapshot()).jobs.find((job) => job.id === second)?.state).toBe('cancelled');
  await t.engine.cancel(first);
  expect(await listKeys(t.client, t.bucket, 'queued/')).toEqual([]);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a closed engine keeps its parts, and the next one goes on with them', async () => {
  const sha256 = await t.folder.write('large', 128 * MIB);
  const jobId = await t.submitUpload('closed/', 'large');
  await t.until(jobId, (job) => job.bytes.done > 20 * MIB);
  await t.restart();
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'done', bytes: { done: 128 * MIB, total: 128 * MIB } });
  expect((await readObject(t.client, t.bucket, 'closed/large')).sha256).toBe(sha256);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});

test('a file that fails does not stop the others, and leaves no parts', async () => {
  await t.folder.write('all/a', 64 * MIB);
  await t.folder.write('all/b', 24 * MIB);
  await t.folder.write('all/c', 10);
  await t.restart({ limits: { partsPerFile: 1, filesAtOnce: 1 } });
  const jobId = await t.submitUpload('partly/', 'all');
  await t.until(jobId, (item) => item.bytes.done > MIB);
  await truncate(t.folder.at('all/a'), 10);
  expect(await t.untilEnded(jobId)).toMatchObject({
    state: 'failed',
    error: null,
    items: { total: 3, done: 2, failed: 1 },
    problems: [{ name: 'all/a', error: { code: 'changed' } }],
  });
  expect(await listKeys(t.client, t.bucket, 'partly/')).toEqual(['partly/all/b', 'partly/all/c']);
  expect(await unfinishedUploads(t.client, t.bucket)).toEqual([]);
});
