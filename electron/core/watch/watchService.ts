import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TransfersChanged } from '../../../shared/contract/transfers.ts';
import { appError } from '../../../shared/errors.ts';
import type { RuleDraft, WatchRule } from '../../../shared/watch/rule.ts';
import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import { faultOf } from '../faults.ts';
import type { PathGrants } from '../pathGrants.ts';
import type { Clock, Emit, Logger } from '../ports.ts';
import type { StorePool } from '../s3/storePool.ts';
import { errorData } from '../transfers/retry.ts';
import type { StillnessRule } from './folder/folderWatcher.ts';
import { makeFolder, type OpenWatch, openWatch } from './openWatch.ts';
import type { OwnedRun } from './pipeline/createRuleRun.ts';
import type { SenderEngine } from './pipeline/sender.ts';
import { checkRule } from './rules/checkRule.ts';
import { type RuleContent, resolveDraft } from './rules/resolveDraft.ts';
import { createRuleStore } from './rules/ruleStore.ts';
import { createTeller, snapshotOf } from './snapshots.ts';

/** Watched folders. Where nothing else is said, calls throw what opening the ledger throws, and `rule-not-found`. */
export type WatchService = {
  /** Begins in the background, unless a call has done so already. */
  start(): void;
  open(): Promise<OpenWatch>;
  run(ruleId: string): Promise<{ run: OwnedRun; watch: OpenWatch }>;
  snapshots(): Promise<RuleSnapshot[]>;
  /** What a draft says, with paths; `rule` null for a new one. Throws `grant-unknown`, `rule-invalid`. */
  resolve(ruleId: string | null, draft: RuleDraft): Promise<{ rule: WatchRule | null; content: RuleContent }>;
  save(ruleId: string | null, draft: RuleDraft): Promise<{ ruleId: string }>;
  remove(ruleId: string): Promise<void>;
  setEnabled(ruleId: string, isEnabled: boolean): Promise<void>;
  runNow(ruleId: string): Promise<void>;
  /** Looks through all folders that are watched: after the computer has slept. Does nothing before the first `open`. */
  rescan(): Promise<void>;
  hear(change: TransfersChanged): void;
  /** A connection is about to be removed: its rules rest. */
  connectionRemoved(connectionId: string): void;
  connectionsChanged(): void;
  /** Bounded: some seconds. */
  close(): Promise<void>;
};

export type WatchServiceDeps = {
  profile: string;
  engine: SenderEngine;
  data: DataEngine;
  stores: Pick<StorePool, 'storeOf'>;
  connections: Pick<ConnectionStore, 'list'>;
  grants: PathGrants;
  clock: Clock;
  logger: Logger;
  emit: Emit;
  /** How long a file has to be left alone; the watcher's own rule unless given. */
  quiet?: StillnessRule;
};

/** The program's start comes first (ms). */
const START_AFTER_MS = 1000;
/** What keeps them from beginning (a full disk) may be over after so many ms. */
const OPEN_AGAIN_MS = 30_000;

