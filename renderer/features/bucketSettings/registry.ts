import type { WritableSettingId } from '../../../shared/settings/documents.ts';
import { accelerateEntry } from './accelerate/entry.ts';
import { aclEntry } from './acl/entry.ts';
import { analyticsEntry } from './analytics/entry.ts';
import { corsEntry } from './cors/entry.ts';
import { encryptionEntry } from './encryption/entry.ts';
import { intelligentTieringEntry } from './intelligentTiering/entry.ts';
import { inventoryEntry } from './inventory/entry.ts';
import { lifecycleEntry } from './lifecycle/entry.ts';
import { loggingEntry } from './logging/entry.ts';
import { metricsEntry } from './metrics/entry.ts';
import { notificationsEntry } from './notifications/entry.ts';
import { objectLockEntry } from './objectLock/entry.ts';
import { ownershipEntry } from './ownership/entry.ts';
import { policyEntry } from './policy/entry.ts';
import { publicAccessBlockEntry } from './publicAccessBlock/entry.ts';
import { replicationEntry } from './replication/entry.ts';
import { requestPaymentEntry } from './requestPayment/entry.ts';
import type { SettingEntry } from './settingForm.ts';
import { tagsEntry } from './tags/entry.ts';
import { versioningEntry } from './versioning/entry.ts';
import { websiteEntry } from './website/entry.ts';

/** Every setting that can be changed: one line each. */
export const ENTRIES: { [S in WritableSettingId]: SettingEntry<S> } = {
  versioning: versioningEntry,
  lifecycle: lifecycleEntry,
  objectLock: objectLockEntry,
  encryption: encryptionEntry,
  replication: replicationEntry,
  intelligentTiering: intelligentTieringEntry,
  tags: tagsEntry,
  policy: policyEntry,
  publicAccessBlock: publicAccessBlockEntry,
  ownership: ownershipEntry,
  acl: aclEntry,
  cors: corsEntry,
  website: websiteEntry,
  logging: loggingEntry,
  notifications: notificationsEntry,
  requestPayment: requestPaymentEntry,
  accelerate: accelerateEntry,
  inventory: inventoryEntry,
  analytics: analyticsEntry,
  metrics: metricsEntry,
};
