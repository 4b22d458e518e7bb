import { expect, test } from 'vitest';
import { checkDocument } from './checkDocument.ts';
import type { SettingDocument, SettingId } from './documents.ts';
import type { Problem } from './problems.ts';

/** What is wrong, as `severity code path`. */
function found<S extends SettingId>(setting: S, document: SettingDocument<S>, bucket = 'photos'): string[] {
  const say = ({ severity, code, path }: Problem) => `${severity} ${code} ${path.join('.')}`;
  return checkDocument(setting, document, { bucket }).problems.map(say);
}

test('a grantee is named by the property of its type', () => {
  const grant = (Grantee: SettingDocument<'acl'>['Grants'][number]['Grantee']) => ({
    Grantee,
    Permission: 'READ' as const,
  });
  expect(
    found('acl', {
      Grants: [
        grant({ Type: 'CanonicalUser', URI: 'x' }),
        grant({ Type: 'AmazonCustomerByEmail', ID: 'x' }),
        grant({ Type: 'Group', EmailAddress: 'x' }),
        grant({ Type: 'CanonicalUser', ID: 'x' }),
      ],
    }),
  ).toEqual([
    'error grantee-ID Grants.0.Grantee.ID',
    'error grantee-EmailAddress Grants.1.Grantee.EmailAddress',
    'error grantee-URI Grants.2.Grantee.URI',
  ]);
});

test('strangers who may write are a warning, strangers who may list are not', () => {
  const everyone = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;
  const anyAccount = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers' } as const;
  const logs = { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' } as const;
  expect(
    found('acl', {
      Grants: [
        { Grantee: everyone, Permission: 'READ' },
        { Grantee: everyone, Permission: 'WRITE' },
        { Grantee: anyAccount, Permission: 'FULL_CONTROL' },
        { Grantee: logs, Permission: 'WRITE' },
      ],
    }),
  ).toEqual(['warning strangers-write Grants.1.Permission', 'warning strangers-write Grants.2.Permission']);
});

test('cors: one star in each origin and header, origins as browsers send them', () => {
  const rule = (AllowedOrigins: string[], others: object = {}) => ({
    AllowedOrigins,
    AllowedMethods: ['GET' as const],
    ...others,
  });
  expect(
    found('cors', {
      CORSRules: [
        rule(['*', 'https://*.example.com', 'http://localhost:5173', 'app://stave'], { AllowedHeaders: ['*', 'x-*'] }),
        rule(['https://*.*.com', 'https://example.com/', 'example.com'], { AllowedHeaders: ['*-*'], ID: 'a' }),
        rule(['*'], { ExposeHeaders: ['ETag', '*'], ID: 'a' }),
      ],
    }),
  ).toEqual([
    'error many-stars CORSRules.1.AllowedOrigins.0',
    'warning not-an-origin CORSRules.1.AllowedOrigins.1',
    'warning not-an-origin CORSRules.1.AllowedOrigins.2',
    'error many-stars CORSRules.1.AllowedHeaders.0',
    'warning exposed-star CORSRules.2.ExposeHeaders.1',
    'error repeated CORSRules.2.ID',
  ]);
});

test('tags: names are unique; those of AWS are only warned of', () => {
  const TagSet = ['team', 'Team', 'team', 'aws:cloudformation:stack-name'].map((Key) => ({ Key, Value: '' }));
  expect(found('tags', { TagSet })).toEqual(['error repeated TagSet.2.Key', 'warning reserved-tag TagSet.3.Key']);
});

test('a website serves pages or redirects, not both', () => {
  const redirect = { HostName: 'example.com' };
  expect(found('website', {})).toEqual(['error index-or-redirect ']);
  expect(found('website', { ErrorDocument: { Key: 'e.html' } })).toEqual(['error index-or-redirect ']);
  expect(found('website', { RedirectAllRequestsTo: redirect })).toEqual([]);
  expect(found('website', { RedirectAllRequestsTo: redirect, IndexDocument: { Suffix: 'i' } })).toEqual([
    'error index-and-redirect RedirectAllRequestsTo',
  ]);
  expect(
    found('website', {
      IndexDocument: { Suffix: 'a/index.html' },
      RoutingRules: [{ Redirect: { ReplaceKeyWith: 'a', ReplaceKeyPrefixWith: 'b' } }],
    }),
  ).toEqual(['error index-with-slash IndexDocument.Suffix', 'error replaces-twice RoutingRules.0.Redirect']);
});

test('object lock: days or years, at least one, at most 100 years; compliance is warned of', () => {
  const lock = (DefaultRetention: NonNullable<SettingDocument<'objectLock'>['Rule']>['DefaultRetention']) =>
    found('objectLock', { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } });
  expect(found('objectLock', { ObjectLockEnabled: 'Enabled' })).toEqual([]);
  expect(lock({ Mode: 'GOVERNANCE', Days: 36_500 })).toEqual([]);
  expect(lock({ Mode: 'GOVERNANCE' })).toEqual(['error days-or-years Rule.DefaultRetention']);
  expect(lock({ Mode: 'GOVERNANCE', Days: 1, Years: 1 })).toEqual(['error days-and-years Rule.DefaultRetention']);
  expect(lock({ Mode: 'GOVERNANCE', Days: 0 })).toEqual(['error too-small Rule.DefaultRetention.Days']);
  expect(lock({ Mode: 'GOVERNANCE', Years: 101 })).toEqual(['error too-big Rule.DefaultRetention.Years']);
  expect(lock({ Mode: 'COMPLIANCE', Years: 1 })).toEqual(['warning locked-for-all Rule.DefaultRetention.Mode']);
});

