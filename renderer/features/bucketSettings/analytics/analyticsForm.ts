import type { AnalyticsDocument } from '../../../../shared/settings/documents/reports.ts';
import { hasMoreThanPrefix, prefixOf, withPrefix } from '../filterPrefix.ts';
import { hasOthers, textAfter, withProperty } from '../property.ts';

export type Analysis = AnalyticsDocument['AnalyticsConfigurationList'][number];
type Export = NonNullable<Analysis['StorageClassAnalysis']['DataExport']>;

export type AnalysisForm = {
  id: string;
  prefix: string;
  /** Where the findings are written, daily; null: they are only shown by the provider. */
  target: { bucket: string; folder: string } | null;
};

export function readAnalysis({ Id, Filter, StorageClassAnalysis }: Analysis): AnalysisForm {
  const target = StorageClassAnalysis.DataExport?.Destination.S3BucketDestination;
  return {
    id: Id,
    prefix: prefixOf(Filter),
    target: target ? { bucket: target.Bucket, folder: target.Prefix ?? '' } : null,
  };
}

function writeExport(before: Export | undefined, { bucket, folder }: NonNullable<AnalysisForm['target']>): Export {
  const target = before?.Destination.S3BucketDestination;
  const S3BucketDestination = withProperty(
    { ...target, Format: 'CSV' as const, Bucket: bucket },
    'Prefix',
    textAfter(target?.Prefix, folder),
  );
  return { ...before, OutputSchemaVersion: 'V_1', Destination: { S3BucketDestination } };
}

export function writeAnalysis(item: Analysis, { id, prefix, target }: AnalysisForm): Analysis {
  const before = item.StorageClassAnalysis;
  const DataExport = target ? writeExport(before.DataExport, target) : undefined;
  return {
    ...withProperty(item, 'Filter', withPrefix(item.Filter, prefix)),
    Id: id,
    StorageClassAnalysis: withProperty(before, 'DataExport', DataExport),
  };
}

export function hasMore({ Filter, StorageClassAnalysis }: Analysis): boolean {
  const target = StorageClassAnalysis.DataExport?.Destination.S3BucketDestination;
  return hasMoreThanPrefix(Filter) || hasOthers(target, ['Bucket', 'Format', 'Prefix']);
}
