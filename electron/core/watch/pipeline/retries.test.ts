import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ErrorCode, ErrorData } from '../../../../shared/errors.ts';
import type { LogStep } from '../../../../shared/watch/state.ts';
import { handClock } from '../../testing/handClock.ts';
import { createLedgerFixture, type LedgerFixture, newFile } from '../../testing/ledgerFixture.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import { createFail } from './failures.ts';
import { PAUSES_MS, pauseAfter } from './retries.ts';
import { createRetryTimer } from './retryTimer.ts';
import type { RuleRun } from './ruleRun.ts';

const error = (code: ErrorCode): ErrorData => ({ code, message: code, retryable: true });

let t: LedgerFixture;
let stop: AbortController;
beforeEach(() => {
  t = createLedgerFixture();
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  t.remove();
});

test('pauses grow, and end with the user', () => {
  expect([1, 2, 3, 4, 5, 6].map((failures) => pauseAfter(error('network'), failures))).toEqual([...PAUSES_MS, null]);
  expect(pauseAfter(error('condition-invalid'), 1)).toBeNull();
  expect(pauseAfter(error('cancelled'), 1)).toBeNull();
});

/** A rule that is on, the ways of its failed files, and a clock moved by hand. */
function setup() {
  const clock = handClock();
  const steps: LogStep[] = [];
  let isOn = true;
  const uploaded: number[] = [];
  const run = {
    rule: () => ({ id: 'r1' }),
    mayBegin: () => isOn,
    log: (step: LogStep) => steps.push(step),
    touch() {},
    rescan: async () => {},
    // Of a rule only this is looked at here.
  } as unknown as RuleRun;
  const runs = { get: () => run, all: () => [run] };
  const outputs = { remove: async () => {} } as unknown as Parameters<typeof createFail>[0]['outputs'];
  const fail = createFail({ ledger: t.ledger, outputs, clock, onRetry: () => timer.reset() });
  const timer = createRetryTimer({
    ledger: t.ledger,
    runs,
    clock,
    fail,
    onUploaded: ({ id }) => uploaded.push(id),
    wake() {},
    guard: async (work) => {
      await work().catch((reason: unknown) => {
        if (!stop.signal.aborted) throw reason;
      });
    },
    closing: stop.signal,
  });
  return { clock, steps, run, fail, timer, uploaded, switchTo: (on: boolean) => (isOn = on) };
}

const stateOf = ({ id }: FileRow) => t.ledger.get(id)?.state;

test('a failed file has its turn after each pause, and needs the user after the last', async () => {
  const { clock, steps, run, fail } = setup();
  const row = t.ledger.add(newFile('a', 1));
  for (const pause of PAUSES_MS) {
    const now = t.ledger.get(row.id);
    if (now) fail(run, now, error('access-denied'), 'prepare');
    expect(stateOf(row)).toBe('retrying');
    await clock.advance(pause - 1);
    expect(stateOf(row)).toBe('retrying');
    await clock.advance(1);
    expect(stateOf(row)).toBe('ready');
  }
  const now = t.ledger.get(row.id);
  if (now) fail(run, now, error('access-denied'), 'prepare');
  expect(t.ledger.get(row.id)).toMatchObject({ state: 'needs-you', retryAt: null, attempts: 6 });
  expect(steps).toEqual([...PAUSES_MS.map(() => 'failed'), 'needs-you']);
});

test('what was uploaded goes on with being put away, never with another upload', async () => {
  const { clock, run, fail, uploaded } = setup();
  const row = t.ledger.add(newFile('a', 1));
  fail(run, row, error('local-denied'), 'put-away');
  await clock.advance(PAUSES_MS[0] ?? 0);
  expect(stateOf(row)).toBe('uploaded');
  expect(uploaded).toEqual([row.id]);
});

test('a rule that is off lets its failed files rest, and they go on when it is on', async () => {
  const { clock, run, fail, timer, switchTo } = setup();
  const row = t.ledger.add(newFile('a', 1));
  switchTo(false);
  fail(run, row, error('network'), 'prepare');
  await clock.advance(3_600_000);
  expect(stateOf(row)).toBe('retrying');
  switchTo(true);
  timer.reset();
  await clock.advance(1);
  expect(stateOf(row)).toBe('ready');
});

test('a file that could never be looked at is not read, but pauses again', async () => {
  const { clock, run, fail } = setup();
  const row = t.ledger.add({ ...newFile('a', 1), identity: null });
  fail(run, row, error('local-denied'), 'prepare');
  await clock.advance(PAUSES_MS[0] ?? 0);
  expect(t.ledger.get(row.id)).toMatchObject({ state: 'retrying', attempts: 2, error: { code: 'local-denied' } });
});
