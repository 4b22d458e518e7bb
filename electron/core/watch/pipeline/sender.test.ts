import { afterEach, beforeEach, expect, test } from 'vitest';
import { handClock } from '../../testing/handClock.ts';
import { createLedgerFixture, type LedgerFixture, newFile } from '../../testing/ledgerFixture.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { watchRule } from '../../testing/watchLogFixture.ts';
import type { FilesReport, UploadFilesSpec } from '../../transfers/engine.ts';
import { BIG_BYTES } from './batch.ts';
import { ruleMark } from './ruleMark.ts';
import type { RuleRun } from './ruleRun.ts';
import { createSender } from './sender.ts';

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

/** Rules r1 and r2 of two connections before an engine that only keeps what it is given. */
function setup() {
  const clock = handClock();
  const submitted: UploadFilesSpec[] = [];
  const reports = new Map<string, FilesReport | null>();
  const failures: unknown[] = [];
  let woken = 0;
  const rules = new Map(
    ['r1', 'r2'].map((id) => [id, watchRule({ id, connectionId: `connection of ${id}` })] as const),
  );
  const runOf = (id: string) =>
    ({
      rule: () => rules.get(id),
      mayBegin: () => true,
      hasConnection: () => true,
      log() {},
      touch() {},
      // Of a rule only this is looked at here.
    }) as unknown as RuleRun;
  const runs = new Map([...rules.keys()].map((id) => [id, runOf(id)] as const));
  const sender = createSender({
    engine: {
      async submitFiles(jobId, spec) {
        submitted.push(spec);
        if (reports.has(jobId)) throw new Error('unavailable');
      },
      filesReport: async (jobId) => reports.get(jobId) ?? null,
      clear: async () => {},
      cancel: async () => {},
      snapshot: async () => ({ seq: 0, jobs: [] }),
    },
    ledger: t.ledger,
    outputs: { isWhole: async () => true, remove: async () => {} } as unknown as Parameters<
      typeof createSender
    >[0]['outputs'],
    runs: { get: (id) => runs.get(id), all: () => [...runs.values()] },
    fail() {},
    clock,
    logger: createMemoryLogger(),
    isMoreToCome: () => false,
    onUploaded() {},
    wake() {
      woken += 1;
    },
    guard: async (work) => {
      await work().catch((error: unknown) => {
        if (!stop.signal.aborted) failures.push(error);
      });
    },
    closing: stop.signal,
  });
  function prepared(ruleId: string, file: string, { size = 10, madeBy = '' } = {}) {
    const row = t.ledger.add({ ...newFile(file, 1, ruleId), state: 'prepared' });
    const identity = row.identity && { ...row.identity, size };
    const rule = rules.get(ruleId);
    const change = { identity, key: `in/${file}`, madeBy: madeBy || (rule ? ruleMark(rule) : null) };
    const kept = t.ledger.change(row.id, change);
    if (kept) sender.add(kept);
    return row.id;
  }
  return { clock, sender, submitted, prepared, failures, woken: () => woken };
}

test('a big file of one rule holds up no big file of another, and small ones not at all', async () => {
  const { clock, sender, submitted, prepared } = setup();
  prepared('r1', 'a', { size: BIG_BYTES });
  sender.pump();
  prepared('r1', 'b', { size: BIG_BYTES });
  prepared('r1', 'small');
  prepared('r2', 'c', { size: BIG_BYTES });
  sender.pump();
  await clock.advance(1);
  expect(submitted.map(({ files }) => files.map(({ name }) => name))).toEqual([['a'], ['small'], ['c']]);
});

test('files are kept a few at a time, and go as one job; those that changed meanwhile stay behind', async () => {
  const { clock, sender, submitted, prepared } = setup();
  const ids = Array.from({ length: 50 }, (_, index) => prepared('r1', `${index}`));
  sender.pump();
  t.ledger.change(ids[49] ?? 0, { state: 'ready' });
  await clock.advance(1);
  expect(submitted).toHaveLength(1);
  expect(submitted[0]?.files).toHaveLength(49);
  const job = t.ledger.get(ids[0] ?? 0)?.job ?? '';
  expect(t.ledger.ofJob(job).map(({ index }) => index)).toEqual(Array.from({ length: 49 }, (_, index) => index));
});

test('what no job of the engine has goes on: as it is, or prepared anew where the rule has changed', async () => {
  const { clock, sender, prepared, woken } = setup();
  const same = prepared('r1', 'same');
  const old = prepared('r1', 'old', { madeBy: 'what it said before' });
  for (const [index, id] of [same, old].entries()) t.ledger.change(id, { state: 'uploading', job: 'watch-1', index });
  await sender.adopt();
  await clock.advance(1);
  expect(t.ledger.get(old)).toMatchObject({ state: 'ready', job: null });
  expect(t.ledger.get(same)?.state).not.toBe('ready');
  expect(woken()).toBeGreaterThan(0);
});

test('files whose state could not be kept are not lost sight of', async () => {
  const { clock, sender, submitted, prepared, failures } = setup();
  const id = prepared('r1', 'a');
  t.db.exec('CREATE TEMP TRIGGER no BEFORE UPDATE ON files BEGIN SELECT RAISE(FAIL, "no"); END');
  sender.pump();
  await clock.advance(1);
  expect(t.ledger.get(id)?.state).toBe('prepared');
  expect(failures).toHaveLength(1);
  t.db.exec('DROP TRIGGER no');
  sender.pump();
  await clock.advance(1);
  expect(submitted).toHaveLength(1);
});
