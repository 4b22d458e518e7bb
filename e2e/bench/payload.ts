import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Payload } from './cases.ts';

/** What must be there after a run: the size of each file by its path (`/` between names) below where it lies. */
export type FileSizes = Map<string, number>;

/** The local files of a case. */
export type LocalPayload = {
  name: string;
  isFolder: boolean;
  sizes: FileSizes;
  /** Of the one file; null for a folder. */
  sha256: string | null;
};

const FILES_IN_A_FOLDER = 1000;
const CHUNK_BYTES = 8 * 1024 * 1024;

/** Writes random bytes: nothing can be compressed, and no two parts are alike. */
async function writeBigFile(path: string, size: number): Promise<void> {
  const file = await open(path, 'wx');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let written = 0; written < size; ) {
      const length = Math.min(CHUNK_BYTES, size - written);
      await file.write(randomFillSync(chunk), 0, length, written);
      written += length;
    }
  } finally {
    await file.close();
  }
}

/** Makes the files of a payload below `folder`. */
export async function createPayload(folder: string, { count, size }: Payload): Promise<LocalPayload> {
  if (count === 1) {
    const name = 'big.bin';
    await writeBigFile(join(folder, name), size);
    return { name, isFolder: false, sizes: new Map([[name, size]]), sha256: await fileSha256(join(folder, name)) };
  }
  const name = 'small';
  const sizes: FileSizes = new Map();
  for (let i = 0; i < count; i += 1) {
    const inner = `${name}/${Math.floor(i / FILES_IN_A_FOLDER)}`;
    if (i % FILES_IN_A_FOLDER === 0) await mkdir(join(folder, inner), { recursive: true });
    const path = `${inner}/${i}.bin`;
    await writeFile(join(folder, path), randomFillSync(Buffer.allocUnsafe(size)));
    sizes.set(path, size);
  }
  return { name, isFolder: true, sizes, sha256: null };
}

/** The size of every file below a folder. */
export async function localSizes(folder: string): Promise<FileSizes> {
  const sizes: FileSizes = new Map();
  for (const entry of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, entry));
    if (found.isFile()) sizes.set(entry, found.size);
  }
  return sizes;
}

export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}

/** What is wrong with what arrived, in a sentence; null when it is all there and nothing else. */
export function difference(expected: FileSizes, found: FileSizes): string | null {
  const missing = [...expected].filter(([name, size]) => found.get(name) !== size).map(([name]) => name);
  const foreign = [...found.keys()].filter((name) => !expected.has(name));
  if (missing.length === 0 && foreign.length === 0) return null;
  const example = [...missing, ...foreign][0];
  return `${missing.length} of ${expected.size} files are missing or of another size, ${foreign.length} are foreign (${example})`;
}
