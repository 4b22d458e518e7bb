import { z } from '../../zod.ts';
import { text } from './common.ts';

const oneOrMany = z.union([text(4096), z.array(text(4096)).min(1).max(1000)]);

const principal = z.union([
  z.literal('*'),
  z.strictObject({
    AWS: oneOrMany.optional(),
    CanonicalUser: oneOrMany.optional(),
    Federated: oneOrMany.optional(),
    Service: oneOrMany.optional(),
  }),
]);

const conditionValue = z.union([text(4096), z.number(), z.boolean()]);

const statement = z.strictObject({
  Sid: text(256).optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: principal.optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  /** Operator -> condition key -> values, as `{ Bool: { 'aws:SecureTransport': 'false' } }`. */
  Condition: z
    .record(text(256), z.record(text(256), z.union([conditionValue, z.array(conditionValue).max(1000)])))
    .optional(),
});

/** A bucket policy (IAM User Guide, "Grammar of the IAM JSON policy language"); at most 20 KB. Conditions between fields: checks/policy.ts. */
export const policy = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Id: text(256).optional(),
  Statement: z.union([statement, z.array(statement).min(1).max(1000)]),
});

export type PolicyDocument = z.output<typeof policy>;
export type PolicyStatement = z.output<typeof statement>;
