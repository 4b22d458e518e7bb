import type { ErrorData } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { LogFacts, LogStep } from '../../../../shared/watch/state.ts';
import type { FileRow } from '../ledger/fileRecord.ts';

/** A rule at work, as the stages of the pipeline see it. */
export type RuleRun = {
  /** As it is now. */
  rule(): WatchRule;
  /** New work may begin: the rule is on, its folder is there, and nothing else stops it. */
  mayBegin(): boolean;
  /** What is done with uploaded files may go on: also after the rule was switched off, not while its folder is away. */
  mayPutAway(): boolean;
  /** False when its connection was removed. */
  hasConnection(): boolean;
  /** The file is told of again when it is still. */
  lookAgain(file: string): void;
  /** Looks through the folder; resolves when all files there have been told, or it is lost. */
  rescan(): Promise<void>;
  /** The file is done: what came under its name meanwhile has its turn now. */
  settled(file: string): void;
  /** The file is not what it was, or not at its path: it is told of again when it is still, and forgotten if it is gone. */
  changed(row: FileRow): void;
  log(step: LogStep, file: string | null, facts?: LogFacts): void;
  /** Something that is shown of it has changed. */
  touch(): void;
};

/** All rules, by their ids. */
export type Runs = {
  get(ruleId: string): RuleRun | undefined;
  all(): RuleRun[];
};

/** What went wrong with a file, kept and told (failures.ts). */
export type Fail = (run: RuleRun, row: FileRow, error: ErrorData, stage: FileRow['stage']) => void;
