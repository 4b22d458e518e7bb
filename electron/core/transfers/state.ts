import type { JobState } from '../../../shared/transfer.ts';

/** What can happen to a job. `wait`: nothing of it can move before a time; it comes back by `prepare`, `run` or `finish`. */
export const JOB_EVENTS = ['prepare', 'ask', 'run', 'wait', 'finish', 'succeed', 'fail', 'cancel'] as const;
export type JobEvent = (typeof JOB_EVENTS)[number];

const TRANSITIONS: Record<JobState, Partial<Record<JobEvent, JobState>>> = {
  queued: { prepare: 'preparing', fail: 'failed', cancel: 'cancelled' },
  preparing: { ask: 'needs-answer', run: 'running', wait: 'waiting-retry', fail: 'failed', cancel: 'cancelled' },
  'needs-answer': { run: 'running', fail: 'failed', cancel: 'cancelled' },
  running: { wait: 'waiting-retry', finish: 'finishing', fail: 'failed', cancel: 'cancelled' },
  'waiting-retry': {
    prepare: 'preparing',
    run: 'running',
    finish: 'finishing',
    fail: 'failed',
    cancel: 'cancelled',
  },
  finishing: { wait: 'waiting-retry', succeed: 'done', fail: 'failed', cancel: 'cancelled' },
  done: {},
  failed: {},
  cancelled: {},
};

/** The state after an event. Throws for one that cannot happen in this state: that is a fault of the engine. */
export function next(state: JobState, event: JobEvent): JobState {
  const after = TRANSITIONS[state][event];
  if (after === undefined) throw new Error(`a job that is ${state} cannot ${event}`);
  return after;
}
