import { z } from '../../zod.ts';
import { grantee, owner } from './common.ts';

export const publicAccessBlock = z.strictObject({
  BlockPublicAcls: z.boolean().optional(),
  IgnorePublicAcls: z.boolean().optional(),
  BlockPublicPolicy: z.boolean().optional(),
  RestrictPublicBuckets: z.boolean().optional(),
});

export const ownership = z.strictObject({
  Rules: z
    .array(z.strictObject({ ObjectOwnership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']) }))
    .length(1),
});

/** An AccessControlPolicy; at most 100 grants (S3 User Guide, "Access control list (ACL) overview"). */
export const acl = z.strictObject({
  Owner: owner.optional(),
  Grants: z
    .array(
      z.strictObject({
        Grantee: grantee,
        Permission: z.enum(['FULL_CONTROL', 'WRITE', 'WRITE_ACP', 'READ', 'READ_ACP']),
      }),
    )
    .max(100),
});

const origins = z.array(z.string().min(1).max(1024)).min(1).max(100);

const corsRule = z.strictObject({
  ID: z.string().max(255).optional(),
  AllowedOrigins: origins,
  AllowedMethods: z
    .array(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']))
    .min(1)
    .max(5),
  AllowedHeaders: z.array(z.string().min(1).max(1024)).max(100).optional(),
  ExposeHeaders: z.array(z.string().min(1).max(1024)).max(100).optional(),
  MaxAgeSeconds: z.number().int().min(0).max(2_147_483_647).optional(),
});

/** At most 100 rules (S3 API Reference, PutBucketCors). */
export const cors = z.strictObject({ CORSRules: z.array(corsRule).min(1).max(100) });

export type AclDocument = z.output<typeof acl>;
export type AclGrant = AclDocument['Grants'][number];
export type CorsRule = z.output<typeof corsRule>;
export type PublicAccessBlockDocument = z.output<typeof publicAccessBlock>;
