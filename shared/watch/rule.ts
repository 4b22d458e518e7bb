import { bucketName, connectionId, grant, key } from '../contract/call.ts';
import { z } from '../zod.ts';
import { selection } from './data.ts';

/** Files by their path below the folder: globs as in .gitignore and VS Code, `*.csv`, `2026/**`. */
const patterns = z.array(z.string().min(1).max(500)).max(100);

/** A name of the user's own and what it stands for in a key: `{suite}`. */
const constants = z
  .array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/i), value: z.string().max(500) }))
  .max(50);

/** Seconds between two uploads of the log. */
export const LOG_EVERY = { least: 5, most: 86_400, first: 60 } as const;

/** What a rule says but for its folders, which the window knows by grants and the core by paths. */
const ruleBasics = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** With all folders below it. */
  subfolders: z.boolean(),
  /** Empty: all files. */
  include: patterns,
  exclude: patterns,
  connectionId,
  bucket: bucketName,
  /** `in/{date:yyyy/MM/dd}/{name}`, see keyTemplate.ts. */
  keyTemplate: z.string().min(1).max(1024),
  constants,
  /** Null: all files are uploaded as they are. */
  data: z
    .strictObject({
      selection,
      /** What becomes of files that are no data. */
      others: z.enum(['upload', 'leave']),
    })
    .nullable(),
  /** The log is uploaded over itself to this key, at most every so many seconds; null: it stays on this computer. */
  logUpload: z
    .strictObject({ key, everySeconds: z.number().int().min(LOG_EVERY.least).max(LOG_EVERY.most) })
    .nullable(),
});

const path = z.string().min(1).max(4096);

/** A rule as the core keeps it. Folders are absolute paths. */
export const watchRule = ruleBasics.extend({
  id: z.string().min(1).max(64),
  enabled: z.boolean(),
  folder: path,
  /** What becomes of a source whose upload is proven. */
  afterwards: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave') }),
    z.strictObject({ kind: z.literal('delete') }),
    z.strictObject({ kind: z.literal('archive'), folder: path }),
  ]),
  /** The folder of the rule's log file. */
  logFolder: path,
});
export type WatchRule = z.infer<typeof watchRule>;

/**
 * A rule as the window makes or changes it. Folders are grants (dialogs.chooseFolder); null keeps the rule's own, and in a
 * new one takes the default: `archive` inside the watched folder, the program's own folder for logs.
 */
export const ruleDraft = ruleBasics.extend({
  folder: grant.nullable(),
  afterwards: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('leave') }),
    z.strictObject({ kind: z.literal('delete') }),
    z.strictObject({ kind: z.literal('archive'), folder: grant.nullable() }),
  ]),
  logFolder: grant.nullable(),
});
export type RuleDraft = z.infer<typeof ruleDraft>;
