import type { RuleSnapshot } from '../../../shared/watch/state.ts';
import type { Clock } from '../ports.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { WatchLog } from './log/watchLog.ts';
import type { OwnedRun } from './pipeline/createRuleRun.ts';
import type { Pipeline } from './pipeline/pipeline.ts';

/** A rule as the window shows it. Counts are kept, not counted, so that this costs next to nothing. */
export function snapshotOf(
  run: OwnedRun,
  { ledger, log, pipeline }: { ledger: Ledger; log: WatchLog; pipeline: Pipeline },
): RuleSnapshot {
  const rule = run.rule();
  const { counts, uploads, bytes } = ledger.totals(rule.id);
  const readings = pipeline.readings(rule.id);
  const reading = readings.filter(({ row }) => row.state === 'ready').length;
  const waiting = pipeline.waiting(rule.id);
  const last = log.lastOf(rule.id);
  return {
    rule,
    state: run.state(),
    error: run.error(),
    polling: run.polling(),
    waiting: waiting && { reason: waiting.reason, error: waiting.error },
    counts: {
      waiting: run.moving() + counts.changing + Math.max(0, counts.ready - reading),
      working: reading + counts.prepared + counts.uploading + counts.uploaded,
      retrying: counts.retrying,
      needsYou: counts['needs-you'],
      done: uploads,
    },
    bytesDone: bytes,
    lastFile: last?.file == null ? null : { file: last.file, step: last.step, at: last.at },
    filtering: readings
      .filter(({ isFiltered, row }) => isFiltered || (row.identity?.size ?? 0) >= LARGE_BYTES)
      .map(({ row, fraction }) => ({ fileId: row.id, file: row.file, fraction })),
    log: log.uploads(rule.id),
  };
}

/** From this size on also what is only being looked through takes long enough to be shown. */
const LARGE_BYTES = 64 * 1024 * 1024;

/** Least time (ms) between two batches. */
const PERIOD_MS = 250;

/** Gathers what has changed, and tells it a few times a second. */
export function createTeller(deps: {
  clock: Clock;
  tell: (changed: string[], removed: string[]) => void;
  closing: AbortSignal;
}) {
  const { clock, tell, closing } = deps;
  const changed = new Set<string>();
  const removed = new Set<string>();
  let isWaiting = false;

  function wake() {
    if (isWaiting || closing.aborted) return;
    isWaiting = true;
    clock.sleep(PERIOD_MS, closing).then(
      () => {
        isWaiting = false;
        const batch: [string[], string[]] = [[...changed], [...removed]];
        changed.clear();
        removed.clear();
        tell(...batch);
      },
      (error: unknown) => {
        if (!closing.aborted) throw error;
      },
    );
  }

  return {
    touched(ruleId: string) {
      changed.add(ruleId);
      wake();
    },
    removed(ruleId: string) {
      changed.delete(ruleId);
      removed.add(ruleId);
      wake();
    },
  };
}
