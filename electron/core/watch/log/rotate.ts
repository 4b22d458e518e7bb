import { rename, stat } from 'node:fs/promises';
import { nodeCode } from '../../localErrors.ts';

/** Files that are kept besides the one that is written. */
export const ROTATIONS = 5;

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (nodeCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Puts a file by as `.1` when it is longer than so many bytes, `.1` as `.2` and so on; the fifth makes room. Answers
 * whether it did. Ended half-way it goes on the next time, and no file takes the place of another but the fifth's. Throws
 * the system's errors.
 */
export async function rotate(path: string, mostBytes: number): Promise<boolean> {
  const size = await sizeOf(path);
  if (size === null || size === 0 || size <= mostBytes) return false;
  let free = 1;
  while (free < ROTATIONS && (await sizeOf(`${path}.${free}`)) !== null) free += 1;
  for (let number = free; number > 1; number -= 1) await rename(`${path}.${number - 1}`, `${path}.${number}`);
  await rename(path, `${path}.1`);
  return true;
}
