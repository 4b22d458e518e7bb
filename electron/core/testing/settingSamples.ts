import type { SettingDocument, WritableSettingId } from '../../../shared/settings/documents.ts';

/** What a sample is about; `owner` is what the bucket's ACL says. */
type Subject = { bucket: string; owner: SettingDocument<'acl'>; notified: SettingDocument<'notifications'> };

/** A document for each setting with something to lose in it: several entries, an order, marks that XML escapes. */
export function settingSamples({ bucket, owner, notified }: Subject): {
  [S in WritableSettingId]: SettingDocument<S>;
} {
  const arn = 'arn:aws:s3:::stave-elsewhere';
  return {
    versioning: { Status: 'Enabled' },
    lifecycle: {
      Rules: [
        { ID: 'tmp & more', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } },
        {
          ID: 'dated',
          Status: 'Disabled',
          Filter: { And: { Prefix: 'x/', Tags: [{ Key: 'kind', Value: 'draft' }] } },
          Expiration: { Date: '2031-01-01T00:00:00Z' },
        },
        { Status: 'Enabled', Filter: { Prefix: '' }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      ],
    },
    objectLock: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } },
    encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    replication: {
      Role: 'arn:aws:iam::123456789012:role/stave',
      Rules: [
        {
          ID: 'all',
          Priority: 1,
          Status: 'Enabled',
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: { Bucket: arn },
        },
      ],
    },
    intelligentTiering: {
      IntelligentTieringConfigurationList: [
        { Id: 'cold', Status: 'Enabled', Tierings: [{ Days: 90, AccessTier: 'ARCHIVE_ACCESS' }] },
      ],
    },
    tags: {
      TagSet: [
        { Key: 'team', Value: 'photo-team' },
        { Key: 'cost', Value: '42' },
      ],
    },
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'r',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${bucket}/public/*`,
        },
      ],
    },
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    },
    ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    acl: {
      ...owner,
      Grants: [
        ...owner.Grants.map(({ Grantee, Permission }) => ({
          Grantee: { ...Grantee, ID: Grantee.ID ?? 'x' },
          Permission,
        })),
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
      ],
    },
    cors: {
      CORSRules: [
        {
          ID: 'app',
          AllowedOrigins: ['https://b.example', 'https://a.example'],
          AllowedMethods: ['GET', 'PUT'],
          AllowedHeaders: ['*'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 60,
        },
        { AllowedOrigins: ['*'], AllowedMethods: ['GET'] },
      ],
    },
    website: { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'error.html' } },
    logging: { LoggingEnabled: { TargetBucket: 'stave-elsewhere', TargetPrefix: 'logs/' } },
    notifications: notified,
    requestPayment: { Payer: 'Requester' },
    accelerate: { Status: 'Enabled' },
    inventory: {
      InventoryConfigurationList: [
        {
          Id: 'weekly',
          IsEnabled: true,
          Destination: { S3BucketDestination: { Bucket: arn, Format: 'CSV' } },
          IncludedObjectVersions: 'All',
          Schedule: { Frequency: 'Weekly' },
        },
      ],
    },
    analytics: { AnalyticsConfigurationList: [{ Id: 'all', StorageClassAnalysis: {} }] },
    metrics: { MetricsConfigurationList: [{ Id: 'all' }] },
  };
}
