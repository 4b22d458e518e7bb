import { SETTING_IDS, type SettingId, type WritableSettingId } from '../settings/documents.ts';
import type { Absence, SettingState } from '../settings/state.ts';
import { z } from '../zod.ts';
import { bucketRef, call, connectionId } from './call.ts';

const LONGEST_DOCUMENT = 2_000_000;

/** The document of a setting as JSON. Its own schema checks it after it has crossed: the sentence must name the place. */
export const jsonDocument = z
  .record(z.string().max(256), z.json())
  .refine((value) => JSON.stringify(value).length <= LONGEST_DOCUMENT);

const settingRef = bucketRef.extend({ setting: z.enum(SETTING_IDS) });
/** What the form was filled from; null for "not set". A server that says something else by now is not overwritten. */
const expected = jsonDocument.nullable();

/** `isAsSent` false: the server took the change but, read back, says something else. */
export type SettingSaved = { state: SettingState; isAsSent: boolean };

/**
 * One change of a setting that Stave has made, with the documents before and after it (null: not set). `at` is an ISO
 * time. `outcome`: `failed` when the server refused it; `unknown` when Stave ended before it was answered.
 */
export type SettingChange = {
  id: string;
  at: string;
  connectionId: string;
  bucket: string;
  setting: WritableSettingId;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  outcome: 'done' | 'failed' | 'unknown';
  /** The change that this one took back. */
  rollsBack: string | null;
};

export const settingsCalls = {
  /** Reads one setting. One that is known not to be on the server is not asked for, unless `again`. */
  'settings.get': call<SettingState>()(settingRef.extend({ again: z.boolean().optional() })),
  /**
   * Puts one setting, reads it back and records the change. Throws `setting-invalid` before anything is sent,
   * `setting-changed` when the server says something else than `expected` by now, `setting-absent` where it has no such
   * setting.
   */
  'settings.put': call<SettingSaved>()(settingRef.extend({ document: jsonDocument, expected })),
  /** Takes one setting away; the bucket stays, whatever the server does with a DELETE. Throws as `settings.put`. */
  'settings.remove': call<SettingSaved>()(settingRef.extend({ expected })),
  /** The settings that are known not to be on the server of a connection. */
  'settings.absent': call<Partial<Record<SettingId, Absence>>>()(z.strictObject({ connectionId })),
  /** What Stave has changed in this bucket, newest first. */
  'settings.changes': call<SettingChange[]>()(bucketRef),
  /**
   * Puts the state before a change again, and records that. Throws `setting-changed` when the server says something else
   * by now than the change left, unless `force`; `cannot-roll-back` where S3 has no way back (versioning to "never").
   */
  'settings.rollBack': call<SettingSaved>()(bucketRef.extend({ changeId: z.string().max(64), force: z.boolean() })),
} as const;
