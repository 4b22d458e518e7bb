import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import type { JobSnapshot, TransferPatch } from '../../../shared/transfer.ts';
import type { Clock } from '../ports.ts';

/** Least time between two messages, of all jobs together. */
const PERIOD_MS = 100;
/** A running job is looked at again after this long though nothing was told: its speed falls when nothing moves. */
const STALE_MS = 1000;

type Snapshots = { snapshot(): JobSnapshot };

/** Tells what has changed of the jobs, in batches. */
export type Changes = {
  /** Something of this job has changed, or it is new. */
  touch(id: string, job: Snapshots): void;
  remove(id: string): void;
  /** The number of the last batch. */
  seq(): number;
  /** Tells at once what has not been told yet, and then no more. */
  close(): void;
};

function equal(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** The fields of `after` that differ from `before`; all of them for a job that was never told of. */
export function patchOf(before: JobSnapshot | undefined, after: JobSnapshot): TransferPatch | null {
  if (!before) return after;
  const fields = Object.entries(after).filter(([name, value]) => !equal(Reflect.get(before, name), value));
  // Entries lose the types of the fields they come from.
  return fields.length === 0 ? null : { id: after.id, ...(Object.fromEntries(fields) as Partial<JobSnapshot>) };
}

export function createChanges(deps: { clock: Clock; emit: (change: TransfersChanged) => void }): Changes {
  const { clock, emit } = deps;
  const told = new Map<string, JobSnapshot>();
  const touched = new Map<string, Snapshots>();
  const running = new Map<string, Snapshots>();
  const removed = new Set<string>();
  const closed = new AbortController();
  let seq = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let lookedAtAll = Number.NEGATIVE_INFINITY;
  let isLooping = false;

  function flush() {
    const patches: TransferPatch[] = [];
    for (const [id, job] of touched) {
      const after = job.snapshot();
      const patch = patchOf(told.get(id), after);
      if (patch) patches.push(patch);
      told.set(id, after);
      if (after.state === 'running') running.set(id, job);
      else running.delete(id);
    }
    touched.clear();
    const gone = [...removed];
    for (const id of gone) told.delete(id);
    removed.clear();
    lookedAt = clock.now();
    if (patches.length === 0 && gone.length === 0) return;
    seq += 1;
    emit({ seq, patches, removed: gone });
  }

  const isDue = () => touched.size > 0 || removed.size > 0;

  async function loop() {
    while (isDue() || running.size > 0) {
      const rest = isDue() ? Math.max(0, lookedAt + PERIOD_MS - clock.now()) : PERIOD_MS;
      await clock.sleep(rest, closed.signal);
      if (clock.now() - lookedAtAll >= STALE_MS) {
        lookedAtAll = clock.now();
        for (const [id, job] of running) touched.set(id, job);
      }
      if (isDue()) flush();
    }
  }

  function wake() {
    if (isLooping || closed.signal.aborted) return;
    isLooping = true;
    loop().then(
      () => {
        isLooping = false;
      },
      (error: unknown) => {
        // Closed: close() has told the rest.
        if (!closed.signal.aborted) throw error;
      },
    );
  }

  return {
    touch(id, job) {
      touched.set(id, job);
      wake();
    },
    remove(id) {
      touched.delete(id);
      running.delete(id);
      removed.add(id);
      wake();
    },
    seq: () => seq,
    close() {
      if (closed.signal.aborted) return;
      closed.abort();
      flush();
    },
  };
}
