import type { TransfersChanged } from '../../../../shared/contract/transfers.ts';
import { AppError, type ErrorData } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { DataEngine } from '../../data/dataEngine.ts';
import { faultOf } from '../../faults.ts';
import type { Clock, Logger } from '../../ports.ts';
import { errorData } from '../../transfers/retry.ts';
import { recoverPutAway } from '../afterwards/putAway.ts';
import type { StillnessRule } from '../folder/folderWatcher.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WatchLog } from '../log/watchLog.ts';
import { createRuleRun, type OwnedRun } from './createRuleRun.ts';
import { dropRow } from './dropRow.ts';
import { eachRow, SLICE } from './eachRow.ts';
import { createFail } from './failures.ts';
import { createFinisher } from './finisher.ts';
import type { Outputs } from './outputs.ts';
import { type BeingRead, createPreparer } from './preparer.ts';
import { createRetryTimer } from './retryTimer.ts';
import type { Runs } from './ruleRun.ts';
import { createSender, type Sender, type SenderEngine } from './sender.ts';

/** The work of all rules. */
export type Pipeline = {
  get(ruleId: string): OwnedRun | undefined;
  all(): OwnedRun[];
  /** Goes on where the last run was, and watches the folders of rules that are on. */
  begin(rules: readonly WatchRule[], hasConnection: (connectionId: string) => boolean): Promise<void>;
  /** A new rule, or what a rule says from now on: what it has not uploaded is looked at anew. `keep` makes it last. */
  put(rule: WatchRule, keep: () => Promise<void>): Promise<void>;
  setEnabled(ruleId: string, isEnabled: boolean): Promise<void>;
  /** Connections that are there; rules of others rest. */
  setConnections(isThere: (connectionId: string) => boolean): Promise<void>;
  remove(ruleId: string): Promise<void>;
  readings(ruleId: string): BeingRead[];
  waiting: Sender['waiting'];
  hear(change: TransfersChanged): void;
  /** Looks through all folders that are watched; resolves when their files have been told. */
  rescan(): Promise<void>;
  /** Failed files of the rule go on now: one, or all. */
  retry(ruleId: string, fileId: number | null): Promise<void>;
  /** Pauses of failed files are over now. */
  hasten(ruleId: string): Promise<void>;
  /** Stops reading a file, which then waits for the user. */
  cancel(ruleId: string, fileId: number): void;
  dismiss(ruleId: string, fileId: number): void;
  /** Nothing new begins; resolves when nothing is under way here. */
  close(): Promise<void>;
};

export type PipelineDeps = {
  ledger: Ledger;
  log: WatchLog;
  outputs: Outputs;
  data: DataEngine;
  engine: SenderEngine;
  clock: Clock;
  logger: Logger;
  profile: string;
  quiet?: StillnessRule | undefined;
  onTouched: (ruleId: string) => void;
};

/** What was wrong with the ledger's file may be over after so many ms. */
const TROUBLE_MS = 10_000;

