import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import type { LocalPlatform } from '../../../shared/localName.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { isMinio } from '../testing/contractServer.ts';
import { engineFixture } from '../testing/engineFixture.ts';
import { STRANGE_KEYS, takenByServer } from '../testing/strangeKeys.ts';

const MIB = 1024 * 1024;

const t = engineFixture();

beforeEach(() => mkdir(t.folder.at('down')));

const put = (key: string, body: string) =>
  t.client.send(new PutObjectCommand({ Bucket: t.bucket, Key: key, Body: Buffer.from(body) }));

const submit = (base: string, keys: string[], prefixes: string[] = []) =>
  t.submit('download', { base, keys, prefixes, folder: t.folder.at('down') });
const download = async (base: string, keys: string[], prefixes: string[] = []) =>
  t.untilEnded(await submit(base, keys, prefixes));

/** What is in the chosen folder. */
const downloaded = async () =>
  (await t.folder.tree()).filter((path) => path.startsWith('down/') && path !== 'down/').map((path) => path.slice(5));

/** The real store, with something done before each GET. */
function beforeGet(act: () => Promise<unknown>): (connection: S3Connection) => ObjectStore {
  return (connection) => {
    const store = createObjectStore(connection, 'transfer');
    return {
      ...store,
      async get(address, request, signal) {
        await act();
        return store.get(address, request, signal);
      },
    };
  };
}

test('objects of all sizes come whole, under their names and with their times', async () => {
  const sizes = { 'sizes/empty': 0, 'sizes/one': 1, 'sizes/single': 10 * MIB, 'sizes/parts': 40 * MIB };
  const sums = new Map<string, string>();
  for (const [name, size] of Object.entries(sizes)) sums.set(name, await t.folder.write(name, size));
  await t.upload('', 'sizes');
  const job = await download('', [], ['sizes/']);
  const total = 50 * MIB + 1;
  expect(job).toMatchObject({
    kind: 'download',
    state: 'done',
    name: 'sizes',
    localFolder: 'down',
    items: { total: 4, done: 4, failed: 0 },
    bytes: { total, done: total },
    noticeCount: 0,
    problems: [],
  });
  expect(await downloaded()).toEqual(['sizes/', ...Object.keys(sizes).sort()]);
  for (const [name, sha256] of sums) expect(await t.folder.sha256(`down/${name}`)).toBe(sha256);
  const { objects } = await t.server.store.listPage({ bucket: t.bucket, prefix: 'sizes/one' });
  expect((await stat(t.folder.at('down/sizes/one'))).mtime.toISOString()).toBe(objects[0]?.modified);
  expect(await t.engine.downloadedPath(job.id)).toBe(t.folder.at('down/sizes'));
});

test('names are relative to the prefix that is shown; keys below a chosen folder come once', async () => {
  for (const key of ['rel/x/a', 'rel/x/b/c', 'rel/x/b/d', 'rel/y', 'rel/z']) await put(key, key);
  const job = await download('rel/', ['rel/y', 'rel/x/b/c', 'rel/y'], ['rel/x/', 'rel/x/b/']);
  expect(job).toMatchObject({ state: 'done', name: null, items: { total: 4, done: 4 } });
  expect(await downloaded()).toEqual(['x/', 'x/a', 'x/b/', 'x/b/c', 'x/b/d', 'y']);
  expect(await t.engine.downloadedPath(job.id)).toBe(t.folder.at('down'));
});

test('folder markers become folders; one with bytes in it becomes a file that can be seen', async () => {
  for (const [key, body] of [
    ['mark/', ''],
    ['mark/empty/', ''],
    ['mark/full/', 'bytes'],
    ['mark/full/inside', 'inside'],
  ] as const) {
    await put(key, body);
  }
  const job = await download('mark/', [], ['mark/']);
  expect(job).toMatchObject({ state: 'done', items: { total: 3, done: 3 } });
  expect(job.notices).toEqual([{ kind: 'renamed-locally', name: 'full/', detail: 'full/%2F' }]);
  expect(await downloaded()).toEqual(['empty/', 'full/', 'full/%2F', 'full/inside']);
  expect(await readFile(t.folder.at('down/full/%2F'), 'utf8')).toBe('bytes');
});

const HOSTILE_KEYS = [
  ...['../../x', '../x', '..', '/etc/passwd', 'C:\\x', 'C:/x', '\\\\server\\share\\x', '..\\..\\x', 'CON', 'con.txt'],
  ...['nul', 'a', 'a/b', 'A', 'A/B', 'trailing.', 'trailing ', 'file:stream', '%2E%2E/x', 'caf\u00e9', 'cafe\u0301'],
  ...['k'.repeat(1024), `${'л'.repeat(500)}1`, `${'л'.repeat(500)}2`, `${'d/'.repeat(500)}deep`],
];

