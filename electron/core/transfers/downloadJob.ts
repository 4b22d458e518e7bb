import { join } from 'node:path';
import { settleConflicts } from './conflicts.ts';
import { type DownloadPorts, downloadFile, nothingLearned } from './download.ts';
import type { DownloadSpec, DownloadVersionSpec } from './engine.ts';
import type { Job } from './job.ts';
import type { ItemRecord } from './journal/records.ts';
import { ensureFolder, openFolder } from './localFolder.ts';
import { type DownloadItem, freeNames, planDownload, planVersion } from './planDownload.ts';
import type { RunDeps, Transfer } from './runJob.ts';

/** What to show of a download: the one thing that all its files are or lie in, else the chosen folder. */
function downloadedPath(folder: string, items: readonly DownloadItem[]): string {
  const tops = new Set(items.map((item) => item.local.split('/', 1)[0] ?? ''));
  const [top] = tops;
  return top !== undefined && tops.size === 1 ? join(folder, top) : folder;
}

const sizeOf = (item: DownloadItem) => (item.kind === 'file' ? item.size : 0);

/** Objects, or one version of one, into a local folder. */
export function downloadKind(
  job: Job,
  spec: DownloadSpec | DownloadVersionSpec,
  { platform }: RunDeps,
): Transfer<DownloadItem> {
  const nameOf = (item: DownloadItem) => item.name;
  /** What the files of one run share. */
  let shared: Pick<DownloadPorts, 'root' | 'learned'> | null = null;
  let path = spec.folder;

  async function open() {
    shared ??= { root: await openFolder(spec.folder), learned: nothingLearned() };
    return shared;
  }

  return {
    nameOf,
    sizeOf,
    async plan(ports) {
      const { root } = await open();
      const planning = { ...ports, root, platform };
      const plan = await (spec.kind === 'download' ? planDownload(spec, planning) : planVersion(spec, planning));
      const { items, replaced, skipped } = await settleConflicts(job, plan, spec.conflicts, {
        nameOf,
        renamed: (some, all) => freeNames(some, all, planning),
      });
      return items.map((item): Omit<ItemRecord<DownloadItem>, 'index'> => {
        const notice = skipped.get(item);
        if (notice) job.itemSkipped(notice, sizeOf(item));
        return { item, replace: replaced.has(item), state: notice ? 'skipped' : 'open', error: null };
      });
    },
    async begin(records) {
      await open();
      path = downloadedPath(
        spec.folder,
        records.filter((record) => record.state !== 'skipped').map((record) => record.item),
      );
    },
    async move({ item, replace }, journal, ports, settling) {
      const { root, learned } = await open();
      if (item.kind === 'folder') await ensureFolder(root, item.local);
      else await downloadFile(item, replace, journal, { ...ports, root, learned }, settling);
      job.downloaded ??= path;
      return null;
    },
  };
}
