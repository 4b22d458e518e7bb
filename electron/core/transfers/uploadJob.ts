import { settleConflicts } from './conflicts.ts';
import type { UploadSpec } from './engine.ts';
import type { Job } from './job.ts';
import type { ItemRecord } from './journal/records.ts';
import { freeKeys } from './keepBoth.ts';
import { planUpload, type UploadItem } from './planUpload.ts';
import type { RunDeps, Transfer } from './runJob.ts';
import { uploadFile } from './upload.ts';

/** Files and folders to the server. */
export function uploadKind(job: Job, spec: UploadSpec, deps: RunDeps): Transfer<UploadItem> {
  const nameOf = (item: UploadItem) => item.name;
  return {
    nameOf,
    sizeOf: (item) => item.size,
    async plan(ports) {
      const plan = await planUpload(spec, ports);
      const { items, replaced, skipped } = await settleConflicts(job, plan, spec.conflicts, {
        nameOf,
        renamed: (some, all) => freeKeys(some, all, ports),
      });
      return items.map((item): Omit<ItemRecord<UploadItem>, 'index'> => {
        const notice = skipped.get(item);
        if (notice) job.itemSkipped(notice, item.size);
        return { item, replace: replaced.has(item), state: notice ? 'skipped' : 'open', error: null };
      });
    },
    async move({ item }, journal, ports, settling) {
      const arrived = await uploadFile(item, journal, ports, settling);
      deps.objectsChanged();
      return arrived;
    },
  };
}
