import { open, stat } from 'node:fs/promises';
import { nodeCode } from '../../localErrors.ts';

const BEING_WRITTEN = new Set(['EBUSY', 'EPERM', 'EACCES']);
const OWNER_MAY_WRITE = 0o200;

/**
 * Whether another program holds the file open in a way that shuts us out, as programs on Windows do while they write.
 * Elsewhere opening tells nothing.
 */
export async function isHeldOpen(path: string): Promise<boolean> {
  if (process.platform !== 'win32') return false;
  try {
    // A file marked read-only cannot be opened for writing by anybody, so nobody writes to it.
    const { mode } = await stat(path);
    const file = await open(path, (mode & OWNER_MAY_WRITE) === 0 ? 'r' : 'r+');
    await file.close();
    return false;
  } catch (error) {
    // What else is wrong shows when the file is read.
    return BEING_WRITTEN.has(nodeCode(error) ?? '');
  }
}
