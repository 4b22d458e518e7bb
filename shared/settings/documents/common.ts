import { z } from '../../zod.ts';

// The documents of settings have the shape of the AWS SDK and of the aws-cli's JSON: what people know and can paste.
// Words that servers extend (storage classes, events, grantees) are open texts; times are ISO times.

/** A text of at most `max` characters. */
export const text = (max = 1024) => z.string().max(max);

/** A name or an ARN that must be there. */
export const named = (max = 2048) => z.string().min(1).max(max);

export const days = z.number().int().min(0).max(2_147_483_647);

/** An ISO time; the SDK's dates cross the bridge as such. */
export const isoTime = z.iso.datetime({ offset: true });

/** Keys up to 128 characters, values up to 256 (S3 User Guide, "Categorizing your storage using tags"). */
export const tag = z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) });

export const tagsAnd = z.strictObject({ Prefix: text().optional(), Tags: z.array(tag).max(50).optional() });

export const prefixOrTagFilter = z.strictObject({
  Prefix: text().optional(),
  Tag: tag.optional(),
  And: tagsAnd.optional(),
});

export const grantee = z.strictObject({
  Type: z.enum(['CanonicalUser', 'AmazonCustomerByEmail', 'Group']),
  ID: text().optional(),
  DisplayName: text().optional(),
  EmailAddress: text().optional(),
  URI: text().optional(),
});

export const owner = z.strictObject({ ID: text().optional(), DisplayName: text().optional() });

export type Tag = z.output<typeof tag>;
export type Grantee = z.output<typeof grantee>;
