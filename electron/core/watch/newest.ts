import type { FoundFile } from './folder/folderWatcher.ts';
import { mtimeMs } from './ledger/fileRecord.ts';

/** The files that were written to last, the last first. */
export function newestOf(files: readonly FoundFile[], count: number): FoundFile[] {
  const dated = files.map((file) => ({ file, at: mtimeMs(file.identity) }));
  return dated
    .toSorted((a, b) => b.at - a.at)
    .slice(0, count)
    .map(({ file }) => file);
}
