import { appendFile, mkdtemp, open, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSource, type Source } from './source.ts';

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
  await expect(source.assertUnchanged()).rejects.toMatchObject({ data: { code: 'local-not-found' } });
  await expect(openSource(path, 'file')).rejects.toMatchObject({ data: { code: 'local-not-found' } });
});

test('a link and a folder are not opened', async () => {
  const link = join(folder, 'link');
  await symlink(path, link);
  await expect(openSource(link, 'link')).rejects.toMatchObject(changed);
  await expect(openSource(folder, 'folder')).rejects.toMatchObject(changed);
});
