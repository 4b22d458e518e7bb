import type { ErrorData } from '../errors.ts';
import type { DataPreview, RowCounts } from '../watch/data.ts';
import { ruleDraft } from '../watch/rule.ts';
import {
  type ActivityHour,
  type DryRun,
  LOG_STEPS,
  type LogPage,
  type RuleSnapshot,
  type TroubledFile,
} from '../watch/state.ts';
import { z } from '../zod.ts';
import { call } from './call.ts';

const ruleId = z.string().min(1).max(64);
const one = z.strictObject({ ruleId });
const fileId = z.number().int();

/**
 * What a draft would do with one file of its folder, or with an invented name where the folder has none that fits.
 * `key` null: `error` says what is wrong with the template. `counts` null: it is no data, or not to be filtered.
 */
export type RuleExample = {
  file: { name: string; size: number | null; invented: boolean };
  key: string | null;
  counts: RowCounts | null;
  /** Why the file cannot be read, or the key cannot be made. */
  error: ErrorData | null;
};

/** Sample files: how many, and what is in each. */
export const SAMPLE_LIMITS = { files: 1000, rows: 1_000_000, columns: 200 } as const;

export const watchCalls = {
  'watch.rules': call<RuleSnapshot[]>()(z.strictObject({})),
  /** Makes a rule (`ruleId` null), switched on, or changes one. Throws `rule-invalid` with `details.field`. */
  'watch.save': call<{ ruleId: string }>()(z.strictObject({ ruleId: ruleId.nullable(), draft: ruleDraft })),
  /** Forgets the rule and what it knew of its files; files, objects and the log file stay. */
  'watch.remove': call<void>()(one),
  'watch.setEnabled': call<void>()(one.extend({ enabled: z.boolean() })),
  /** Looks through the folder once and does all there is to do, also when the rule is off. Resolves when it has begun. */
  'watch.runNow': call<void>()(one),
  /** What a draft (`ruleId`: the rule it changes, or null) would do now. Touches nothing. Cancellable. */
  'watch.dryRun': call<DryRun>()(z.strictObject({ ruleId: ruleId.nullable(), draft: ruleDraft })),
  /** The newest file that fits, and what would become of it. Cancellable. */
  'watch.example': call<RuleExample>()(z.strictObject({ ruleId: ruleId.nullable(), draft: ruleDraft })),
  /** The first rows of a file of the draft's folder; `file` null: the newest that fits; null when there is none. Cancellable. */
  'watch.preview': call<{ file: string; preview: DataPreview } | null>()(
    z.strictObject({ ruleId: ruleId.nullable(), draft: ruleDraft, file: z.string().min(1).max(4096).nullable() }),
  ),
  /** Files that failed: those that need the user first. At most 1,000. */
  'watch.troubled': call<TroubledFile[]>()(one),
  /** Tries failed files again now: one, or all of the rule. */
  'watch.retry': call<void>()(one.extend({ fileId: fileId.nullable() })),
  /** Stops filtering a file at once; it then waits for the user, as a failed one. */
  'watch.cancel': call<void>()(one.extend({ fileId })),
  /** Leaves a failed file as it is, until it changes. */
  'watch.dismiss': call<void>()(one.extend({ fileId })),
  /** Lines of the log, newest first, 200 a page. `query` is looked for in file names, keys and errors. */
  'watch.log': call<LogPage>()(
    z.strictObject({
      ruleId: ruleId.nullable(),
      query: z.string().max(200),
      steps: z.array(z.enum(LOG_STEPS)).max(LOG_STEPS.length),
      cursor: z.number().int().nullable(),
    }),
  ),
  /** The last 24 hours, the oldest first. */
  'watch.activity': call<ActivityHour[]>()(one),
  /** Writes sample CSV files into the rule's folder. `faults`: some cells and rows are wrong on purpose. Cancellable. */
  'watch.makeSamples': call<{ files: string[] }>()(
    one.extend({
      files: z.number().int().min(1).max(SAMPLE_LIMITS.files),
      rows: z.number().int().min(0).max(SAMPLE_LIMITS.rows),
      columns: z.number().int().min(3).max(SAMPLE_LIMITS.columns),
      faults: z.boolean(),
    }),
  ),
  /** Shows the folder, the archive or the log file in the system's file manager. */
  'watch.show': call<void>()(one.extend({ what: z.enum(['folder', 'archive', 'log']) })),
} as const;

/** A batch of changes: rules as they are now, and those that are gone. At most four a second. */
export type WatchChanged = { rules: RuleSnapshot[]; removed: string[] };
