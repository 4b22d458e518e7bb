import { z } from '../../zod.ts';
import { days, isoTime, named, tag, text } from './common.ts';

const transition = z.strictObject({
  Days: days.optional(),
  Date: isoTime.optional(),
  StorageClass: named(64),
});

const noncurrentTransition = z.strictObject({
  NoncurrentDays: days.optional(),
  NewerNoncurrentVersions: days.optional(),
  StorageClass: named(64),
});

const bytes = z.number().int().min(0);

const filter = z.strictObject({
  Prefix: text().optional(),
  Tag: tag.optional(),
  ObjectSizeGreaterThan: bytes.optional(),
  ObjectSizeLessThan: bytes.optional(),
  And: z
    .strictObject({
      Prefix: text().optional(),
      Tags: z.array(tag).max(50).optional(),
      ObjectSizeGreaterThan: bytes.optional(),
      ObjectSizeLessThan: bytes.optional(),
    })
    .optional(),
});

const rule = z.strictObject({
  ID: text(255).optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  /** The old form, before Filter; both may not be there. */
  Prefix: text().optional(),
  Filter: filter.optional(),
  Expiration: z
    .strictObject({
      Days: days.optional(),
      Date: isoTime.optional(),
      ExpiredObjectDeleteMarker: z.boolean().optional(),
    })
    .optional(),
  Transitions: z.array(transition).max(100).optional(),
  NoncurrentVersionExpiration: z
    .strictObject({ NoncurrentDays: days.optional(), NewerNoncurrentVersions: days.optional() })
    .optional(),
  NoncurrentVersionTransitions: z.array(noncurrentTransition).max(100).optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: days.optional() }).optional(),
});

/** PutBucketLifecycleConfiguration; at most 1,000 rules (S3 API Reference). Conditions between fields: checks/lifecycle.ts. */
export const lifecycle = z.strictObject({
  Rules: z.array(rule).min(1).max(1000),
  TransitionDefaultMinimumObjectSize: z.enum(['varies_by_storage_class', 'all_storage_classes_128K']).optional(),
});

export type LifecycleDocument = z.output<typeof lifecycle>;
export type LifecycleRule = z.output<typeof rule>;
export type LifecycleFilter = z.output<typeof filter>;
