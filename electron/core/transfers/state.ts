import type { JobState } from '../../../shared/transfer.ts';

/**
 * What can happen to a job. `wait`: nothing of it can move; it comes back by `prepare`, `run` or `finish`. `queue`: it is
 * to be worked on (again), after a pause, a retry, or because its work was cut off.
 */
export const JOB_EVENTS = [
  'prepare',
  'ask',
  'run',
  'wait',
  'finish',
  'succeed',
  'fail',
  'cancel',
  'pause',
  'queue',
] as const;
export type JobEvent = (typeof JOB_EVENTS)[number];

type Step = Partial<Record<JobEvent, JobState>>;

/** From any state that has not ended. */
const ENDS: Step = { fail: 'failed', cancel: 'cancelled' };
/** From any state of a job that is being worked on. */
const STOPS: Step = { ...ENDS, pause: 'paused', queue: 'queued' };

const TRANSITIONS: Record<JobState, Step> = {
  queued: { ...ENDS, pause: 'paused', prepare: 'preparing' },
  preparing: { ...STOPS, ask: 'needs-answer', run: 'running', wait: 'waiting' },
  'needs-answer': { ...STOPS, run: 'running' },
  running: { ...STOPS, wait: 'waiting', finish: 'finishing' },
  waiting: { ...STOPS, prepare: 'preparing', run: 'running', finish: 'finishing' },
  finishing: { ...STOPS, wait: 'waiting', succeed: 'done' },
  paused: { ...ENDS, queue: 'queued' },
  done: {},
  failed: { queue: 'queued' },
  cancelled: {},
};

/** The state after an event. Throws for one that cannot happen in this state: that is a fault of the engine. */
export function next(state: JobState, event: JobEvent): JobState {
  const after = TRANSITIONS[state][event];
  if (after === undefined) throw new Error(`a job that is ${state} cannot ${event}`);
  return after;
}
