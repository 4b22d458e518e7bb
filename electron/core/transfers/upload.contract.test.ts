import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
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
  const prefix = `${'p'.repeat(700)}/`;
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

test('keys that the server does not accept stop the job at once, with one error', async () => {
  for (let i = 0; i < 50; i += 1) await t.folder.write(`many/${i}`, 10);
  const connection = { ...t.server.connection, secretAccessKey: 'not the secret' };
  const paths = [t.folder.at('many')];
  const { jobId } = await t.engine.submit({ kind: 'upload', connection, bucket: t.bucket, prefix: 'x/', paths });
  const job = await t.untilEnded(jobId);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'invalid-credentials' } });
  expect(job.items.failed).toBeLessThan(10);
  expect(JSON.stringify([t.changes, t.log.lines])).not.toContain('not the secret');
});

test('a bucket that is not there fails the job', async () => {
  await t.folder.write('a', 10);
  const spec = { kind: 'upload', connection: t.server.connection, bucket: `${t.bucket}-not`, prefix: '' } as const;
  const { jobId } = await t.engine.submit({ ...spec, paths: [t.folder.at('a')] });
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'failed', error: { code: 'bucket-not-found' } });
});

test('an endpoint that is none fails the job, and the engine goes on', async () => {
  await t.folder.write('a', 10);
  const connection = { ...t.server.connection, endpoint: 'nonsense' };
  const paths = [t.folder.at('a')];
  const { jobId } = await t.engine.submit({ kind: 'upload', connection, bucket: t.bucket, prefix: '', paths });
  expect(await t.untilEnded(jobId)).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  expect(await t.upload('goes on/', 'a')).toMatchObject({ state: 'done' });
});
