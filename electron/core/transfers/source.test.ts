import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, open, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { isSameFile, isSourceChange, openSource, type Source } from './source.ts';

let folder: string;
let path: string;
let source: Source;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-source-'));
  path = join(folder, 'file');
  await writeFile(path, '0123456789');
  source = await openSource(path, 'file');
});

afterEach(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

const changed = { data: { code: 'changed' } };

test('reads exactly the bytes asked for, wherever they are', async () => {
  expect(source.size).toBe(10);
  expect(String(await source.read(3, 4))).toBe('3456');
  expect(String(await source.read(0, 10))).toBe('0123456789');
  expect((await source.read(10, 0)).length).toBe(0);
  await source.assertUnchanged();
});

test('a file that was truncated gives no short read', async () => {
  await truncate(path, 6);
  expect(String(await source.read(0, 6))).toBe('012345');
  await expect(source.read(3, 4)).rejects.toMatchObject(changed);
  await expect(source.assertUnchanged()).rejects.toMatchObject(changed);
});

test('a file that grew has changed', async () => {
  await appendFile(path, 'x');
  await expect(source.assertUnchanged()).rejects.toMatchObject(changed);
});

test('a file rewritten at the same size has changed', async () => {
  const file = await open(path, 'r+');
  await file.write('abcde', 0);
  await file.close();
  // The clock of the file system may be too coarse to tell the two writes of this test apart.
  await utimes(path, new Date(), new Date(Date.now() + 1000));
  await expect(source.assertUnchanged()).rejects.toMatchObject(changed);
});

test('another file in its place, though equal in size and time, has changed', async () => {
  const time = new Date(2026, 10, 21);
  await utimes(path, time, time);
  const again = await openSource(path, 'file');
  const other = join(folder, 'other');
  await writeFile(other, '0123456789');
  await utimes(other, time, time);
  await rename(other, path);
  await expect(again.assertUnchanged()).rejects.toMatchObject(changed);
  await again.close();
});

test('a file that is gone is told as such', async () => {
  await rm(path);
  const deleted = { data: { code: 'source-deleted', details: { path: 'file' } } };
  await expect(source.assertUnchanged()).rejects.toMatchObject(deleted);
  await expect(openSource(path, 'file')).rejects.toMatchObject(deleted);
});

test('the MD5 is that of the bytes asked for, however many slices they are', async () => {
  const bytes = randomBytes(3_500_000);
  await writeFile(path, bytes);
  const large = await openSource(path, 'file');
  const expected = createHash('md5').update(bytes.subarray(10, 3_200_010)).digest('hex');
  expect(await large.md5(10, 3_200_000, new AbortController().signal)).toBe(expected);
  await expect(large.md5(10, 3_500_000, new AbortController().signal)).rejects.toMatchObject(changed);
  await expect(large.md5(0, 10, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  await large.close();
});

test('what it was when it was opened can be compared with what it is later', async () => {
  const again = await openSource(path, 'file');
  expect(isSameFile(again.identity, source.identity)).toBe(true);
  await again.close();
  await appendFile(path, 'x');
  const grown = await openSource(path, 'file');
  expect(isSameFile(grown.identity, source.identity)).toBe(false);
  await grown.close();
});

test('a changed file is told from a changed object', async () => {
  await truncate(path, 6);
  const error: unknown = await source.assertUnchanged().catch((thrown: unknown) => thrown);
  expect(isSourceChange(error)).toBe(true);
  expect(isSourceChange(appError('changed', 'PutObject: PreconditionFailed (HTTP 412)'))).toBe(false);
  expect(isSourceChange(new Error('changed'))).toBe(false);
});

test('a link and a folder are not opened', async () => {
  const link = join(folder, 'link');
  await symlink(path, link);
  await expect(openSource(link, 'link')).rejects.toMatchObject(changed);
  await expect(openSource(folder, 'folder')).rejects.toMatchObject(changed);
});
