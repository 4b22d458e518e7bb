import { expect, test } from 'vitest';
import { isEnded, JOB_STATES, type JobState } from '../../../shared/transfer.ts';
import { JOB_EVENTS, type JobEvent, next } from './state.ts';

/** Every pair that is allowed; all others must throw. */
const ALLOWED: [JobState, JobEvent, JobState][] = [
  ['queued', 'prepare', 'preparing'],
  ['queued', 'fail', 'failed'],
  ['queued', 'cancel', 'cancelled'],
  ['preparing', 'ask', 'needs-answer'],
  ['preparing', 'run', 'running'],
  ['preparing', 'wait', 'waiting-retry'],
  ['preparing', 'fail', 'failed'],
  ['preparing', 'cancel', 'cancelled'],
  ['needs-answer', 'run', 'running'],
  ['needs-answer', 'fail', 'failed'],
  ['needs-answer', 'cancel', 'cancelled'],
  ['running', 'wait', 'waiting-retry'],
  ['running', 'finish', 'finishing'],
  ['running', 'fail', 'failed'],
  ['running', 'cancel', 'cancelled'],
  ['waiting-retry', 'prepare', 'preparing'],
  ['waiting-retry', 'run', 'running'],
  ['waiting-retry', 'finish', 'finishing'],
  ['waiting-retry', 'fail', 'failed'],
  ['waiting-retry', 'cancel', 'cancelled'],
  ['finishing', 'wait', 'waiting-retry'],
  ['finishing', 'succeed', 'done'],
  ['finishing', 'fail', 'failed'],
  ['finishing', 'cancel', 'cancelled'],
];

const pairs = JOB_STATES.flatMap((state) => JOB_EVENTS.map((event) => [state, event] as const));

test.each(pairs)('%s, %s', (state, event) => {
  const allowed = ALLOWED.find(([from, what]) => from === state && what === event);
  if (allowed) expect(next(state, event)).toBe(allowed[2]);
  else expect(() => next(state, event)).toThrow(`a job that is ${state} cannot ${event}`);
});

test('an ended job stays as it is, and every live one can fail and be cancelled', () => {
  for (const state of JOB_STATES) {
    const possible = ALLOWED.filter(([from]) => from === state).map(([, event]) => event);
    if (isEnded(state)) expect(possible).toEqual([]);
    else expect(possible).toEqual(expect.arrayContaining(['fail', 'cancel']));
  }
});
