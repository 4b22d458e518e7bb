import type { ErrorData } from '../../../shared/errors.ts';
import type { Job } from './job.ts';
import type { ItemRecord } from './journal/records.ts';
import { openFolder } from './localFolder.ts';
import type { DownloadItem } from './planDownload.ts';
import { errorData } from './retry.ts';
import { removeStray } from './target.ts';

/**
 * Removes the temporary files that a download which was killed has left without a record, when it is given up. Answers
 * with those that could not be removed.
 */
export async function removeStrays(
  { id, spec, isRestored }: Job,
  records: readonly ItemRecord<unknown>[],
): Promise<{ name: string; error: ErrorData }[]> {
  if (!isRestored || (spec.kind !== 'download' && spec.kind !== 'download-version')) return [];
  const failed: { name: string; error: ErrorData }[] = [];
  try {
    const root = await openFolder(spec.folder);
    for (const record of records) {
      // What planDownload has made.
      const item = record.item as DownloadItem;
      if (item.kind !== 'file' || record.state === 'done' || record.state === 'skipped') continue;
      await removeStray(root, item.local, id).catch((error: unknown) => {
        failed.push({ name: item.name, error: errorData(error) });
      });
    }
  } catch (error) {
    // A folder that is gone has taken them with it.
    const data = errorData(error);
    if (data.code !== 'local-not-found') failed.push({ name: spec.folder, error: data });
  }
  return failed;
}
