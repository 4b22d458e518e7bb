import { expect, test } from 'vitest';
import { isEnded, JOB_STATES, type JobState } from '../../../shared/transfer.ts';
import { JOB_EVENTS, type JobEvent, next } from './state.ts';

/** Every pair that is allowed; all others must throw. */
const ALLOWED: [JobState, JobEvent, JobState][] = [
  ['queued', 'fail', 'failed'],
  ['queued', 'cancel', 'cancelled'],
  ['queued', 'pause', 'paused'],
  ['queued', 'prepare', 'preparing'],
  ['preparing', 'ask', 'needs-answer'],
  ['preparing', 'run', 'running'],
  ['preparing', 'wait', 'waiting'],
  ['preparing', 'fail', 'failed'],
  ['preparing', 'cancel', 'cancelled'],
  ['preparing', 'pause', 'paused'],
  ['preparing', 'queue', 'queued'],
  ['needs-answer', 'run', 'running'],
  ['needs-answer', 'fail', 'failed'],
  ['needs-answer', 'cancel', 'cancelled'],
  ['needs-answer', 'pause', 'paused'],
  ['needs-answer', 'queue', 'queued'],
  ['running', 'wait', 'waiting'],
  ['running', 'finish', 'finishing'],
  ['running', 'fail', 'failed'],
  ['running', 'cancel', 'cancelled'],
  ['running', 'pause', 'paused'],
  ['running', 'queue', 'queued'],
  ['waiting', 'prepare', 'preparing'],
  ['waiting', 'run', 'running'],
  ['waiting', 'finish', 'finishing'],
  ['waiting', 'fail', 'failed'],
  ['waiting', 'cancel', 'cancelled'],
  ['waiting', 'pause', 'paused'],
  ['waiting', 'queue', 'queued'],
  ['finishing', 'wait', 'waiting'],
  ['finishing', 'succeed', 'done'],
  ['finishing', 'fail', 'failed'],
  ['finishing', 'cancel', 'cancelled'],
  ['finishing', 'pause', 'paused'],
  ['finishing', 'queue', 'queued'],
  ['paused', 'fail', 'failed'],
  ['paused', 'cancel', 'cancelled'],
  ['paused', 'queue', 'queued'],
  ['failed', 'queue', 'queued'],
];

const pairs = JOB_STATES.flatMap((state) => JOB_EVENTS.map((event) => [state, event] as const));

test.each(pairs)('%s, %s', (state, event) => {
  const allowed = ALLOWED.find(([from, what]) => from === state && what === event);
  if (allowed) expect(next(state, event)).toBe(allowed[2]);
  else expect(() => next(state, event)).toThrow(`a job that is ${state} cannot ${event}`);
});

test('an ended job stays as it is, but for a failed one that is tried again; a live one can fail and be cancelled', () => {
  for (const state of JOB_STATES) {
    const possible = ALLOWED.filter(([from]) => from === state).map(([, event]) => event);
    if (isEnded(state)) expect(possible).toEqual(state === 'failed' ? ['queue'] : []);
    else expect(possible).toEqual(expect.arrayContaining(['fail', 'cancel']));
  }
});