test('a log into the bucket itself is a warning', () => {
  const log = (TargetBucket: string) => found('logging', { LoggingEnabled: { TargetBucket, TargetPrefix: '' } });
  expect(log('logs')).toEqual([]);
  expect(log('photos')).toEqual(['warning logs-itself LoggingEnabled.TargetBucket']);
});

test('whom the log is granted to is named', () => {
  const grant = { Grantee: { Type: 'CanonicalUser' as const }, Permission: 'READ' as const };
  expect(
    found('logging', { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '', TargetGrants: [grant] } }),
  ).toEqual(['error grantee-ID LoggingEnabled.TargetGrants.0.Grantee.ID']);
});

test('a KMS key goes with KMS only', () => {
  const how = (SSEAlgorithm: string) =>
    found('encryption', { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID: 'k' } }] });
  expect(how('aws:kms')).toEqual([]);
  expect(how('aws:kms:dsse')).toEqual([]);
  expect(how('AES256')).toEqual(['error key-without-kms Rules.0.ApplyServerSideEncryptionByDefault.KMSMasterKeyID']);
});

test('a bucket with dots in its name is not accelerated', () => {
  expect(found('accelerate', { Status: 'Enabled' }, 'my.photos')).toEqual(['error name-with-dots Status']);
  expect(found('accelerate', { Status: 'Suspended' }, 'my.photos')).toEqual([]);
  expect(found('accelerate', { Status: 'Enabled' })).toEqual([]);
});

test('replication goes to another bucket, with one kind of filter and priorities of their own', () => {
  const rule = (Bucket: string, others: object = {}) => ({
    Status: 'Enabled' as const,
    Destination: { Bucket },
    ...others,
  });
  const copies = 'arn:aws:s3:::copies';
  const role = 'arn:aws:iam::123456789012:role/copy';
  expect(
    found('replication', {
      Role: role,
      Rules: [rule(copies, { Priority: 1, ID: 'a' }), rule('arn:minio:replication::0a1b:photos', { Priority: 2 })],
    }),
  ).toEqual([]);
  expect(
    found('replication', {
      Role: '',
      Rules: [
        rule('copies', { Priority: 1, ID: 'a' }),
        rule('arn:aws:s3:::photos', { Priority: 1, ID: 'a' }),
        rule(copies, { Prefix: '', Filter: { Prefix: '' } }),
        rule(copies, { Filter: { Prefix: '', Tag: { Key: 'k', Value: '' } } }),
        rule(copies, { Filter: { Tag: { Key: 'k', Value: '' } }, DeleteMarkerReplication: { Status: 'Enabled' } }),
      ],
    }),
  ).toEqual([
    'warning no-role Role',
    'warning not-bucket-arn Rules.0.Destination.Bucket',
    'warning replicates-to-itself Rules.1.Destination.Bucket',
    'error filter-and-prefix Rules.2.Prefix',
    'error one-filter Rules.3.Filter',
    'error markers-with-tags Rules.4.DeleteMarkerReplication',
    'error repeated Rules.1.ID',
    'error repeated Rules.1.Priority',
  ]);
});

test('notifications: each ARN is of its service; those of Ceph and MinIO are too', () => {
  const Events = ['s3:ObjectCreated:*'];
  expect(
    found('notifications', {
      TopicConfigurations: [{ TopicArn: 'arn:aws:sns:default::uploads', Events }],
      QueueConfigurations: [{ QueueArn: 'arn:minio:sqs::_:webhook', Events: ['s3:ObjectRemoved:*'] }],
    }),
  ).toEqual([]);
  expect(
    found('notifications', {
      TopicConfigurations: [{ TopicArn: 'uploads', Events: ['s3:ObjectCreated:Put'], Id: 'a' }],
      QueueConfigurations: [
        { QueueArn: 'arn:aws:sns:eu-central-1:1:uploads', Events: ['s3:ObjectRemoved:*'], Id: 'a' },
      ],
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: 'arn:aws:sqs:eu-central-1:1:q', Events: ['s3:Restore'] }],
    }),
  ).toEqual([
    'error not-sns-arn TopicConfigurations.0.TopicArn',
    'error not-sqs-arn QueueConfigurations.0.QueueArn',
    'error not-lambda-arn LambdaFunctionConfigurations.0.LambdaFunctionArn',
    'error repeated QueueConfigurations.0.Id',
  ]);
});

