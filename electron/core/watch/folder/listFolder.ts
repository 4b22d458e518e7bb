import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { createFilter } from './fits.ts';
import type { FolderScope, FoundFile } from './folderWatcher.ts';
import { createHomeFolder } from './homeFolder.ts';
import { folderError } from './look.ts';
import { visitFolder } from './visitFolder.ts';

/** `excluded`: how many files the patterns leave out; `problems`: what cannot be looked at, or has no valid name. */
export type FolderListing = {
  files: FoundFile[];
  excluded: number;
  problems: { file: string; error: AppError }[];
};

/** One look at all files of a folder that the scope means, by name. Throws `folder-gone`, `local-denied`, the signal's reason. */
export async function listFolder(scope: FolderScope, signal: AbortSignal): Promise<FolderListing> {
  const filter = createFilter(scope);
  const home = createHomeFolder(scope.folder, () => true);
  const files: FoundFile[] = [];
  const problems: FolderListing['problems'] = [];
  const leftOut: string[] = [];
  let excluded = 0;

  async function isLost() {
    const error = await home.check();
    if (error) throw error;
  }

  await isLost();
  await visitFolder(
    scope.folder,
    '',
    filter,
    {
      file: (found) => void files.push(found),
      folder: () => true,
      leftOut(path, isFolder) {
        if (!isFolder) excluded += 1;
        else if (scope.subfolders) leftOut.push(path);
      },
      problem: (file, error) => void problems.push({ file, error }),
      listed() {},
      unreadable: (folder, error) => void problems.push({ file: folder, error: folderError(error, folder) }),
    },
    signal,
  );
  // A folder that the patterns leave out is not looked through but for its number of files.
  for (let folder = leftOut.pop(); folder !== undefined; folder = leftOut.pop()) {
    signal.throwIfAborted();
    const entries = await readdir(join(scope.folder, folder), { withFileTypes: true }).catch((error: unknown) => {
      problems.push({ file: folder ?? '', error: folderError(error, folder ?? '') });
      return [];
    });
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (filter.isHidden(path)) continue;
      if (entry.isFile()) excluded += 1;
      else if (entry.isDirectory()) leftOut.push(path);
    }
  }
  await isLost();
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files, excluded, problems };
}