test.each(['linux', 'win32', 'darwin'] as LocalPlatform[])(
  'hostile keys on %s: all come, and stay inside',
  async (platform) => {
    const prefix = `hostile ${platform}/`;
    // A key has 1,024 bytes at most; with the prefix before them some would be longer.
    const keys = takenByServer([...new Set([...HOSTILE_KEYS, ...STRANGE_KEYS])]).filter(
      (key) => Buffer.byteLength(prefix + key) <= 1024,
    );
    for (const key of keys) await put(prefix + key, key);
    await t.restart({ platform });
    const around = await readdir(t.folder.path);
    const job = await download(prefix, [], [prefix]);
    expect(job.problems).toEqual([]);
    expect(job).toMatchObject({ state: 'done', items: { total: keys.length, done: keys.length } });
    const files = (await downloaded()).filter((path) => !path.endsWith('/'));
    const contents = await Promise.all(files.map((path) => readFile(t.folder.at(`down/${path}`), 'utf8')));
    expect(contents.sort()).toEqual(keys.sort());
    expect(await readdir(t.folder.path)).toEqual(around);
    const traversal = job.notices.find(({ name }) => name === '../../x');
    const renamed = { kind: 'renamed-locally', name: '../../x', detail: '%2E%2E (folder)/%2E%2E/x' };
    expect(traversal).toEqual(isMinio ? undefined : renamed);
  },
);

test('a key of 1,024 bytes, and one of only `..`, from the top of a bucket', async () => {
  // MinIO takes names of 255 bytes at most, and none of dots alone.
  const long = { key: 'k'.repeat(isMinio ? 255 : 1024), file: isMinio ? /^k{255}$/ : /^k{246}~[0-9a-f]{8}$/ };
  const dots = isMinio ? [] : ['..', '../../x'];
  const keys = [long.key, ...dots];
  for (const key of keys) await put(key, key);
  const job = await download('', keys);
  expect(job).toMatchObject({ state: 'done', items: { total: keys.length, done: keys.length } });
  const files = (await downloaded()).filter((path) => !path.endsWith('/'));
  const dotFiles = isMinio ? [] : ['%2E%2E', '%2E%2E (folder)/%2E%2E/x'];
  expect(files).toEqual([...dotFiles, expect.stringMatching(long.file)]);
});

test('a cancelled download leaves neither the file nor a temporary one', async () => {
  await t.folder.write('big', 128 * MIB);
  await t.upload('cancel/', 'big');
  const jobId = await submit('cancel/', ['cancel/big']);
  await t.until(jobId, (job) => job.bytes.done > 10 * MIB);
  await t.engine.cancel(jobId);
  const job = (await t.engine.snapshot()).jobs.find(({ id }) => id === jobId);
  expect(job).toMatchObject({ state: 'cancelled', problems: [], items: { done: 0, failed: 0 }, bytes: { done: 0 } });
  expect(await downloaded()).toEqual([]);
  expect(await t.engine.downloadedPath(jobId)).toBeNull();
});

test('an object that is overwritten before it comes comes as it is now; one that is deleted is an error, and leaves nothing', async () => {
  await put('changing/a', 'first');
  await t.restart({ createStore: beforeGet(() => put('changing/a', 'other')) });
  const changed = await download('changing/', ['changing/a']);
  expect(changed).toMatchObject({ state: 'done', notices: [{ kind: 'object-restarted', name: 'a' }] });
  expect(await readFile(t.folder.at('down/a'), 'utf8')).toBe('other');
  await rm(t.folder.at('down/a'));

  const deletion = new DeleteObjectCommand({ Bucket: t.bucket, Key: 'changing/a' });
  await t.restart({ createStore: beforeGet(() => t.client.send(deletion)) });
  expect(await download('changing/', ['changing/a'])).toMatchObject({
    state: 'failed',
    error: { code: 'object-deleted' },
  });
  expect(await downloaded()).toEqual([]);

  await t.restart({});
  const job = await download('changing/', ['changing/a', 'changing/b']);
  expect(job).toMatchObject({ state: 'failed', items: { total: 2, failed: 2 } });
  expect(job.problems.map(({ name, error }) => [name, error.code])).toEqual([
    ['a', 'not-found'],
    ['b', 'not-found'],
  ]);
});