export function createWatchService(deps: WatchServiceDeps): WatchService {
  const { profile, clock, logger, emit, grants } = deps;
  const rules = createRuleStore({ path: join(profile, 'watchRules.json'), logger });
  const stop = new AbortController();
  const closing = stop.signal;
  let opening: Promise<OpenWatch> | null = null;
  let opened: OpenWatch | null = null;
  let closed: Promise<void> | null = null;
  let follower: WatchService['hear'] | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const teller = createTeller({
    clock,
    closing,
    tell(changed, removed) {
      if (!opened) return;
      const { pipeline } = opened;
      const open = opened;
      const runs = changed.map((ruleId) => pipeline.get(ruleId)).filter((run) => run !== undefined);
      emit('watch.changed', { rules: runs.map((run) => snapshotOf(run, open)), removed });
    },
  });

  async function uploadLog(rule: WatchRule, bytes: Buffer) {
    const { connectionId, bucket, logUpload } = rule;
    if (!logUpload) throw appError('invalid-request', 'the log of this rule is not uploaded');
    const { key } = logUpload;
    const store = await deps.stores.storeOf(connectionId);
    const { versionId } = await store.put({ bucket, key }, bytes, { contentType: 'text/plain; charset=utf-8' });
    emit('objects.changed', { connectionId, bucket, prefix: key.slice(0, key.lastIndexOf('/') + 1) });
    return { versionId };
  }

  async function begin(): Promise<OpenWatch> {
    if (closing.aborted) throw appError('cancelled', 'the watched folders are closed');
    const watch = await openWatch({
      ...deps,
      rules,
      connections: connectionIds,
      quiet: deps.quiet,
      uploadLog,
      follow(hear) {
        follower = hear;
      },
      onTouched: teller.touched,
      onLogged(entries) {
        emit('watch.logged', { entries });
        for (const { ruleId } of entries) teller.touched(ruleId);
      },
    });
    opened = watch;
    for (const run of watch.pipeline.all()) run.touch();
    return watch;
  }

  function open(): Promise<OpenWatch> {
    opening ??= begin().catch((error: unknown) => {
      // What is wrong may be mended: the next call tries again.
      opening = null;
      throw error;
    });
    return opening;
  }

  /** `isTold`: why it cannot be opened goes to the log. */
  async function hasOpened(isTold: boolean): Promise<boolean> {
    try {
      await open();
      return true;
    } catch (error) {
      closing.throwIfAborted();
      if (isTold) logger.error('watched folders could not begin', { code: errorData(error).code, ...faultOf(error) });
      return false;
    }
  }

  const connectionIds = async () => new Set((await deps.connections.list()).map(({ id }) => id));

  async function lookAtConnections() {
    const known = await connectionIds();
    await opened?.pipeline.setConnections((id) => known.has(id));
  }

  function inBackground(work: () => Promise<unknown>) {
    work().catch((error: unknown) => {
      if (closing.aborted) return;
      logger.error('watched folders met an error', { code: errorData(error).code, ...faultOf(error) });
    });
  }

  /** One change of the rules after the other. */
  const inTurn = <R>(work: (watch: OpenWatch) => Promise<R>): Promise<R> => {
    const both = async () => work(await open());
    const mine = last.then(both, both);
    last = mine;
    return mine;
  };

  async function close() {
    stop.abort(appError('cancelled', 'the watched folders are closed'));
    // One that fails to open has closed what it had opened.
    const watch = await opening?.catch(() => null);
    await Promise.all([watch?.close(), deps.data.close()]);
  }

  function runOf(watch: OpenWatch, ruleId: string): OwnedRun {
    const run = watch.pipeline.get(ruleId);
    if (!run) throw appError('rule-not-found', 'there is no such rule');
    return run;
  }

  function resolved(watch: OpenWatch, ruleId: string | null, draft: RuleDraft) {
    const rule = ruleId === null ? null : runOf(watch, ruleId).rule();
    return { rule, content: resolveDraft(draft, rule, { grants, profile }) };
  }

  return {
    start: () =>
      inBackground(async () => {
        await clock.sleep(START_AFTER_MS, closing);
        // With the window closed nobody asks again.
        for (let isFirst = true; !(await hasOpened(isFirst)); isFirst = false)
          await clock.sleep(OPEN_AGAIN_MS, closing);
      }),
    open,
    async run(ruleId) {
      const watch = await open();
      return { run: runOf(watch, ruleId), watch };
    },
    async snapshots() {
      const watch = await open();
      return watch.pipeline.all().map((run) => snapshotOf(run, watch));
    },
    resolve: async (ruleId, draft) => resolved(await open(), ruleId, draft),
    save: (ruleId, draft) =>
      inTurn(async (watch) => {
        const { rule: former, content } = resolved(watch, ruleId, draft);
        const others = (await rules.list()).filter(({ id }) => id !== ruleId);
        await checkRule(content, {
          profile,
          others,
          hasConnection: async (id) => (await connectionIds()).has(id),
        });
        await makeFolder(content.logFolder);
        const rule: WatchRule = { ...content, id: former?.id ?? randomUUID(), enabled: former?.enabled ?? true };
        await watch.pipeline.put(rule, () => rules.put(rule));
        return { ruleId: rule.id };
      }),
    remove: (ruleId) =>
      inTurn(async (watch) => {
        runOf(watch, ruleId);
        await rules.remove(ruleId);
        await watch.pipeline.remove(ruleId);
        watch.log.forget(ruleId);
        teller.removed(ruleId);
      }),
    setEnabled: (ruleId, isEnabled) =>
      inTurn(async (watch) => {
        await rules.put({ ...runOf(watch, ruleId).rule(), enabled: isEnabled });
        await watch.pipeline.setEnabled(ruleId, isEnabled);
      }),
    runNow: (ruleId) =>
      inTurn(async (watch) => {
        await runOf(watch, ruleId).runOnce();
        await watch.pipeline.hasten(ruleId);
      }),
    rescan: async () => opened?.pipeline.rescan(),
    hear: (change) => follower?.(change),
    connectionRemoved: (connectionId) => {
      for (const run of opened?.pipeline.all() ?? []) {
        if (run.rule().connectionId === connectionId) run.setConnection(false);
      }
    },
    connectionsChanged: () => inBackground(lookAtConnections),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
