import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder with helpers for files in it; paths are relative to it. */
export type TestFolder = {
  path: string;
  at(relative: string): string;
  /** Writes a file of so many random bytes, and answers with its SHA-256 (hex). */
  write(relative: string, size: number): Promise<string>;
  sha256(relative: string): Promise<string>;
  /** All files, links and folders (with a `/` at their end) below it, sorted. */
  tree(): Promise<string[]>;
  remove(): Promise<void>;
};

const CHUNK = 1024 * 1024;

export async function createTestFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'stave-test-'));
  const at = (relative: string) => join(path, relative);
  return {
    path,
    at,
    async write(relative, size) {
      await mkdir(dirname(at(relative)), { recursive: true });
      const hash = createHash('sha256');
      const file = await open(at(relative), 'w');
      for (let left = size; left > 0; left -= CHUNK) {
        const chunk = randomBytes(Math.min(CHUNK, left));
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.close();
      return hash.digest('hex');
    },
    async sha256(relative) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(at(relative))) hash.update(chunk);
      return hash.digest('hex');
    },
    async tree() {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1) + (entry.isDirectory() ? '/' : ''))
        .sort();
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
