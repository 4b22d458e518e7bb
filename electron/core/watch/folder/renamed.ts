import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { IS_CASELESS } from './fits.ts';
import type { FoundFile } from './folderWatcher.ts';
import { isNotThere, lookAt } from './look.ts';

/** Whether the path is spelled as the folder spells it: where case does not matter, `a.csv` finds `A.csv` too. */
async function isSpelledSo({ file, path }: FoundFile): Promise<boolean> {
  if (!IS_CASELESS) return true;
  try {
    return (await realpath(path)).endsWith(sep + file.split('/').join(sep));
  } catch (error) {
    if (isNotThere(error)) return false;
    throw error;
  }
}

/** Whether a file is still at its path, under this very name. When that cannot be told, it is. */
export async function isThereAs(known: FoundFile): Promise<boolean> {
  const look = await lookAt(known.path, known.file);
  if (look.kind === 'error') return true;
  if (look.kind !== 'file' || look.identity.ino !== known.identity.ino || look.identity.dev !== known.identity.dev) {
    return false;
  }
  return isSpelledSo(known);
}
