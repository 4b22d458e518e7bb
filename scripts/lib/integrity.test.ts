import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyIntegrity } from './integrity.ts';

// sha512 of "abc", from FIPS 180-2, in base64.
const ABC = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stave-integrity-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('a file with the expected hash is accepted', async () => {
  await writeFile(join(dir, 'file'), 'abc');
  await expect(verifyIntegrity(join(dir, 'file'), ABC)).resolves.toBeUndefined();
});

test('a file with one byte changed, and one cut short, are refused', async () => {
  await writeFile(join(dir, 'changed'), 'abd');
  await writeFile(join(dir, 'short'), 'ab');
  await expect(verifyIntegrity(join(dir, 'changed'), ABC)).rejects.toThrow('not what was expected');
  await expect(verifyIntegrity(join(dir, 'short'), ABC)).rejects.toThrow('not what was expected');
});
