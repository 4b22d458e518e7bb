import type { z } from '../zod.ts';
import { acl, cors, ownership, publicAccessBlock } from './documents/access.ts';
import { encryption, objectLock, replication, tags, versioning } from './documents/data.ts';
import { lifecycle } from './documents/lifecycle.ts';
import { policy } from './documents/policy.ts';
import { analytics, intelligentTiering, inventory, metrics } from './documents/reports.ts';
import {
  accelerate,
  location,
  logging,
  notifications,
  policyStatus,
  requestPayment,
  website,
} from './documents/use.ts';

/** The document of every setting of a bucket, by the setting's id. */
export const DOCUMENTS = {
  versioning,
  lifecycle,
  objectLock,
  encryption,
  replication,
  intelligentTiering,
  tags,
  policy,
  policyStatus,
  publicAccessBlock,
  ownership,
  acl,
  cors,
  website,
  logging,
  notifications,
  requestPayment,
  accelerate,
  inventory,
  analytics,
  metrics,
  location,
} as const;

export type SettingId = keyof typeof DOCUMENTS;
export type SettingDocument<S extends SettingId = SettingId> = z.output<(typeof DOCUMENTS)[S]>;

export const SETTING_IDS = Object.keys(DOCUMENTS) as SettingId[];

/** Read only: S3 has no PUT for them. */
export const READ_ONLY = ['policyStatus', 'location'] as const satisfies readonly SettingId[];
export type WritableSettingId = Exclude<SettingId, (typeof READ_ONLY)[number]>;

export function isWritable(setting: SettingId): setting is WritableSettingId {
  return !READ_ONLY.some((one) => one === setting);
}

/**
 * What can be put but never taken away again: there is neither a DELETE for it nor a document that means "not set"
 * (S3 API Reference).
 */
export const UNREMOVABLE = [
  'versioning',
  'acl',
  'requestPayment',
  'accelerate',
] as const satisfies readonly SettingId[];

export function isRemovable(setting: SettingId): boolean {
  return isWritable(setting) && !UNREMOVABLE.some((one) => one === setting);
}
