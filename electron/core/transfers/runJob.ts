import { AppError } from '../../../shared/errors.ts';
import type { LocalPlatform } from '../../../shared/localName.ts';
import { providerOf } from '../../../shared/providers.ts';
import { mapConcurrently } from '../concurrency.ts';
import { faultOf } from '../faults.ts';
import type { Clock, Logger, Random } from '../ports.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { Budget } from './budget.ts';
import { downloadKind } from './downloadJob.ts';
import type { DeleteSpec } from './engine.ts';
import type { Job } from './job.ts';
import type { Journal } from './journal/journal.ts';
import type { Arrival, ItemJournal, ItemRecord } from './journal/records.ts';
import type { Limits } from './limits.ts';
import type { Lease } from './links.ts';
import type { PlanPorts } from './plan.ts';
import { removeAll } from './remove.ts';
import { classify, createRetrier, errorData, type Retrier } from './retry.ts';
import { uploadFilesKind } from './uploadFilesJob.ts';
import { uploadKind } from './uploadJob.ts';
import type { Settling, WorkPorts } from './work.ts';

export type RunDeps = {
  lease: Lease;
  journal: Journal;
  budget: Budget;
  bandwidth: Bandwidth;
  limits: Limits;
  clock: Clock;
  random: Random;
  logger: Logger;
  platform: LocalPlatform;
  /** Objects at the job's place have changed on the server. */
  objectsChanged(): void;
};

/** What a kind of transfer does: how its items are found, and how one of them is moved. */
export type Transfer<Item> = {
  /** All that is to be done, with every question about it answered. */
  plan(ports: PlanPorts): Promise<Omit<ItemRecord<Item>, 'index'>[]>;
  nameOf(item: Item): string;
  /** Bytes. */
  sizeOf(item: Item): number;
  /** Called once before the items of a run. */
  begin?(items: readonly ItemRecord<Item>[]): Promise<void>;
  /** Answers with what an upload has made, and otherwise with null. */
  move(record: ItemRecord<Item>, journal: ItemJournal, ports: WorkPorts, settling: Settling): Promise<Arrival | null>;
};

function planPorts(job: Job, deps: RunDeps, retrier: Retrier): PlanPorts {
  return {
    store: deps.lease.link.store,
    bucket: job.spec.bucket,
    retrier,
    signal: job.signal(),
    found: job.found,
    notice: job.notice,
    problem(name, error) {
      job.found(0);
      job.itemFailed(name, error);
    },
  };
}

function workPorts(job: Job, deps: RunDeps, retrier: Retrier): WorkPorts {
  const { lease, clock, budget, bandwidth, limits, logger } = deps;
  const provider = providerOf(lease.link.connection().provider);
  return {
    jobId: job.id,
    store: lease.link.store,
    bucket: job.spec.bucket,
    maxParts: provider.maxParts,
    partEtags: provider.etags,
    clock,
    retrier,
    budget,
    bandwidth,
    meter: job.meter,
    limits,
    signal: job.signal(),
    notice: job.notice,
    waiting: retrier.waiting,
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

/** Works on the open items, several at a time. One that fails does not stop the others, but for errors that all would meet. */
async function moveAll<Item>(
  job: Job,
  records: readonly ItemRecord<Item>[],
  transfer: Transfer<Item>,
  ports: WorkPorts,
  deps: RunDeps,
) {
  const open = records.filter((record) => record.state === 'open');
  const signal = job.signal();
  let left = open.length;
  /** Items that have moved all their bytes: when only such are left, the job is finishing. */
  const settled = new Set<unknown>();
  const look = () => {
    if (settled.size === left) job.enter('finish');
  };

  job.enter('run');
  await transfer.begin?.(records);
  await mapConcurrently(open, deps.limits.filesAtOnce, async (record) => {
    signal.throwIfAborted();
    const { index, item } = record;
    try {
      const arrived = await transfer.move(record, deps.journal.item(job.id, index), ports, () => {
        settled.add(record);
        look();
      });
      deps.journal.endItem(job.id, index, { state: 'done', error: null, ...(arrived && { arrived }) });
      job.itemsDone(1);
    } catch (error) {
      if (signal.aborted) throw error;
      logFault(error, deps, job);
      const data = errorData(error);
      // What stops the job leaves its items open: they have not failed themselves.
      if (classify(data) === 'stop') job.stop(new AppError(data));
      else deps.journal.endItem(job.id, index, { state: 'failed', error: data });
      job.itemFailed(transfer.nameOf(item), data);
    }
    settled.delete(record);
    left -= 1;
    look();
  });
}

async function runTransfer<Item>(job: Job, transfer: Transfer<Item>, deps: RunDeps, retrier: Retrier) {
  const ports = workPorts(job, deps, retrier);
  if (job.isPlanned()) {
    const records = deps.journal.items<Item>(job.id);
    job.goOnWith(records.map(({ state, item }) => ({ state, bytes: transfer.sizeOf(item) })));
    return moveAll(job, records, transfer, ports, deps);
  }
  const planned = await transfer.plan(planPorts(job, deps, retrier));
  const records = planned.map((record, index) => ({ ...record, index }));
  job.signal().throwIfAborted();
  deps.journal.savePlan(job.id, records);
  job.planned();
  return moveAll(job, records, transfer, ports, deps);
}

async function remove(job: Job, spec: DeleteSpec, deps: RunDeps, retrier: Retrier) {
  job.enter('run');
  await removeAll(spec, workPorts(job, deps, retrier), {
    found: (count) => job.found(0, count),
    failed: (key, error) => job.itemFailed(key, error),
    deleted(count) {
      job.itemsDone(count);
      deps.objectsChanged();
    },
  });
}

function work(job: Job, deps: RunDeps, retrier: Retrier): Promise<void> {
  const { spec } = job;
  switch (spec.kind) {
    case 'upload':
      return runTransfer(job, uploadKind(job, spec, deps), deps, retrier);
    case 'upload-files':
      return runTransfer(job, uploadFilesKind(job, spec, deps), deps, retrier);
    case 'download':
    case 'download-version':
      return runTransfer(job, downloadKind(job, spec, deps), deps, retrier);
    case 'delete':
      return remove(job, spec, deps, retrier);
  }
}

/** Works on a job until it has ended or must rest. Never rejects: the job tells how it went, when nothing is under way any more. */
export async function runJob(job: Job, deps: RunDeps): Promise<void> {
  const { clock, random, lease } = deps;
  const retrier = createRetrier({ clock, random, gate: lease.link.gate, onWaiting: job.waits });
  try {
    await work(job, deps, retrier);
    job.enter('finish');
  } catch (error) {
    if (!job.signal().aborted) {
      logFault(error, deps, job);
      job.stop(new AppError(errorData(error)));
    }
  }
}
