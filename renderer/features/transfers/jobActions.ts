import { create } from 'zustand';
import { call } from '../../api/client.ts';
import type { Move } from './queueMoves.ts';

/** What can be done with one job from its line. */
export type JobAction = 'pause' | 'resume' | 'cancel' | 'retry' | 'clear' | 'show';

const CALLS: Record<JobAction, (jobId: string) => Promise<void>> = {
  pause: (jobId) => call('transfers.pause', { jobId }),
  resume: (jobId) => call('transfers.resume', { jobId }),
  cancel: (jobId) => call('transfers.cancel', { jobId }),
  retry: (jobId) => call('transfers.retry', { jobId }),
  clear: (jobId) => call('transfers.clear', { jobId }),
  show: (jobId) => call('shell.showDownload', { jobId }),
};

/** What can be done with all jobs at once. */
export type AllAction = 'pause' | 'resume' | 'cancel' | 'retry' | 'clear';

type JobActions = {
  /** What is being done with a job just now: its line takes no second press. */
  busy: ReadonlyMap<string, JobAction>;
  /** What could not be done with a job. */
  failures: ReadonlyMap<string, unknown>;
  /** What could not be done with several; null when nothing failed. */
  failure: unknown;
  run(jobId: string, action: JobAction): Promise<void>;
  move(jobId: string, move: Move): Promise<void>;
  runAll(action: AllAction): Promise<void>;
  /** The same for some jobs. */
  runEach(jobIds: readonly string[], action: 'resume' | 'cancel'): Promise<void>;
  /** Does something that concerns all jobs; `failure` tells when it could not be done. */
  attemptAll(work: () => Promise<unknown>): Promise<void>;
  dismissFailure(): void;
};

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  if (!map.has(id)) return map;
  const rest = new Map(map);
  rest.delete(id);
  return rest;
}

/** What the user has asked of jobs, and what became of it. Kept apart from the lines, which go as one scrolls. */
export const useJobActions = create<JobActions>((set, get) => {
  const attempt = async (jobId: string, work: () => Promise<void>) => {
    set({ failures: without(get().failures, jobId) });
    try {
      await work();
    } catch (error) {
      set({ failures: new Map(get().failures).set(jobId, error) });
    }
  };
  const attemptAll = async (work: () => Promise<unknown>) => {
    set({ failure: null });
    try {
      await work();
    } catch (error) {
      set({ failure: error });
    }
  };
  return {
    busy: new Map(),
    failures: new Map(),
    failure: null,
    async run(jobId, action) {
      if (get().busy.has(jobId)) return;
      set({ busy: new Map(get().busy).set(jobId, action) });
      await attempt(jobId, () => CALLS[action](jobId));
      set({ busy: without(get().busy, jobId) });
    },
    move: (jobId, { before }) => attempt(jobId, () => call('transfers.move', { jobId, before })),
    runAll: (action) => attemptAll(() => call(`transfers.${action}`, {})),
    runEach: (jobIds, action) => attemptAll(() => Promise.all(jobIds.map(CALLS[action]))),
    attemptAll,
    dismissFailure: () => set({ failure: null }),
  };
});
