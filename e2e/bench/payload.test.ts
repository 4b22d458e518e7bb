import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPayload, difference, fileSha256, localSizes } from './payload.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-payload-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('one file has the size and the hash that are told of it', async () => {
  const payload = await createPayload(folder, { count: 1, size: 9 * 1024 * 1024 + 1 });
  expect(payload).toMatchObject({ name: 'big.bin', isFolder: false });
  expect(await localSizes(folder)).toEqual(new Map([['big.bin', 9 * 1024 * 1024 + 1]]));
  expect(await fileSha256(join(folder, 'big.bin'))).toBe(payload.sha256);
});

test('what is missing, cut short or foreign is found', async () => {
  const { sizes } = await createPayload(folder, { count: 1001, size: 10 });
  expect(sizes.size).toBe(1001);
  expect(difference(sizes, await localSizes(folder))).toBeNull();

  await truncate(join(folder, 'small/1/1000.bin'), 9);
  await rm(join(folder, 'small/0/7.bin'));
  expect(difference(sizes, await localSizes(folder))).toContain(
    '2 of 1001 files are missing or of another size, 0 are',
  );
  expect(difference(new Map(), new Map([['x', 1]]))).toContain('1 are foreign (x)');
});
