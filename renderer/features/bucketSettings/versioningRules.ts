import type { VersioningStatus } from '../../../shared/contract/objects.ts';

/**
 * The states to choose from. A bucket that was never versioned may stay so; once it has left that state it cannot
 * return to it, only be suspended (S3 User Guide, "Using versioning in S3 buckets").
 */
export function versioningOptions(server: VersioningStatus): VersioningStatus[] {
  return server === 'never' ? ['never', 'enabled', 'suspended'] : ['enabled', 'suspended'];
}

/** The VersioningConfiguration of a state; that of a bucket that was never versioned is empty. */
export function versioningDocument(status: VersioningStatus): { Status?: 'Enabled' | 'Suspended' } {
  if (status === 'never') return {};
  return { Status: status === 'enabled' ? 'Enabled' : 'Suspended' };
}

/** What going from one state to the other means, as the key of its sentence; null when nothing changes. */
export function versioningEffect(
  before: VersioningStatus,
  after: VersioningStatus,
): 'enable' | 'suspend' | 'suspendNever' | null {
  if (before === after || after === 'never') return null;
  if (after === 'enabled') return 'enable';
  return before === 'never' ? 'suspendNever' : 'suspend';
}