test('notifications that overlap in events, prefix and suffix are a warning', () => {
  const filtered = (Events: string[], prefix: string, suffix: string) => ({
    TopicArn: 'arn:aws:sns:eu-central-1:1:t',
    Events,
    Filter: {
      Key: {
        FilterRules: [
          { Name: 'Prefix', Value: prefix },
          { Name: 'suffix', Value: suffix },
        ],
      },
    },
  });
  const overlap = (a: ReturnType<typeof filtered>, b: ReturnType<typeof filtered>) =>
    found('notifications', { TopicConfigurations: [a, b] });
  const warning = ['warning events-overlap TopicConfigurations.1.Events'];
  expect(overlap(filtered(['s3:ObjectCreated:*'], 'a/', ''), filtered(['s3:ObjectCreated:Put'], 'a/b', ''))).toEqual(
    warning,
  );
  expect(
    overlap(filtered(['s3:ObjectCreated:Put'], '', '.png'), filtered(['s3:ObjectCreated:Put'], 'x', 'x.png')),
  ).toEqual(warning);
  expect(
    overlap(filtered(['s3:ObjectCreated:Put'], '', '.png'), filtered(['s3:ObjectCreated:Put'], '', '.jpg')),
  ).toEqual([]);
  expect(overlap(filtered(['s3:ObjectCreated:Put'], 'a/', ''), filtered(['s3:ObjectCreated:Put'], 'b/', ''))).toEqual(
    [],
  );
  expect(overlap(filtered(['s3:ObjectCreated:Put'], '', ''), filtered(['s3:ObjectCreated:Copy'], '', ''))).toEqual([]);
});

test('a notification has at most one prefix and one suffix', () => {
  const FilterRules = ['prefix', 'Prefix', 'contains', 'suffix'].map((Name) => ({ Name, Value: 'a' }));
  const one = {
    TopicArn: 'arn:aws:sns:eu-central-1:1:t',
    Events: ['s3:ObjectCreated:*'],
    Filter: { Key: { FilterRules } },
  };
  expect(found('notifications', { TopicConfigurations: [one] })).toEqual([
    'warning filter-name TopicConfigurations.0.Filter.Key.FilterRules.2.Name',
    'error repeated TopicConfigurations.0.Filter.Key.FilterRules.1.Name',
  ]);
});

test('reports have ids of their own and go to a bucket', () => {
  const inventory = (Id: string, Bucket: string) => ({
    Id,
    IsEnabled: true,
    Destination: { S3BucketDestination: { Bucket, Format: 'CSV' as const } },
    IncludedObjectVersions: 'All' as const,
    Schedule: { Frequency: 'Daily' as const },
  });
  expect(
    found('inventory', {
      InventoryConfigurationList: [inventory('a', 'arn:aws:s3:::reports'), inventory('a', 'arn:aws:s3:::reports/in')],
    }),
  ).toEqual([
    'error repeated InventoryConfigurationList.1.Id',
    'error not-bucket-arn InventoryConfigurationList.1.Destination.S3BucketDestination.Bucket',
  ]);
  const S3BucketDestination = { Format: 'CSV' as const, Bucket: 'reports' };
  const StorageClassAnalysis = {
    DataExport: { OutputSchemaVersion: 'V_1' as const, Destination: { S3BucketDestination } },
  };
  expect(
    found('analytics', {
      AnalyticsConfigurationList: [
        { Id: 'a', StorageClassAnalysis: {} },
        { Id: 'b', StorageClassAnalysis, Filter: { Prefix: 'a', And: {} } },
      ],
    }),
  ).toEqual([
    'error one-filter AnalyticsConfigurationList.1.Filter',
    'error not-bucket-arn AnalyticsConfigurationList.1.StorageClassAnalysis.DataExport.Destination.S3BucketDestination.Bucket',
  ]);
  expect(found('metrics', { MetricsConfigurationList: [{ Id: 'EntireBucket' }, { Id: 'a b' }] })).toEqual([
    'error id-characters MetricsConfigurationList.1.Id',
  ]);
});

test('intelligent tiering: from 90 and 180 to 730 days, each tier once', () => {
  const tiers = (
    ...Tierings: SettingDocument<'intelligentTiering'>['IntelligentTieringConfigurationList'][number]['Tierings']
  ) => found('intelligentTiering', { IntelligentTieringConfigurationList: [{ Id: 'a', Status: 'Enabled', Tierings }] });
  const at = 'IntelligentTieringConfigurationList.0.Tierings';
  expect(tiers({ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }, { AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 730 })).toEqual(
    [],
  );
  expect(tiers({ AccessTier: 'ARCHIVE_ACCESS', Days: 89 }, { AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 179 })).toEqual([
    `error too-small ${at}.0.Days`,
    `error too-small ${at}.1.Days`,
  ]);
  expect(tiers({ AccessTier: 'ARCHIVE_ACCESS', Days: 731 }, { AccessTier: 'ARCHIVE_ACCESS', Days: 90 })).toEqual([
    `error repeated ${at}.1.AccessTier`,
    `error too-big ${at}.0.Days`,
  ]);
});
