import { appError } from '../../../../shared/errors.ts';
import { errorData } from '../../transfers/retry.ts';
import { type FileRow, isKnown } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isMissing, isSourceChanged } from './errors.ts';
import type { Outputs } from './outputs.ts';
import { type Preparation, type PrepareDeps, prepareFile } from './prepareFile.ts';
import type { Fail, RuleRun, Runs } from './ruleRun.ts';

/** Files that are read at once, of all rules together: the data process works on one at a time. */
const AT_ONCE = 2;

/**
 * Files of a rule that may be prepared and not put away yet. It bounds what lies on disk beside the sources while the
 * server is away.
 */
const AHEAD = 500;

/** A file that is being read; `fraction` 0 to 1, null while unknown. */
export type BeingRead = { row: FileRow; fraction: number | null; isFiltered: boolean };

/** Makes still files ready for their upload, rule by rule in turns, the oldest files first. */
export type Preparer = {
  pump(): void;
  readings(ruleId: string): BeingRead[];
  /** The user wants the file read no further: it waits for their word. */
  cancel(id: number): void;
  /** Gives up reading the file: it is not what it was. */
  abort(id: number): void;
  /** Gives up all of a rule, and resolves when nothing of it is read any more. */
  abortRule(ruleId: string): Promise<void>;
  abortAll(): Promise<void>;
};

type Deps = PrepareDeps & {
  ledger: Ledger;
  outputs: Outputs;
  runs: Runs;
  fail: Fail;
  /** The row has become `prepared`. */
  onPrepared: (row: FileRow) => void;
  /** The row has become `uploaded`: it is on the server already. */
  onUploaded: (row: FileRow) => void;
  /** Runs work whose failure is not the file's (a full disk under the ledger). */
  guard: (work: () => Promise<void>) => Promise<void>;
};

/** The reason of what the user has cancelled, told apart from other ends by being this very object. */
const CANCELLED = appError('cancelled', 'cancelled by the user');

type Work = { reading: BeingRead; stop: AbortController; done: Promise<void> };

export function createPreparer(deps: Deps): Preparer {
  const { ledger, outputs, runs, guard } = deps;
  const works = new Map<number, Work>();
  let lastRule = '';

  function mayPrepare(run: RuleRun): boolean {
    if (!run.mayBegin()) return false;
    const { counts } = ledger.totals(run.rule().id);
    return counts.ready > 0 && counts.prepared + counts.uploading + counts.uploaded < AHEAD;
  }

  /** The rule after the one that had its turn last, and its oldest file. */
  function next(): { run: RuleRun; row: FileRow } | null {
    const all = runs.all();
    const at = all.findIndex((run) => run.rule().id === lastRule) + 1;
    for (const run of [...all.slice(at), ...all.slice(0, at)]) {
      if (!mayPrepare(run)) continue;
      const row = ledger.oldest(run.rule().id, 'ready', AT_ONCE + 1).find(({ id }) => !works.has(id));
      if (!row) continue;
      lastRule = run.rule().id;
      return { run, row };
    }
    return null;
  }

  function keep(run: RuleRun, row: FileRow, result: Preparation) {
    const { sha256, identity } = result;
    const found = { sha256, identity, error: null };
    switch (result.kind) {
      case 'unchanged': {
        const last = row.last && { ...row.last, identity };
        const kept = ledger.change(row.id, { ...found, state: 'uploaded', stage: 'put-away', attempts: 0, last });
        run.log('unchanged', row.file, { bytes: identity.size });
        if (kept) deps.onUploaded(kept);
        return;
      }
      case 'moved': {
        const { from } = result;
        ledger.together(() => {
          ledger.remove(row.id);
          ledger.move(from.id, row.file, row.path);
          ledger.change(from.id, { identity });
        });
        return run.log('moved', row.file, { path: from.file });
      }
      case 'left':
        ledger.change(row.id, { ...found, state: 'left' });
        return run.log('left-out', row.file, { bytes: identity.size, reason: 'no-data' });
      case 'prepared': {
        const { key, output, madeBy } = result;
        const wasTried = row.wasTried && row.sha256 === sha256 && row.key === key && row.madeBy === madeBy;
        const kept = ledger.change(row.id, { ...found, state: 'prepared', key, output, madeBy, wasTried });
        if (output) {
          run.log('read', row.file, { rows: output.rows, bytes: identity.size });
          run.log('filtered', row.file, { rows: output.rows, kept: output.kept, undecided: output.undecided });
          run.log('saved', row.file, { bytes: output.bytes });
        }
        if (kept) deps.onPrepared(kept);
      }
    }
  }

  function failed(run: RuleRun, row: FileRow, error: unknown) {
    if (isSourceChanged(error) || isMissing(error)) return run.changed(row);
    deps.fail(run, row, errorData(error), 'prepare');
  }

  async function prepare(run: RuleRun, row: FileRow, work: Pick<Work, 'reading' | 'stop'>) {
    const { signal } = work.stop;
    let result: Preparation | null = null;
    let failure: unknown;
    try {
      result = await prepareFile(row, run.rule(), deps, signal, (fraction) => {
        Object.assign(work.reading, { fraction, isFiltered: true });
        run.touch();
      });
    } catch (error) {
      failure = error;
    }
    const now = ledger.get(row.id);
    const isSame = now?.state === 'ready' && now.file === row.file && isKnown(now.identity, row.identity);
    if ((signal.aborted && signal.reason !== CANCELLED) || !isSame) {
      // What was written meanwhile is nobody's any more.
      if (now?.state !== 'prepared') await outputs.remove(row.id);
    } else if (result) keep(run, row, result);
    else {
      await outputs.remove(row.id);
      failed(run, row, failure);
    }
    run.touch();
  }

  function pump() {
    while (works.size < AT_ONCE) {
      const found = next();
      if (!found) return;
      const { run, row } = found;
      const reading: BeingRead = { row, fraction: null, isFiltered: false };
      const stop = new AbortController();
      const done = guard(() => prepare(run, row, { reading, stop })).finally(() => {
        works.delete(row.id);
        void guard(async () => pump());
      });
      works.set(row.id, { reading, stop, done });
      run.touch();
    }
  }

  async function abortThose(those: Work[]) {
    for (const work of those) work.stop.abort();
    await Promise.all(those.map(({ done }) => done));
  }

  return {
    pump,
    readings: (ruleId) => [...works.values()].map(({ reading }) => reading).filter(({ row }) => row.ruleId === ruleId),
    cancel: (id) => works.get(id)?.stop.abort(CANCELLED),
    abort: (id) => works.get(id)?.stop.abort(),
    abortRule: (ruleId) => abortThose([...works.values()].filter(({ reading }) => reading.row.ruleId === ruleId)),
    abortAll: () => abortThose([...works.values()]),
  };
}
