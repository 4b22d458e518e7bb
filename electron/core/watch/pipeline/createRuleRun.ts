import type { ErrorData } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { RuleSnapshot, RuleState } from '../../../../shared/watch/state.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { StillnessRule } from '../folder/folderWatcher.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WatchLog } from '../log/watchLog.ts';
import { eachRow, SLICE } from './eachRow.ts';
import { isMissing, isSourceChanged } from './errors.ts';
import { createIntake } from './intake.ts';
import { lookAtSource } from './prepareFile.ts';
import type { RuleRun } from './ruleRun.ts';
import { createWatching } from './watching.ts';

/** A rule with its watcher, as its owner sees it. */
export type OwnedRun = RuleRun & {
  /** Watches the folder, if the rule is on. */
  start(): Promise<void>;
  /** Takes over what the rule says now; the folder is watched anew where that matters. */
  setEnabled(isEnabled: boolean): Promise<void>;
  /** Looks through the folder and does all there is to do; a rule that is off is off again then. */
  runOnce(): Promise<void>;
  setConnection(isThere: boolean): void;
  /** The ledger cannot be written, or can be again. */
  setTrouble(error: ErrorData | null): void;
  state(): RuleState;
  error(): ErrorData | null;
  polling(): RuleSnapshot['polling'];
  /** Files that may still be written to. */
  moving(): number;
  /** No new work from now on; resolves when the watcher is closed. */
  close(): Promise<void>;
};

export type RuleRunDeps = {
  ledger: Ledger;
  log: WatchLog;
  clock: Clock;
  logger: Logger;
  profile: string;
  quiet?: StillnessRule | undefined;
  undo: (row: FileRow) => void;
  wake: () => void;
  onRetry: () => void;
  /** Something that is shown has changed. */
  onTouched: (ruleId: string) => void;
  /** The folder is back: what was uploaded may be put away. */
  onBack: (ruleId: string) => void;
  onTrouble: (error: unknown) => void;
  guard: (work: () => Promise<void>) => Promise<void>;
};

export const CONNECTION_GONE: ErrorData = {
  code: 'connection-gone',
  message: 'the connection of this rule was removed',
  retryable: false,
};

