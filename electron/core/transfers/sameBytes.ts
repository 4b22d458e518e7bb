import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

async function readAt(file: FileHandle, into: Buffer, position: number): Promise<Buffer> {
  const { bytesRead } = await file.read(into, 0, into.byteLength, position);
  return into.subarray(0, bytesRead);
}

/** Whether two files hold the same bytes. Throws what the system throws. */
export async function sameBytes(first: string, second: string): Promise<boolean> {
  const a = await open(first);
  const b = await open(second).catch(async (error: unknown) => {
    await a.close();
    throw error;
  });
  try {
    const { size } = await a.stat();
    if (size !== (await b.stat()).size) return false;
    const [fromA, fromB] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    for (let position = 0; position < size; position += CHUNK_BYTES) {
      if (!(await readAt(a, fromA, position)).equals(await readAt(b, fromB, position))) return false;
    }
    return true;
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}
