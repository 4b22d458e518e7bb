import { z } from '../../zod.ts';
import { grantee, named, text } from './common.ts';

/** Without LoggingEnabled: no logging. */
export const logging = z.strictObject({
  LoggingEnabled: z
    .strictObject({
      TargetBucket: named(255),
      TargetPrefix: text(),
      TargetGrants: z
        .array(z.strictObject({ Grantee: grantee, Permission: z.enum(['FULL_CONTROL', 'READ', 'WRITE']) }))
        .max(100)
        .optional(),
      TargetObjectKeyFormat: z
        .strictObject({
          SimplePrefix: z.strictObject({}).optional(),
          PartitionedPrefix: z.strictObject({ PartitionDateSource: text(64).optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const protocol = z.enum(['http', 'https']);

export const website = z.strictObject({
  IndexDocument: z.strictObject({ Suffix: named(1024) }).optional(),
  ErrorDocument: z.strictObject({ Key: named(1024) }).optional(),
  RedirectAllRequestsTo: z.strictObject({ HostName: named(1024), Protocol: protocol.optional() }).optional(),
  RoutingRules: z
    .array(
      z.strictObject({
        Condition: z
          .strictObject({ HttpErrorCodeReturnedEquals: text(3).optional(), KeyPrefixEquals: text().optional() })
          .optional(),
        Redirect: z.strictObject({
          HostName: text().optional(),
          HttpRedirectCode: text(3).optional(),
          Protocol: protocol.optional(),
          ReplaceKeyPrefixWith: text().optional(),
          ReplaceKeyWith: text().optional(),
        }),
      }),
    )
    .max(50)
    .optional(),
});

const notificationFilter = z.strictObject({
  Key: z
    .strictObject({
      FilterRules: z
        .array(z.strictObject({ Name: text(64).optional(), Value: text().optional() }))
        .max(10)
        .optional(),
    })
    .optional(),
});
const common = {
  Id: text(255).optional(),
  Events: z.array(named(256)).min(1).max(50),
  Filter: notificationFilter.optional(),
};

export const notifications = z.strictObject({
  TopicConfigurations: z
    .array(z.strictObject({ ...common, TopicArn: named() }))
    .max(100)
    .optional(),
  QueueConfigurations: z
    .array(z.strictObject({ ...common, QueueArn: named() }))
    .max(100)
    .optional(),
  LambdaFunctionConfigurations: z
    .array(z.strictObject({ ...common, LambdaFunctionArn: named() }))
    .max(100)
    .optional(),
  EventBridgeConfiguration: z.strictObject({}).optional(),
});

export const requestPayment = z.strictObject({ Payer: z.enum(['Requester', 'BucketOwner']) });

/** Without Status: never enabled. */
export const accelerate = z.strictObject({ Status: z.enum(['Enabled', 'Suspended']).optional() });

/** The server's own word for where the bucket is; '' where it names none. */
export const location = z.strictObject({ LocationConstraint: text(255) });

export const policyStatus = z.strictObject({ IsPublic: z.boolean() });

export type LoggingDocument = z.output<typeof logging>;
export type WebsiteDocument = z.output<typeof website>;
export type NotificationsDocument = z.output<typeof notifications>;
