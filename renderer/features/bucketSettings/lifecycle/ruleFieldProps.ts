import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import type { RuleForm } from '../../../../shared/lifecycle/ruleForm.ts';
import type { RuleField } from './ruleProblems.ts';

/** What each group of a rule's fields gets. */
export type RuleFieldProps = {
  form: RuleForm;
  /** Changes these fields and no others. */
  onChange: (part: Partial<RuleForm>) => void;
  /** The sentence that stands at a field, if something is wrong with it. */
  problemAt: (field: RuleField) => string | undefined;
  versioning: VersioningStatus | 'unknown';
  isDisabled: boolean;
};

/** The list with the item at `index` changed. */
export function changedAt<T>(list: readonly T[], index: number, part: Partial<T>): T[] {
  return list.map((item, at) => (at === index ? { ...item, ...part } : item));
}

/** The list without the item at `index`. */
export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}
