import type { SettingId } from '../../../../shared/settings/documents.ts';
import type { SettingDefinition } from './definition.ts';
import { accelerate } from './definitions/accelerate.ts';
import { acl } from './definitions/acl.ts';
import { cors } from './definitions/cors.ts';
import { encryption } from './definitions/encryption.ts';
import { analytics, intelligentTiering, inventory, metrics } from './definitions/idLists.ts';
import { lifecycle } from './definitions/lifecycle.ts';
import { location } from './definitions/location.ts';
import { logging } from './definitions/logging.ts';
import { notifications } from './definitions/notifications.ts';
import { objectLock } from './definitions/objectLock.ts';
import { ownership } from './definitions/ownership.ts';
import { policy } from './definitions/policy.ts';
import { policyStatus } from './definitions/policyStatus.ts';
import { publicAccessBlock } from './definitions/publicAccessBlock.ts';
import { replication } from './definitions/replication.ts';
import { requestPayment } from './definitions/requestPayment.ts';
import { tags } from './definitions/tags.ts';
import { versioning } from './definitions/versioning.ts';
import { website } from './definitions/website.ts';

/** Every setting of a bucket. */
export const definitions: { [S in SettingId]: SettingDefinition<S> } = {
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
};
