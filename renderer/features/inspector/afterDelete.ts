import type { ObjectVersion } from '../../../shared/contract/versions.ts';

/** What the object is once one version, or one delete marker, is gone. */
export type AfterDelete =
  | { object: 'staysCurrent' | 'staysDeleted' | 'becomesDeleted' | 'nextUnknown' | 'last' }
  | { object: 'becomesCurrent'; next: ObjectVersion };

/** `versions` newest first, as loaded so far; `hasMore` when older ones are not loaded yet. */
export function afterDelete(versions: readonly ObjectVersion[], versionId: string, hasMore: boolean): AfterDelete {
  const index = versions.findIndex((version) => version.versionId === versionId);
  if (!versions[index]?.current) {
    const isDeleted = versions.some((version) => version.current && version.kind === 'delete-marker');
    return { object: isDeleted ? 'staysDeleted' : 'staysCurrent' };
  }
  const next = versions[index + 1];
  if (!next) return { object: hasMore ? 'nextUnknown' : 'last' };
  return next.kind === 'version' ? { object: 'becomesCurrent', next } : { object: 'becomesDeleted' };
}
