// Stave without its window: the engine on its worker thread, as the app's main process runs it, and one job. It reads its
// task from BENCH_TASK, the built worker from BENCH_WORKER and where the journal may lie from BENCH_JOURNAL, and prints
// what it saw of its main thread's event loop as JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { S3Connection } from '../../../electron/core/s3/connection.ts';
import { deferred } from '../../../electron/core/transfers/deferred.ts';
import type { JobSpec } from '../../../electron/core/transfers/engine.ts';
import { startEngineWorker } from '../../../electron/core/transfers/host.ts';
import { isEnded, type JobSnapshot } from '../../../shared/transfer.ts';
import type { StaveReport } from '../ours.ts';
import type { Task } from '../task.ts';

const RESOLUTION_MS = 10;
const PROVIDERS = { rgw: 'ceph', minio: 'minio', given: 'custom' } as const;

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

function jobOf({ direction, bucket, folder, name, isFolder }: Task, connectionId: string): JobSpec {
  if (direction === 'upload') {
    const paths = [`${folder}/${name}`];
    return { kind: 'upload', connectionId, bucket, prefix: '', paths, conflicts: 'overwrite' };
  }
  const what = isFolder ? { keys: [], prefixes: [`${name}/`] } : { keys: [name], prefixes: [] };
  return { kind: 'download', connectionId, bucket, base: '', ...what, folder, conflicts: 'overwrite' };
}

/** Runs the job to its end. Throws when anything of it was not done. */
async function carryOut(task: Task): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = task.server;
  const provider = PROVIDERS[task.server.name];
  const connection: S3Connection = {
    ...{ id: 'bench', provider, endpoint, region, addressing: 'path' },
    ...{ accessKeyId, secretAccessKey },
  };
  const { promise: ended, resolve: end } = deferred<JobSnapshot>();
  let job: JobSnapshot | undefined;
  const say = (message: string, fields?: Record<string, unknown>) => console.error(message, fields ?? '');
  const engine = startEngineWorker({
    workerPath: variable('BENCH_WORKER'),
    start: () => ({ journalFile: variable('BENCH_JOURNAL'), settings: { bandwidth: null }, interrupted: 'resume' }),
    connectionOf: async () => connection,
    logger: { info: () => undefined, warn: say, error: say },
    events: {
      changed({ patches }) {
        for (const patch of patches) {
          // The first patch of a job is whole, and there is only one job.
          job = { ...job, ...patch } as JobSnapshot;
          if (isEnded(job.state)) end(job);
        }
      },
      objectsChanged: () => undefined,
    },
  });
  await engine.submit(jobOf(task, connection.id));
  const { state, items, error, problems } = await ended;
  await engine.close();
  if (state === 'done' && items.done === items.total) return;
  throw new Error(`the job ended as ${state}: ${JSON.stringify({ items, error, problem: problems[0] })}`);
}

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
await carryOut(JSON.parse(variable('BENCH_TASK')) as Task);
delay.disable();
// What it records is the time between two ticks of a timer, its period included.
const lagP99Ms = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS);
console.log(JSON.stringify({ lagP99Ms } satisfies StaveReport));
