import type {
  AccelerateConfiguration,
  AccessControlPolicy,
  AnalyticsConfiguration,
  BucketLoggingStatus,
  CORSConfiguration,
  IntelligentTieringConfiguration,
  InventoryConfiguration,
  LifecycleRule,
  MetricsConfiguration,
  NotificationConfiguration,
  ObjectLockConfiguration,
  OwnershipControls,
  PolicyStatus,
  PublicAccessBlockConfiguration,
  ReplicationConfiguration,
  RequestPaymentConfiguration,
  ServerSideEncryptionConfiguration,
  Tagging,
  VersioningConfiguration,
  WebsiteConfiguration,
} from '@aws-sdk/client-s3';
import { expectTypeOf, test } from 'vitest';
import type { SettingDocument, SettingId } from '../../../../shared/settings/documents.ts';

/** What the SDK sends and reads for each setting. A policy is a text to it, a location a word. */
type SdkDocuments = {
  versioning: VersioningConfiguration;
  lifecycle: { Rules: LifecycleRule[] | undefined; TransitionDefaultMinimumObjectSize?: string | undefined };
  objectLock: ObjectLockConfiguration;
  encryption: ServerSideEncryptionConfiguration;
  replication: ReplicationConfiguration;
  intelligentTiering: { IntelligentTieringConfigurationList?: IntelligentTieringConfiguration[] };
  tags: Tagging;
  policyStatus: PolicyStatus;
  publicAccessBlock: PublicAccessBlockConfiguration;
  ownership: OwnershipControls;
  acl: AccessControlPolicy;
  cors: CORSConfiguration;
  website: WebsiteConfiguration;
  logging: BucketLoggingStatus;
  notifications: NotificationConfiguration;
  requestPayment: RequestPaymentConfiguration;
  accelerate: AccelerateConfiguration;
  inventory: { InventoryConfigurationList?: InventoryConfiguration[] };
  analytics: { AnalyticsConfigurationList?: AnalyticsConfiguration[] };
  metrics: { MetricsConfigurationList?: MetricsConfiguration[] };
};
type Common = SettingId & keyof SdkDocuments;

/** Times as texts and words of Amazon's as any text, as in our documents. */
type Loose<T> = T extends Date | string
  ? string
  : T extends readonly (infer Item)[]
    ? Loose<Item>[]
    : T extends object
      ? { [Name in keyof T]: Loose<T[Name]> }
      : T;

/** Names of the SDK's type, at any depth, that ours does not have. */
type Missing<Sdk, Ours> = Sdk extends readonly (infer A)[]
  ? Ours extends readonly (infer B)[]
    ? Missing<A, B>
    : never
  : Sdk extends Date | string | number | boolean
    ? never
    : Ours extends object
      ?
          | Exclude<keyof Sdk, keyof Ours | '$unknown'>
          | {
              [Name in keyof Sdk & keyof Ours]: Missing<NonNullable<Sdk[Name]>, NonNullable<Ours[Name]>>;
            }[keyof Sdk & keyof Ours]
      : never;

/** The SDK has their filters as unions of one member each, which the compiler cannot follow; the names are checked. */
type WithUnions = 'analytics' | 'metrics';

test('every name of the SDK is in our documents', () => {
  type Names = { [S in Common]: Missing<SdkDocuments[S], SettingDocument<S>> };
  expectTypeOf<Names>().toEqualTypeOf<Record<Common, never>>();
});

test('our documents are what the SDK takes', () => {
  type Ours = { [S in Exclude<Common, WithUnions>]: Loose<SettingDocument<S>> };
  type Sdk = { [S in Exclude<Common, WithUnions>]: Loose<SdkDocuments[S]> };
  expectTypeOf<Ours>().toExtend<Sdk>();
});
