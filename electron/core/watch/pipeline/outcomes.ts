import { AppError, appError, type ErrorData } from '../../../../shared/errors.ts';
import { isEnded } from '../../../../shared/transfer.ts';
import type { Clock } from '../../ports.ts';
import type { FileOutcome, FilesReport } from '../../transfers/engine.ts';
import { isSourceChange } from '../../transfers/source.ts';
import type { FileRow } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isMissing, isSourceChanged } from './errors.ts';
import type { Outputs } from './outputs.ts';
import type { Fail, RuleRun } from './ruleRun.ts';

type Deps = {
  ledger: Ledger;
  outputs: Outputs;
  clock: Clock;
  fail: Fail;
  onUploaded: (row: FileRow) => void;
};

const CANCELLED = appError('cancelled', 'the upload was cancelled').data;

/** What has become of a file of a job: one that has ended leaves none open. */
function outcomeOf(report: FilesReport, index: number | null): FileOutcome {
  const outcome = report.files[index ?? -1] ?? { state: 'open' };
  if (outcome.state !== 'open' || !isEnded(report.state)) return outcome;
  return { state: 'failed', error: report.error ?? CANCELLED };
}

/** Takes outcomes of the engine into the ledger. */
export function createOutcomes({ ledger, outputs, clock, fail, onUploaded }: Deps) {
  function done(run: RuleRun, row: FileRow, outcome: Extract<FileOutcome, { state: 'done' }>) {
    const { etag, versionId, size } = outcome;
    const { identity, sha256, key, madeBy } = row;
    const isComplete = identity && sha256 !== null && key !== null;
    const at = new Date(clock.now()).toISOString();
    ledger.change(row.id, {
      state: 'uploaded',
      stage: 'put-away',
      job: null,
      index: null,
      output: null,
      attempts: 0,
      error: null,
      uploads: row.uploads + 1,
      sent: row.sent + size,
      ...(isComplete && { last: { identity, sha256, key, etag, versionId, at, madeBy } }),
    });
    run.log('uploaded', row.file, {
      bytes: size,
      ...(key !== null && { key }),
      ...(versionId !== null && { versionId }),
    });
  }

  function failed(run: RuleRun, row: FileRow, error: ErrorData) {
    const failure = new AppError(error);
    // The engine has given up the old name of a moved file, or the bytes of one that was written to: no failure.
    if (isSourceChanged(failure) || isSourceChange(failure) || isMissing(failure)) {
      const kept = ledger.change(row.id, { job: null, index: null, output: null, wasTried: false });
      if (kept) run.changed(kept);
      return;
    }
    // Its jobs were cancelled because the connection was removed: that is the rule's trouble.
    if (error.code === 'cancelled' && !run.hasConnection()) {
      ledger.change(row.id, { state: 'ready', job: null, index: null, output: null });
      return;
    }
    fail(run, row, error, 'prepare');
  }

  return {
    /** Keeps what has become of files of a job, by their ids. Answers with those that are not under way any more. */
    take(run: RuleRun, job: string, ids: readonly number[], report: FilesReport): number[] {
      const ended = ids
        .map((id) => ledger.get(id))
        .filter((row) => row?.job === job)
        .filter((row) => row !== null)
        .map((row) => ({ row, outcome: outcomeOf(report, row.index) }))
        .filter(({ outcome }) => outcome.state !== 'open');
      if (ended.length === 0) return [];
      ledger.together(() => {
        for (const { row, outcome } of ended) {
          if (outcome.state === 'done') done(run, row, outcome);
          else if (outcome.state === 'failed') failed(run, row, outcome.error);
        }
      });
      // What is done outside of the ledger, only after it is kept there.
      for (const { row } of ended) {
        if (row.output) void outputs.remove(row.id);
        const kept = ledger.get(row.id);
        if (kept?.state === 'uploaded') onUploaded(kept);
      }
      run.touch();
      return ended.map(({ row }) => row.id);
    },
  };
}
