import { bucketArn } from '../../../../shared/policy/arns.ts';
import type { InventoryDocument } from '../../../../shared/settings/documents/reports.ts';
import { hasOthers, listAfter, textAfter, withProperty } from '../property.ts';

export type Inventory = InventoryDocument['InventoryConfigurationList'][number];
type Target = Inventory['Destination']['S3BucketDestination'];

export const FORMATS = ['CSV', 'ORC', 'Parquet'] as const;
export const FREQUENCIES = ['Daily', 'Weekly'] as const;
export const VERSIONS = ['Current', 'All'] as const;

/** Columns besides bucket and key (S3 API Reference, InventoryConfiguration). */
export const FIELDS = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'ObjectLockRetainUntilDate',
  'ObjectLockMode',
  'ObjectLockLegalHoldStatus',
  'IntelligentTieringAccessTier',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'ObjectAccessControlList',
  'ObjectOwner',
] as const;

export type InventoryForm = {
  id: string;
  isOn: boolean;
  /** Only objects under it are listed. */
  prefix: string;
  versions: Inventory['IncludedObjectVersions'];
  frequency: Inventory['Schedule']['Frequency'];
  fields: readonly string[];
  /** The ARN of the bucket the lists go to, and the folder in it. */
  bucket: string;
  folder: string;
  format: Target['Format'];
};

export function readInventory(item: Inventory): InventoryForm {
  const target = item.Destination.S3BucketDestination;
  return {
    id: item.Id,
    isOn: item.IsEnabled,
    prefix: item.Filter?.Prefix ?? '',
    versions: item.IncludedObjectVersions,
    frequency: item.Schedule.Frequency,
    fields: item.OptionalFields ?? [],
    bucket: target.Bucket,
    folder: target.Prefix ?? '',
    format: target.Format,
  };
}

export function writeInventory(item: Inventory, form: InventoryForm): Inventory {
  const before = item.Destination.S3BucketDestination;
  const target = { ...before, Bucket: form.bucket, Format: form.format };
  const filter = form.prefix === (item.Filter?.Prefix ?? '') ? item.Filter : form.prefix && { Prefix: form.prefix };
  const whole: Inventory = {
    ...item,
    Id: form.id,
    IsEnabled: form.isOn,
    IncludedObjectVersions: form.versions,
    Schedule: { Frequency: form.frequency },
    Destination: { S3BucketDestination: withProperty(target, 'Prefix', textAfter(before.Prefix, form.folder)) },
  };
  const filtered = withProperty(whole, 'Filter', filter || undefined);
  return withProperty(filtered, 'OptionalFields', listAfter(item.OptionalFields, form.fields));
}

export function hasMore({ Destination }: Inventory): boolean {
  return hasOthers(Destination.S3BucketDestination, ['Bucket', 'Format', 'Prefix']);
}

/** Lists the objects with what is asked for most. */
export function newInventory(Id: string, Frequency: 'Daily' | 'Weekly', versions: 'Current' | 'All'): Inventory {
  return {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: versions,
    Schedule: { Frequency },
    OptionalFields: ['Size', 'LastModifiedDate', 'StorageClass', 'ETag'],
    Destination: { S3BucketDestination: { Bucket: bucketArn(''), Format: 'CSV' } },
  };
}
