import { z } from '../../zod.ts';
import { days, named, tag, text } from './common.ts';

/** Neither set: never enabled. */
export const versioning = z.strictObject({
  Status: z.enum(['Enabled', 'Suspended']).optional(),
  MFADelete: z.enum(['Enabled', 'Disabled']).optional(),
});

export const encryption = z.strictObject({
  Rules: z
    .array(
      z.strictObject({
        ApplyServerSideEncryptionByDefault: z
          .strictObject({ SSEAlgorithm: named(64), KMSMasterKeyID: text(2048).optional() })
          .optional(),
        BucketKeyEnabled: z.boolean().optional(),
        BlockedEncryptionTypes: z.strictObject({ EncryptionType: z.array(text(64)).max(10).optional() }).optional(),
      }),
    )
    .min(1)
    .max(10),
});

/** At most 50 tags (S3 User Guide, "Using cost allocation S3 bucket tags"). */
export const tags = z.strictObject({ TagSet: z.array(tag).min(1).max(50) });

export const objectLock = z.strictObject({
  ObjectLockEnabled: z.literal('Enabled'),
  Rule: z
    .strictObject({
      DefaultRetention: z
        .strictObject({
          Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
          Days: days.optional(),
          Years: days.optional(),
          DefaultEventHold: z.strictObject({ Days: days.optional(), Years: days.optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const status = z.enum(['Enabled', 'Disabled']);
const replicationTime = z.strictObject({ Minutes: days.optional() });

const replicationRule = z.strictObject({
  ID: text(255).optional(),
  Priority: z.number().int().min(0).max(2_147_483_647).optional(),
  Prefix: text().optional(),
  Filter: z
    .strictObject({
      Prefix: text().optional(),
      Tag: tag.optional(),
      And: z.strictObject({ Prefix: text().optional(), Tags: z.array(tag).max(50).optional() }).optional(),
    })
    .optional(),
  Status: status,
  SourceSelectionCriteria: z
    .strictObject({
      SseKmsEncryptedObjects: z.strictObject({ Status: status }).optional(),
      ReplicaModifications: z.strictObject({ Status: status }).optional(),
    })
    .optional(),
  ExistingObjectReplication: z.strictObject({ Status: status }).optional(),
  Destination: z.strictObject({
    Bucket: named(),
    Account: text(64).optional(),
    StorageClass: text(64).optional(),
    AccessControlTranslation: z.strictObject({ Owner: text(64) }).optional(),
    EncryptionConfiguration: z.strictObject({ ReplicaKmsKeyID: text(2048).optional() }).optional(),
    ReplicationTime: z.strictObject({ Status: status, Time: replicationTime }).optional(),
    Metrics: z.strictObject({ Status: status, EventThreshold: replicationTime.optional() }).optional(),
  }),
  DeleteMarkerReplication: z.strictObject({ Status: status.optional() }).optional(),
});

/** At most 1,000 rules (S3 API Reference, PutBucketReplication). */
export const replication = z.strictObject({ Role: text(2048), Rules: z.array(replicationRule).min(1).max(1000) });

export type VersioningDocument = z.output<typeof versioning>;
export type EncryptionDocument = z.output<typeof encryption>;
export type ObjectLockDocument = z.output<typeof objectLock>;
