import { open } from 'node:fs/promises';

/** Makes the names in a folder last through a power failure. Windows cannot open folders, and does without. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
