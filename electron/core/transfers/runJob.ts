import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { LocalPlatform } from '../../../shared/localName.ts';
import { providerOf } from '../../../shared/providers.ts';
import { mapConcurrently } from '../concurrency.ts';
import { faultOf } from '../faults.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ObjectStore } from '../s3/objectStore.ts';
import type { Budget } from './budget.ts';
import { type DownloadPorts, downloadFile } from './download.ts';
import type { DeleteSpec, DownloadSpec, DownloadVersionSpec, UploadSpec } from './engine.ts';
import type { Answer, Job } from './job.ts';
import type { Limits } from './limits.ts';
import { ensureFolder, openFolder } from './localFolder.ts';
import type { Conflict, Plan, PlanPorts } from './plan.ts';
import { type DownloadItem, planDownload, planVersion } from './planDownload.ts';
import { planUpload } from './planUpload.ts';
import { removeAll } from './remove.ts';
import { classify, errorData } from './retry.ts';
import { uploadFile } from './upload.ts';
import type { Settling, WorkPorts } from './work.ts';

export type RunDeps = {
  store: ObjectStore;
  budget: Budget;
  limits: Limits;
  clock: Clock;
  logger: Logger;
  platform: LocalPlatform;
  /** Objects at the job's place have changed on the server. */
  objectsChanged(): void;
};

/** Asks about each conflict until an answer is for all of them. Answers with the items that are to be left alone. */
async function settleConflicts<Item>(job: Job, conflicts: readonly Conflict<Item>[], nameOf: (item: Item) => string) {
  const skipped = new Set<Item>();
  let given: Answer | null = null;
  for (const [i, { item, existing, incoming }] of conflicts.entries()) {
    if (!given?.forAll) {
      given = await job.ask({ name: nameOf(item), existing, incoming, others: conflicts.length - i - 1 });
    }
    if (given.answer === 'skip') skipped.add(item);
  }
  return skipped;
}

function planPorts(job: Job, store: ObjectStore): PlanPorts {
  return {
    store,
    bucket: job.spec.bucket,
    retrier: job.retrier,
    signal: job.signal,
    found: job.found,
    notice: job.notice,
    problem(name, error) {
      job.found(0);
      job.itemFailed(name, error);
    },
  };
}

function workPorts(job: Job, deps: RunDeps): WorkPorts {
  const { store, clock, budget, limits, logger } = deps;
  return {
    jobId: job.id,
    store,
    bucket: job.spec.bucket,
    maxParts: providerOf(job.spec.connection.provider).maxParts,
    clock,
    retrier: job.retrier,
    budget,
    meter: job.meter,
    limits,
    signal: job.signal,
    leftBehind(name, error) {
      job.problem(name, error);
      // While quitting there is no window that tells of it.
      logger.warn('something could not be removed', { jobId: job.id, code: error.code, ...error.details });
    },
  };
}

/** Something nobody foresaw goes to the log. */
function logFault(error: unknown, { logger }: RunDeps, job: Job) {
  if (error instanceof AppError) return;
  logger.error('unexpected error in a transfer', { jobId: job.id, ...faultOf(error) });
}

type Doing<Item> = { nameOf: (item: Item) => string; work: (item: Item, settling: Settling) => Promise<void> };

/** Works on all items, several at a time. One that fails does not stop the others, but for errors that all would meet. */
async function workOn<Item>(job: Job, items: readonly Item[], deps: RunDeps, { nameOf, work }: Doing<Item>) {
  let left = items.length;
  /** Items that have moved all their bytes: when only such are left, the job is finishing. */
  const settled = new Set<Item>();
  const look = () => {
    if (settled.size === left) job.enter('finish');
  };

  job.enter('run');
  await mapConcurrently(items, deps.limits.filesAtOnce, async (item) => {
    job.signal.throwIfAborted();
    try {
      await work(item, () => {
        settled.add(item);
        look();
      });
      job.itemsDone(1);
    } catch (error) {
      if (job.signal.aborted) throw error;
      logFault(error, deps, job);
      const data = errorData(error);
      job.itemFailed(nameOf(item), data);
      if (classify(data) === 'stop') job.stop(new AppError(data));
    }
    settled.delete(item);
    left -= 1;
    look();
  });
}

async function upload(job: Job, spec: UploadSpec, deps: RunDeps) {
  const { items, conflicts } = await planUpload(spec, planPorts(job, deps.store));
  const skipped = await settleConflicts(job, conflicts, (item) => item.name);
  for (const item of skipped) job.itemSkipped(item.name, item.size);
  const ports = workPorts(job, deps);
  const wanted = items.filter((item) => !skipped.has(item));
  await workOn(job, wanted, deps, {
    nameOf: (item) => item.name,
    async work(item, settling) {
      await uploadFile(item, ports, settling);
      deps.objectsChanged();
    },
  });
}

/** What to show of a download: the one thing that all its files are or lie in, else the chosen folder. */
function downloadedPath(folder: string, items: readonly DownloadItem[]): string {
  const tops = new Set(items.map((item) => item.local.split('/', 1)[0] ?? ''));
  const [top] = tops;
  return top !== undefined && tops.size === 1 ? join(folder, top) : folder;
}

async function download(job: Job, spec: DownloadSpec | DownloadVersionSpec, deps: RunDeps) {
  const root = await openFolder(spec.folder);
  const planning = { ...planPorts(job, deps.store), root, platform: deps.platform };
  const plan: Plan<DownloadItem> =
    spec.kind === 'download' ? await planDownload(spec, planning) : await planVersion(spec, planning);
  const skipped = await settleConflicts(job, plan.conflicts, (item) => item.name);
  for (const item of skipped) job.itemSkipped(item.name, item.kind === 'file' ? item.size : 0);
  const replaced = new Set(plan.conflicts.map((conflict) => conflict.item));
  const ports: DownloadPorts = { ...workPorts(job, deps), root, etags: { areMd5: true } };
  const wanted = plan.items.filter((item) => !skipped.has(item));
  await workOn(job, wanted, deps, {
    nameOf: (item) => item.name,
    async work(item, settling) {
      if (item.kind === 'folder') await ensureFolder(root, item.local);
      else await downloadFile(item, replaced.has(item), ports, settling);
      job.downloaded ??= downloadedPath(spec.folder, wanted);
    },
  });
}

async function remove(job: Job, spec: DeleteSpec, deps: RunDeps) {
  job.enter('run');
  await removeAll(spec, workPorts(job, deps), {
    found: (count) => job.found(0, count),
    failed: (key, error) => job.itemFailed(key, error),
    deleted(count) {
      job.itemsDone(count);
      deps.objectsChanged();
    },
  });
}

async function work(job: Job, deps: RunDeps) {
  const { spec } = job;
  switch (spec.kind) {
    case 'upload':
      return upload(job, spec, deps);
    case 'download':
    case 'download-version':
      return download(job, spec, deps);
    case 'delete':
      return remove(job, spec, deps);
  }
}

/** Does all that a job is to do. Never rejects: the job tells how it ended, after everything it began has been cleaned up. */
export async function runJob(job: Job, deps: RunDeps): Promise<void> {
  try {
    job.enter('prepare');
    await work(job, deps);
    job.enter('finish');
  } catch (error) {
    if (!job.signal.aborted) {
      logFault(error, deps, job);
      job.stop(new AppError(errorData(error)));
    }
  }
  job.end();
}
