import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import type { VersioningDocument } from '../../../../shared/settings/documents/data.ts';

/** The state a document tells; one without a status, or none, is that of a bucket that was never versioned. */
export function versioningStatus(document: VersioningDocument | null): VersioningStatus {
  if (document?.Status === undefined) return 'never';
  return document.Status === 'Enabled' ? 'enabled' : 'suspended';
}

/** The document with another state; all else in it stays. */
export function withStatus(document: VersioningDocument | null, status: VersioningStatus): VersioningDocument {
  const { Status: _before, ...others } = document ?? {};
  if (status === 'never') return others;
  return { ...others, Status: status === 'enabled' ? 'Enabled' : 'Suspended' };
}

/**
 * The states to choose from. A bucket that was never versioned may stay so; once it has left that state it cannot
 * return to it, only be suspended (S3 User Guide, "Using versioning in S3 buckets").
 */
export function versioningOptions(server: VersioningStatus): VersioningStatus[] {
  return server === 'never' ? ['never', 'enabled', 'suspended'] : ['enabled', 'suspended'];
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