export function createRuleRun(first: WatchRule, deps: RuleRunDeps): OwnedRun {
  const { ledger, log, clock, logger, guard } = deps;
  const { id } = first;
  let rule = first;
  /** It was told to run once: it looks through the folder (`begun`), and then ends what there is to do (`scanned`). */
  let once: 'no' | 'begun' | 'scanned' = 'no';
  let isClosed = false;
  let hasConnection = true;
  let trouble: ErrorData | null = null;
  let isSettling = false;
  /** There was something to do since the log was last told that all is done. */
  let wasBusy = false;
  const missing = new Set<number>();

  const run: RuleRun = {
    rule: () => rule,
    mayBegin: () =>
      !isClosed &&
      (rule.enabled || once !== 'no') &&
      hasConnection &&
      !trouble &&
      watching.isOpen() &&
      !watching.lost(),
    mayPutAway: () => !isClosed && !trouble && !watching.lost(),
    hasConnection: () => hasConnection,
    lookAgain: (file) => watching.lookAgain(file),
    rescan: () => watching.rescan(),
    settled(file) {
      if (intake.hasMissed(file)) watching.lookAgain(file);
    },
    changed(row) {
      // The key was that of what it was.
      ledger.change(row.id, { state: 'changing', key: null, retryAt: null });
      void guard(async () => {
        if (await isThere(row)) return watching.lookAgain(row.file);
        missing.add(row.id);
        settleMissing();
      });
    },
    log: (step, file, facts) => log.write(id, step, file, facts),
    touch() {
      deps.onTouched(id);
      noticeEnd();
    },
  };
  const intake = createIntake({ run, ledger, clock, undo: deps.undo, wake: deps.wake, onRetry: deps.onRetry });
  const watching = createWatching({
    events: intake,
    clock,
    logger,
    profile: deps.profile,
    quiet: deps.quiet,
    onChange: folderChanged,
    onTrouble: deps.onTrouble,
  });

  function folderChanged(what: 'scanning' | 'polling' | 'lost') {
    const lost = watching.lost();
    if (what === 'lost' && lost) run.log('folder-gone', null, { error: lost });
    if (what === 'lost' && !lost) {
      run.log('folder-back', null);
      void guard(begin);
      deps.onBack(id);
    }
    const reason = watching.polling();
    if (what === 'polling' && reason) run.log('polling', null, { reason });
    run.touch();
    deps.wake();
  }

  const error = () => trouble ?? (hasConnection ? watching.lost() : CONNECTION_GONE);

  const isBusy = () => {
    const { counts } = ledger.totals(id);
    const open = counts.ready + counts.prepared + counts.uploading + counts.uploaded + counts.changing;
    return open > 0 || intake.moving() > 0 || watching.isScanning();
  };

  /** The end of a run: the log is told, and a rule that was to run once rests. */
  function noticeEnd() {
    if (isBusy()) {
      wasBusy = true;
      return;
    }
    if (wasBusy) log.runEnded(id);
    wasBusy = false;
    if (once !== 'scanned') return;
    once = 'no';
    if (!rule.enabled) void guard(() => shut('once'));
  }

  /** True also when that cannot be told: the watcher finds out why. */
  async function isThere({ path, file }: FileRow): Promise<boolean> {
    try {
      await lookAtSource(path, file);
      return true;
    } catch (error) {
      return !isMissing(error) && !isSourceChanged(error);
    }
  }

  /** Files that were not at their path are gone only if the folder is there, and they are not in it. */
  function settleMissing() {
    if (isSettling || !run.mayBegin()) return;
    isSettling = true;
    void guard(async () => {
      try {
        while (missing.size > 0 && run.mayBegin()) {
          const asked = [...missing];
          await watching.rescan();
          if (!run.mayBegin()) return;
          for (const fileId of asked) {
            missing.delete(fileId);
            await settle(fileId);
          }
        }
      } finally {
        isSettling = false;
      }
    });
  }

  async function settle(fileId: number) {
    const row = ledger.get(fileId);
    if (row?.state !== 'changing') return;
    if (await isThere(row)) return watching.lookAgain(row.file);
    const now = ledger.get(fileId);
    if (now?.state === 'changing' && now.file === row.file && run.mayBegin()) intake.forget(now);
  }

  /** What was waited for when the last watcher ended is looked at now, and failed files that are gone are forgotten. */
  async function begin() {
    for (;;) {
      const rows = ledger.oldest(id, 'changing', SLICE);
      ledger.together(() => {
        for (const row of rows) {
          // Without what it was it cannot be told whether it is still: the watcher tells of it.
          if (row.identity) ledger.change(row.id, { state: 'ready' });
          else ledger.remove(row.id);
        }
      });
      if (rows.length < SLICE) break;
      await clock.sleep(0);
    }
    deps.wake();
    deps.onRetry();
  }

  /** Failed files that went while nobody looked: nothing is to be mended there any more. */
  async function forgetGone() {
    await watching.rescan();
    for (const state of ['needs-you', 'retrying'] as const) {
      await eachRow({ ledger, clock, ruleId: id }, state, async (row) => {
        if (run.mayBegin() && row.identity) await forgetIfGone(row);
      });
    }
  }

  async function forgetIfGone(row: FileRow) {
    // Put aside by a run that was ended it is not gone.
    if (row.stage !== 'prepare' || (await isThere(row))) return;
    const now = ledger.get(row.id);
    if (now?.state === row.state && now.file === row.file && run.mayBegin()) intake.forget(now);
  }

  async function open() {
    if (isClosed || watching.isOpen()) return;
    watching.open(rule);
    run.log('rule-started', null);
    await begin();
    void guard(forgetGone);
    run.touch();
  }

  async function shut(reason: string) {
    if (!watching.isOpen()) return;
    const closed = watching.close();
    // At once: it may be opened again before all of it is closed.
    intake.clear();
    missing.clear();
    run.log('rule-stopped', null, { reason });
    run.touch();
    await closed;
  }

  return {
    ...run,
    async start() {
      if (rule.enabled && hasConnection) await open();
    },
    async setEnabled(enabled) {
      rule = { ...rule, enabled };
      if (!enabled) once = 'no';
      if (enabled) await open();
      else await shut('off');
      run.touch();
    },
    async runOnce() {
      once = 'begun';
      await open();
      void guard(async () => {
        await watching.rescan();
        once = 'scanned';
        run.touch();
      });
    },
    setConnection(isThere) {
      if (hasConnection === isThere) return;
      hasConnection = isThere;
      if (!isThere) run.log('rule-stopped', null, { error: CONNECTION_GONE });
      run.touch();
    },
    setTrouble(error) {
      const wasTrouble = trouble;
      trouble = error;
      deps.onTouched(id);
      if (wasTrouble && !error && watching.isOpen()) void guard(begin);
    },
    state() {
      if (!rule.enabled && once === 'no') return 'off';
      if (error()) return 'stopped';
      if (watching.isScanning()) return 'scanning';
      return isBusy() ? 'working' : 'watching';
    },
    error,
    polling: () => watching.polling(),
    moving: () => intake.moving(),
    async close() {
      isClosed = true;
      await watching.close();
    },
  };
}
