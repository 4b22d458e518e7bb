import {
  DeleteBucketAnalyticsConfigurationCommand,
  DeleteBucketIntelligentTieringConfigurationCommand,
  DeleteBucketInventoryConfigurationCommand,
  DeleteBucketMetricsConfigurationCommand,
  ListBucketAnalyticsConfigurations$,
  ListBucketAnalyticsConfigurationsCommand,
  ListBucketIntelligentTieringConfigurations$,
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketInventoryConfigurations$,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurations$,
  ListBucketMetricsConfigurationsCommand,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketMetricsConfigurationCommand,
} from '@aws-sdk/client-s3';
import { idList } from './idList.ts';
import { asInput } from './xmlSetting.ts';

// Servers and versions of the SDK spell the roots differently, with and without `Bucket` and the plural.

export const inventory = idList('inventory', {
  root: /^List(Bucket)?InventoryConfigurations?(Result|Output)$/,
  operation: ListBucketInventoryConfigurations$,
  list: ({ bucket, send }, ContinuationToken) =>
    send(new ListBucketInventoryConfigurationsCommand({ Bucket: bucket, ContinuationToken })),
  itemsOf: (document) => document.InventoryConfigurationList,
  documentOf: (InventoryConfigurationList) => ({ InventoryConfigurationList }),
  put: ({ bucket, send }, item) =>
    send(
      new PutBucketInventoryConfigurationCommand({
        Bucket: bucket,
        Id: item.Id,
        InventoryConfiguration: asInput(item),
      }),
    ),
  remove: ({ bucket, send }, Id) => send(new DeleteBucketInventoryConfigurationCommand({ Bucket: bucket, Id })),
});

export const analytics = idList('analytics', {
  root: /^List(Bucket)?AnalyticsConfigurations?(Result|Output)$/,
  operation: ListBucketAnalyticsConfigurations$,
  list: ({ bucket, send }, ContinuationToken) =>
    send(new ListBucketAnalyticsConfigurationsCommand({ Bucket: bucket, ContinuationToken })),
  itemsOf: (document) => document.AnalyticsConfigurationList,
  documentOf: (AnalyticsConfigurationList) => ({ AnalyticsConfigurationList }),
  put: ({ bucket, send }, item) =>
    send(
      new PutBucketAnalyticsConfigurationCommand({
        Bucket: bucket,
        Id: item.Id,
        AnalyticsConfiguration: asInput(item),
      }),
    ),
  remove: ({ bucket, send }, Id) => send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket: bucket, Id })),
});

export const metrics = idList('metrics', {
  root: /^List(Bucket)?MetricsConfigurations?(Result|Output)$/,
  operation: ListBucketMetricsConfigurations$,
  list: ({ bucket, send }, ContinuationToken) =>
    send(new ListBucketMetricsConfigurationsCommand({ Bucket: bucket, ContinuationToken })),
  itemsOf: (document) => document.MetricsConfigurationList,
  documentOf: (MetricsConfigurationList) => ({ MetricsConfigurationList }),
  put: ({ bucket, send }, item) =>
    send(
      new PutBucketMetricsConfigurationCommand({ Bucket: bucket, Id: item.Id, MetricsConfiguration: asInput(item) }),
    ),
  remove: ({ bucket, send }, Id) => send(new DeleteBucketMetricsConfigurationCommand({ Bucket: bucket, Id })),
});

export const intelligentTiering = idList('intelligentTiering', {
  root: /^List(Bucket)?IntelligentTieringConfigurations?(Result|Output)$/,
  operation: ListBucketIntelligentTieringConfigurations$,
  list: ({ bucket, send }, ContinuationToken) =>
    send(new ListBucketIntelligentTieringConfigurationsCommand({ Bucket: bucket, ContinuationToken })),
  itemsOf: (document) => document.IntelligentTieringConfigurationList,
  documentOf: (IntelligentTieringConfigurationList) => ({ IntelligentTieringConfigurationList }),
  put: ({ bucket, send }, item) =>
    send(
      new PutBucketIntelligentTieringConfigurationCommand({
        Bucket: bucket,
        Id: item.Id,
        IntelligentTieringConfiguration: asInput(item),
      }),
    ),
  remove: ({ bucket, send }, Id) =>
    send(new DeleteBucketIntelligentTieringConfigurationCommand({ Bucket: bucket, Id })),
});