export function createPipeline(deps: PipelineDeps): Pipeline {
  const { ledger, outputs, clock, logger } = deps;
  const owned = new Map<string, OwnedRun>();
  const runs: Runs = { get: (ruleId) => owned.get(ruleId), all: () => [...owned.values()] };
  const stop = new AbortController();
  const closing = stop.signal;
  let trouble: ErrorData | null = null;

  /** The ledger cannot be written: everything rests for a while, and begins anew. */
  function onTrouble(error: unknown) {
    if (closing.aborted) return;
    const data = errorData(error);
    if (!(error instanceof AppError)) logger.error('watched folders met an unexpected error', faultOf(error));
    else logger.error('watched folders cannot go on', { code: data.code, message: data.message });
    if (trouble) return;
    trouble = data;
    for (const run of owned.values()) run.setTrouble(data);
    void guard(async () => {
      await clock.sleep(TROUBLE_MS, closing);
      trouble = null;
      for (const run of owned.values()) {
        // What was on its way from one stage to the next may have been lost sight of.
        await adoptPrepared(run.rule().id);
        finisher.addAll(run.rule().id);
        run.setTrouble(null);
      }
      wake();
    });
  }

  async function guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onTrouble(error);
    }
  }

  const fail = createFail({ ledger, outputs, clock, onRetry: () => retries.reset() });
  const finisher = createFinisher({ ledger, runs, fail, guard });
  const onUploaded = finisher.add;
  const preparer = createPreparer({
    ...deps,
    runs,
    fail,
    guard,
    onUploaded,
    onPrepared(row) {
      sender.add(row);
      sender.pump();
    },
  });
  const sender = createSender({
    ...deps,
    runs,
    fail,
    guard,
    closing,
    onUploaded,
    wake,
    isMoreToCome: (ruleId) => preparer.readings(ruleId).length > 0 || ledger.totals(ruleId).counts.ready > 0,
  });
  const retries = createRetryTimer({ ledger, runs, clock, fail, onUploaded, wake, guard, closing });

  function wake() {
    if (closing.aborted || trouble) return;
    try {
      preparer.pump();
      sender.pump();
      finisher.pump();
    } catch (error) {
      onTrouble(error);
    }
  }

  function undo(row: FileRow) {
    preparer.abort(row.id);
    sender.withdraw(row);
    if (row.output) void outputs.remove(row.id);
  }

  function newRun(rule: WatchRule): OwnedRun {
    const run = createRuleRun(rule, {
      ...deps,
      undo,
      wake,
      onRetry: retries.reset,
      onBack: finisher.addAll,
      onTrouble,
      guard,
    });
    run.setTrouble(trouble);
    owned.set(rule.id, run);
    return run;
  }

  const each = (ruleId: string, ...what: [state: FileRow['state'], work: (row: FileRow) => void | Promise<void>]) =>
    eachRow({ ledger, clock, ruleId, signal: closing }, ...what);

  /** Prepared files go on to be sent, those whose output is not there are prepared anew. */
  async function adoptPrepared(ruleId: string) {
    await each(ruleId, 'prepared', async (row) => {
      if (!row.output || (await outputs.isWhole(row.id, row.output.bytes))) sender.add(row);
      else ledger.change(row.id, { state: 'ready', output: null });
    });
  }

  /** What is not uploaded yet is forgotten: the watcher tells of it again, if it still fits. */
  async function dropPending(ruleId: string) {
    for (const state of ['ready', 'prepared', 'changing', 'retrying', 'needs-you', 'left'] as const) {
      await each(ruleId, state, (row) => {
        if (row.stage === 'put-away') {
          ledger.change(row.id, { state: 'uploaded', retryAt: null, attempts: 0 });
          return;
        }
        undo(row);
        dropRow(ledger, row);
      });
    }
  }

  async function forgetFiles(ruleId: string) {
    for (const state of ['uploaded', 'retrying', 'needs-you', 'dismissed'] as const) {
      await each(ruleId, state, async (row) => {
        const identity = row.stage === 'put-away' && row.last?.identity;
        if (identity) await recoverPutAway({ path: row.path, identity }, row.file, { id: row.id }).catch(logLeftAside);
      });
    }
    while (ledger.forget(ruleId, SLICE)) await clock.sleep(0, closing);
  }

  async function startRun(rule: WatchRule, hasConnection: boolean) {
    const run = newRun(rule);
    run.setConnection(hasConnection);
    finisher.addAll(rule.id);
    await run.start();
    run.touch();
  }

  function logLeftAside(error: unknown) {
    logger.warn('a file of a removed rule may be left aside', { cause: errorData(error).code });
  }

  return {
    get: (ruleId) => owned.get(ruleId),
    all: () => [...owned.values()],
    async begin(rules, hasConnection) {
      for (const rule of rules) newRun(rule).setConnection(hasConnection(rule.connectionId));
      await outputs.prepare();
      await outputs.sweep((id) => ledger.get(id)?.output != null);
      for (const { id } of rules) {
        await adoptPrepared(id);
        finisher.addAll(id);
      }
      await sender.adopt();
      for (const run of owned.values()) await run.start();
      wake();
      for (const ruleId of ledger.rules()) if (!owned.has(ruleId)) void guard(() => forgetFiles(ruleId));
    },
    async put(rule, keep) {
      const former = owned.get(rule.id);
      if (!former) {
        await keep();
        return startRun(rule, true);
      }
      await former.close();
      let next = former.rule();
      try {
        await preparer.abortRule(rule.id);
        // First, so that nothing that was prepared by the former rule can go on under the new one.
        await dropPending(rule.id);
        await keep();
        next = rule;
      } finally {
        await startRun(next, former.hasConnection() || next.connectionId !== former.rule().connectionId);
      }
    },
    async setEnabled(ruleId, isEnabled) {
      await owned.get(ruleId)?.setEnabled(isEnabled);
      if (!isEnabled) await preparer.abortRule(ruleId);
      wake();
    },
    async setConnections(isThere) {
      for (const run of owned.values()) {
        run.setConnection(isThere(run.rule().connectionId));
        await run.start();
      }
      retries.reset();
    },
    async remove(ruleId) {
      await owned.get(ruleId)?.close();
      await preparer.abortRule(ruleId);
      owned.delete(ruleId);
      await sender.drop(ruleId);
      await finisher.rest();
      for (const state of ['prepared', 'uploading'] as const)
        await each(ruleId, state, (row) => outputs.remove(row.id));
      await forgetFiles(ruleId);
    },
    readings: preparer.readings,
    waiting: sender.waiting,
    hear(change) {
      if (!closing.aborted) sender.hear(change);
    },
    rescan: async () => void (await Promise.all(runs.all().map((run) => run.rescan()))),
    async retry(ruleId, fileId) {
      const run = owned.get(ruleId);
      if (!run) return;
      const again = (row: FileRow) => {
        if (row.state !== 'retrying' && row.state !== 'needs-you') return;
        run.log('retried', row.file);
        retries.again(run, row, 0);
      };
      const one = fileId === null ? null : ledger.get(fileId);
      if (one?.ruleId === ruleId) again(one);
      if (fileId === null) {
        await each(ruleId, 'needs-you', again);
        await each(ruleId, 'retrying', again);
      }
      wake();
    },
    async hasten(ruleId) {
      const run = owned.get(ruleId);
      if (run) await each(ruleId, 'retrying', (row) => retries.again(run, row, row.attempts));
      wake();
    },
    cancel(ruleId, fileId) {
      if (ledger.get(fileId)?.ruleId === ruleId) preparer.cancel(fileId);
    },
    dismiss(ruleId, fileId) {
      const row = ledger.get(fileId);
      if (row?.ruleId !== ruleId || (row.state !== 'retrying' && row.state !== 'needs-you')) return;
      ledger.change(fileId, { state: 'dismissed', retryAt: null });
      const run = owned.get(ruleId);
      run?.log('dismissed', row.file);
      run?.touch();
    },
    async close() {
      stop.abort(new AppError({ code: 'cancelled', message: 'the watched folders are closed', retryable: false }));
      await Promise.all([...[...owned.values()].map((run) => run.close()), preparer.abortAll(), finisher.rest()]);
    },
  };
}
