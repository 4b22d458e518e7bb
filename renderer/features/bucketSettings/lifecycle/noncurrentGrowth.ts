import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import { conditionsIn } from '../../../../shared/lifecycle/filter.ts';
import { readRule } from '../../../../shared/lifecycle/ruleForm.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';

/** Whether noncurrent versions gather without end: they are kept, and no rule for the whole bucket removes them. */
export function growsWithoutEnd(rules: readonly LifecycleRule[], versioning: VersioningStatus | 'unknown'): boolean {
  if (versioning !== 'enabled' && versioning !== 'suspended') return false;
  return !rules.map(readRule).some((form) => {
    const removes = form.noncurrentDays !== null || form.keepNoncurrent !== null;
    return form.enabled && removes && conditionsIn(form) === 0;
  });
}
