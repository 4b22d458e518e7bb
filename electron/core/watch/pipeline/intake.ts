import type { AppError } from '../../../../shared/errors.ts';
import type { Clock } from '../../ports.ts';
import type { FolderEvents, FoundFile } from '../folder/folderWatcher.ts';
import { type FileRow, isKnown } from '../ledger/fileRecord.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { anew, dropRow } from './dropRow.ts';
import { pauseAfter } from './retries.ts';
import type { RuleRun } from './ruleRun.ts';

export type FileEvents = Pick<FolderEvents, 'found' | 'still' | 'moved' | 'gone' | 'problem'>;

/** What the watcher tells of single files, taken into the ledger. */
export type Intake = FileEvents & {
  /** Files that are written to, or were a moment ago. */
  moving(): number;
  /** True once after a file was told of while it was being uploaded. */
  hasMissed(file: string): boolean;
  /** It is not there, for certain. */
  forget(row: FileRow): void;
  /** The watcher was closed: what was being written will be told of by the next one. */
  clear(): void;
};

type Deps = {
  run: RuleRun;
  ledger: Ledger;
  clock: Clock;
  /** What is prepared or being prepared of the row is of no use any more. */
  undo: (row: FileRow) => void;
  /** There may be something to do. */
  wake: () => void;
  /** A file rests until its pause is over. */
  onRetry: () => void;
};

/** The engine has it, or it is being put away: what happens to its source is looked at afterwards. */
const isUnderWay = ({ state }: FileRow) => state === 'uploading' || state === 'uploaded';

/** It was uploaded, or is left as it is: nothing is to be done unless it changes. */
const isSettled = ({ state }: FileRow) => state === 'done' || state === 'left' || state === 'dismissed';

/** It has failed already, and its pause goes on. */
const isResting = ({ state }: FileRow) => state === 'retrying' || state === 'needs-you' || state === 'dismissed';

export function createIntake({ run, ledger, clock, undo, wake, onRetry }: Deps): Intake {
  const moving = new Set<string>();
  const missed = new Set<string>();
  const ruleId = () => run.rule().id;
  const takenAt = () => new Date(clock.now()).toISOString();

  function found({ file, identity }: FoundFile) {
    const row = ledger.find(ruleId(), file);
    if (row && isKnown(row.identity, identity)) return;
    if (!moving.has(file)) run.log('found', file, { bytes: identity.size });
    moving.add(file);
    run.touch();
  }

  function takeIn({ file, path, identity }: FoundFile) {
    const row = ledger.find(ruleId(), file);
    if (!row) {
      ledger.add({ ruleId: ruleId(), file, path, identity, takenAt: takenAt(), state: 'ready' });
    } else if (isKnown(row.identity, identity)) {
      if (row.state !== 'changing') return false;
      ledger.change(row.id, { state: 'ready', path, identity });
    } else if (isUnderWay(row)) {
      missed.add(file);
      return false;
    } else {
      undo(row);
      ledger.change(row.id, { ...anew, path, identity, takenAt: takenAt() });
    }
    run.log('still', file, { bytes: identity.size });
    return true;
  }

  function drop(row: FileRow) {
    undo(row);
    dropRow(ledger, row);
  }

  function moved(from: string, to: FoundFile) {
    if (moving.delete(from)) moving.add(to.file);
    const row = ledger.find(ruleId(), from);
    if (!row) return;
    const other = ledger.find(ruleId(), to.file);
    run.log('moved', to.file, { path: from });
    if (other && isUnderWay(other)) {
      // The name is taken by one that is on its way: this one has its turn after it.
      if (!isUnderWay(row)) drop(row);
      missed.add(to.file);
      return;
    }
    if (other) undo(other);
    ledger.move(row.id, to.file, to.path);
    if (isUnderWay(row) || isSettled(row)) return;
    // Its key was made of its name.
    undo(row);
    const { stage } = row;
    if (stage === 'put-away') ledger.change(row.id, { state: 'uploaded', retryAt: null });
    else ledger.change(row.id, { ...anew, identity: to.identity });
  }

  function forget(row: FileRow) {
    if (isSettled(row) || isUnderWay(row)) return;
    run.log('gone', row.file);
    drop(row);
  }

  function problem(file: string, error: AppError) {
    moving.delete(file);
    const row = ledger.find(ruleId(), file);
    if (row && (isUnderWay(row) || (isResting(row) && row.error?.code === error.data.code))) return;
    if (row) undo(row);
    const attempts = (row?.attempts ?? 0) + 1;
    const pause = pauseAfter(error.data, attempts);
    const retryAt = pause === null ? null : clock.now() + pause;
    const state = retryAt === null ? 'needs-you' : 'retrying';
    const base = row ?? ledger.add({ ruleId: ruleId(), file, path: '', identity: null, takenAt: takenAt(), state });
    ledger.change(base.id, { ...anew, identity: null, state, attempts, error: error.data, retryAt });
    const facts = retryAt === null ? {} : { retryAt: new Date(retryAt).toISOString() };
    run.log(state === 'needs-you' ? 'needs-you' : 'failed', file, { error: error.data, ...facts });
    onRetry();
  }

  /** Whatever happened may be shown, and may be work. */
  const then =
    <A extends unknown[]>(work: (...args: A) => void) =>
    (...args: A) => {
      work(...args);
      run.touch();
      wake();
    };

  return {
    found,
    still: then((file: FoundFile) => {
      moving.delete(file.file);
      takeIn(file);
    }),
    moved: then(moved),
    gone: then((file: string) => {
      moving.delete(file);
      const row = ledger.find(ruleId(), file);
      if (row) forget(row);
    }),
    problem: then(problem),
    moving: () => moving.size,
    hasMissed: (file) => missed.delete(file),
    forget: then(forget),
    clear() {
      moving.clear();
      missed.clear();
    },
  };
}