test('a link planted in the chosen folder is not followed', async () => {
  for (const key of ['plant/link/new/x', 'plant/deep/link/y', 'plant/file', 'plant/ok']) await put(key, key);
  await mkdir(t.folder.at('outside'));
  await mkdir(t.folder.at('down/deep'));
  await writeFile(t.folder.at('outside/target'), 'untouched');
  await symlink(t.folder.at('outside'), t.folder.at('down/link'));
  await symlink('../../outside', t.folder.at('down/deep/link'));
  await symlink(t.folder.at('outside/target'), t.folder.at('down/file'));
  const jobId = await submit('plant/', [], ['plant/']);
  const { question } = await t.until(jobId, (job) => job.question !== null);
  expect(question?.name).toBe('file');
  await t.engine.answer(jobId, question?.questionId ?? 0, 'overwrite', true);
  const job = await t.untilEnded(jobId);
  expect(job).toMatchObject({ state: 'failed', items: { total: 4, done: 2, failed: 2 } });
  expect(job.problems.map(({ name, error }) => [name, error.code]).sort()).toEqual([
    ['deep/link/y', 'name-taken'],
    ['link/new/x', 'name-taken'],
  ]);
  expect(await readdir(t.folder.at('outside'))).toEqual(['target']);
  expect(await readFile(t.folder.at('outside/target'), 'utf8')).toBe('untouched');
  expect(await readFile(t.folder.at('down/file'), 'utf8')).toBe('plant/file');
  expect(await downloaded()).toEqual(['deep/', 'deep/link', 'file', 'link', 'ok']);
});

test('a link that takes the place of a folder while a file is coming is not followed', async () => {
  await put('swap/sub/x', 'x');
  await mkdir(t.folder.at('outside'));
  await t.restart({
    createStore: beforeGet(async () => {
      await rename(t.folder.at('down/sub'), t.folder.at('moved'));
      await symlink(t.folder.at('outside'), t.folder.at('down/sub'));
    }),
  });
  expect(await download('swap/', ['swap/sub/x'])).toMatchObject({ state: 'failed', error: { code: 'name-taken' } });
  expect(await readdir(t.folder.at('outside'))).toEqual([]);
});

test('the chosen folder itself may be reached through a link', async () => {
  await put('through/a', 'a');
  await symlink(t.folder.at('down'), t.folder.at('chosen'));
  const spec = { base: 'through/', keys: ['through/a'], prefixes: [], folder: t.folder.at('chosen') };
  expect(await t.untilEnded(await t.submit('download', spec))).toMatchObject({ state: 'done' });
  expect(await downloaded()).toEqual(['a']);
});

test('what stands in the way is told about: a folder for a file, a file for a folder, no folder at all', async () => {
  for (const key of ['way/a', 'way/b/c', 'way/ok']) await put(key, key);
  await mkdir(t.folder.at('down/a'));
  await writeFile(t.folder.at('down/b'), 'a file');
  const job = await download('way/', [], ['way/']);
  expect(job).toMatchObject({ state: 'failed', items: { total: 3, done: 1, failed: 2 } });
  expect(job.problems.map(({ name, error }) => [name, error.code])).toEqual([
    ['a', 'name-taken'],
    ['b/c', 'name-taken'],
  ]);
  expect(await downloaded()).toEqual(['a/', 'b', 'ok']);

  const spec = { base: 'way/', keys: ['way/ok'], prefixes: [], folder: t.folder.at('nowhere') };
  expect(await t.untilEnded(await t.submit('download', spec))).toMatchObject({
    state: 'failed',
    error: { code: 'local-not-found' },
  });
});

test('an older version comes under a name that tells which it is', async () => {
  const versioning = { Status: 'Enabled' } as const;
  await t.client.send(new PutBucketVersioningCommand({ Bucket: t.bucket, VersioningConfiguration: versioning }));
  const first = await put('old/report.csv', 'the first');
  await put('old/report.csv', 'the second');
  const spec = { key: 'old/report.csv', versionId: first.VersionId ?? '', folder: t.folder.at('down') };
  const job = await t.untilEnded(await t.submit('download-version', spec));
  expect(job).toMatchObject({ kind: 'download', state: 'done', name: 'report.csv', prefix: 'old/', noticeCount: 0 });
  const [name, ...others] = await downloaded();
  expect(others).toEqual([]);
  expect(name).toMatch(/^report \(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)\.csv$/);
  expect(await readFile(t.folder.at(`down/${name}`), 'utf8')).toBe('the first');
  expect(await t.engine.downloadedPath(job.id)).toBe(t.folder.at(`down/${name}`));

  const again = await t.submit('download-version', spec);
  const { question } = await t.until(again, (one) => one.question !== null);
  expect(question?.name).toBe(name);
  await t.engine.cancel(again);
});
