import type {
  ActivityHour,
  LogEntry,
  LogFacts,
  LogPage,
  LogStep,
  RuleSnapshot,
} from '../../../../shared/watch/state.ts';

export type LogQuery = { ruleId: string | null; query: string; steps: readonly LogStep[]; cursor: number | null };

/**
 * The log of all rules: each line goes into the rule's own file (rotated), into the table the window shows, and with the
 * file to the storage when the rule says so.
 */
export type WatchLog = {
  /** Lines of a rule that is not there are not kept. Never throws: what cannot be written is kept and tried again, and told in the rule's snapshot. */
  write(ruleId: string, step: LogStep, file: string | null, facts?: LogFacts): void;
  page(query: LogQuery): Promise<LogPage>;
  /** 24 hours, the oldest first, this one the last. */
  activity(ruleId: string): ActivityHour[];
  /** The newest line about a file. */
  lastOf(ruleId: string): LogEntry | null;
  /** The rule has come to the end of what there was to do: its log is uploaded soon. */
  runEnded(ruleId: string): void;
  uploads(ruleId: string): RuleSnapshot['log'];
  /** Absolute path of the rule's log file. */
  fileOf(ruleId: string): string;
  /** Forgets the table of a rule that is removed; its file stays. */
  forget(ruleId: string): void;
  /** All lines are in their files, and what was due is uploaded or given up (5 s at most). */
  close(): Promise<void>;
};
