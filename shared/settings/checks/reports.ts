import type { Check } from '../checks.ts';
import type { Problem } from '../problems.ts';
import { bucketOfArn } from './arn.ts';
import { filterProblems } from './filters.ts';
import { repeated, wrong } from './found.ts';

/** Ids are unique in a bucket: a second one would replace the first (S3 API Reference, PutBucketInventoryConfiguration and its kind). */
function idProblems(items: readonly { Id: string }[], list: string): Problem[] {
  return repeated(
    items.map((item) => item.Id),
    (index) => [list, index, 'Id'],
  );
}

/** Reports go to a bucket, named by its ARN (S3 API Reference, InventoryS3BucketDestination, AnalyticsS3BucketDestination). */
function bucketProblems(arn: string, path: Problem['path']): Problem[] {
  return bucketOfArn(arn) === null ? [wrong('not-bucket-arn', path)] : [];
}

export const checkInventory: Check<'inventory'> = ({ InventoryConfigurationList: items }) => [
  ...idProblems(items, 'InventoryConfigurationList'),
  ...items.flatMap(({ Destination }, index) =>
    bucketProblems(Destination.S3BucketDestination.Bucket, [
      'InventoryConfigurationList',
      index,
      'Destination',
      'S3BucketDestination',
      'Bucket',
    ]),
  ),
];

export const checkAnalytics: Check<'analytics'> = ({ AnalyticsConfigurationList: items }) => [
  ...idProblems(items, 'AnalyticsConfigurationList'),
  ...items.flatMap(({ Filter, StorageClassAnalysis }, index) => {
    const path = ['AnalyticsConfigurationList', index];
    const target = StorageClassAnalysis.DataExport?.Destination.S3BucketDestination.Bucket;
    const targetPath = ['StorageClassAnalysis', 'DataExport', 'Destination', 'S3BucketDestination', 'Bucket'];
    return [
      ...filterProblems(Filter, [...path, 'Filter']),
      ...(target === undefined ? [] : bucketProblems(target, [...path, ...targetPath])),
    ];
  }),
];

/** "Can only contain letters, numbers, periods, dashes, and underscores" (S3 API Reference, MetricsConfiguration). */
const METRICS_ID = /^[A-Za-z0-9._-]+$/;

export const checkMetrics: Check<'metrics'> = ({ MetricsConfigurationList: items }) => [
  ...idProblems(items, 'MetricsConfigurationList'),
  ...items.flatMap(({ Id, Filter }, index) => [
    ...(METRICS_ID.test(Id) ? [] : [wrong('id-characters', ['MetricsConfigurationList', index, 'Id'])]),
    ...filterProblems(Filter, ['MetricsConfigurationList', index, 'Filter']),
  ]),
];

/** Days without access before an object may go to the tier (S3 API Reference, Tiering). */
const SOONEST = { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 } as const;
const LATEST = 730;

export const checkIntelligentTiering: Check<'intelligentTiering'> = (document) => {
  const list = 'IntelligentTieringConfigurationList';
  const items = document[list];
  return [
    ...idProblems(items, list),
    ...items.flatMap(({ Filter, Tierings }, index) => [
      ...filterProblems(Filter, [list, index, 'Filter']),
      ...repeated(
        Tierings.map((tiering) => tiering.AccessTier),
        (tier) => [list, index, 'Tierings', tier, 'AccessTier'],
      ),
      ...Tierings.flatMap(({ Days, AccessTier }, tier) => {
        const path = [list, index, 'Tierings', tier, 'Days'];
        if (Days < SOONEST[AccessTier]) return [wrong('too-small', path, { limit: SOONEST[AccessTier] })];
        return Days > LATEST ? [wrong('too-big', path, { limit: LATEST })] : [];
      }),
    ]),
  ];
};
