import { checkAccelerate } from './checks/accelerate.ts';
import { checkAcl } from './checks/acl.ts';
import { checkCors } from './checks/cors.ts';
import { checkEncryption } from './checks/encryption.ts';
import { checkLifecycle } from './checks/lifecycle.ts';
import { checkLogging } from './checks/logging.ts';
import { checkNotifications } from './checks/notifications.ts';
import { checkObjectLock } from './checks/objectLock.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkReplication } from './checks/replication.ts';
import { checkAnalytics, checkIntelligentTiering, checkInventory, checkMetrics } from './checks/reports.ts';
import { checkTags } from './checks/tags.ts';
import { checkWebsite } from './checks/website.ts';
import type { SettingDocument, SettingId } from './documents.ts';
import type { CheckContext, Problem } from './problems.ts';

/** Finds what a schema cannot say: conditions between fields, sizes in bytes, ARNs. The document fits its schema. */
export type Check<S extends SettingId> = (document: SettingDocument<S>, context: CheckContext) => Problem[];

/** The checks beyond the schema, one file a setting in checks/. */
export const checks: { [S in SettingId]?: Check<S> } = {
  accelerate: checkAccelerate,
  acl: checkAcl,
  analytics: checkAnalytics,
  cors: checkCors,
  encryption: checkEncryption,
  intelligentTiering: checkIntelligentTiering,
  inventory: checkInventory,
  lifecycle: checkLifecycle,
  logging: checkLogging,
  metrics: checkMetrics,
  notifications: checkNotifications,
  objectLock: checkObjectLock,
  policy: checkPolicy,
  replication: checkReplication,
  tags: checkTags,
  website: checkWebsite,
};
