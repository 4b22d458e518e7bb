import type { UploadFilesSpec } from './engine.ts';
import type { Job } from './job.ts';
import type { ItemRecord } from './journal/records.ts';
import type { PlanPorts } from './plan.ts';
import type { RunDeps, Transfer } from './runJob.ts';
import { lookAtFile } from './source.ts';
import { type ExactFile, uploadExactly } from './uploadExactly.ts';

type FileItem = ExactFile & { wasTried: boolean };

/** Bytes; 0 for a file that cannot be looked at: that fails when it is opened, by itself. */
async function sizeAt(path: string, name: string): Promise<number> {
  try {
    return (await lookAtFile(path, name)).size;
  } catch {
    return 0;
  }
}

async function planFiles({ files }: UploadFilesSpec, ports: PlanPorts) {
  const planned: Omit<ItemRecord<FileItem>, 'index'>[] = [];
  for (const { path, name, key, identity, wasTried = false } of files) {
    ports.signal.throwIfAborted();
    const size = identity?.size ?? (await sizeAt(path, name));
    ports.found(size);
    planned.push({ item: { path, name, key, identity, wasTried, size }, replace: true, state: 'open', error: null });
  }
  return planned;
}

/** Single files, each as it is and exactly once. The items are the files of the spec, in their order. */
export function uploadFilesKind(job: Job, spec: UploadFilesSpec, deps: RunDeps): Transfer<FileItem> {
  // What has a plan may have sent something of it.
  const isFirstRun = !job.isPlanned();
  const begunAt = deps.clock.now();
  return {
    nameOf: (item) => item.name,
    sizeOf: (item) => item.size,
    plan: (ports) => planFiles(spec, ports),
    async move({ item }, journal, ports, settling) {
      const triedAt = isFirstRun && !item.wasTried ? null : begunAt;
      const arrived = await uploadExactly(item, triedAt, journal, ports, settling);
      deps.objectsChanged();
      return arrived;
    },
  };
}
