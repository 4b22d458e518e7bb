import { type AppError, appError } from '../../../../shared/errors.ts';

/** A part of a rule that can be wrong, as the draft names it. */
export type RuleField =
  | 'folder'
  | 'include'
  | 'connectionId'
  | 'keyTemplate'
  | 'constants'
  | 'archiveFolder'
  | 'logFolder';

/** Why it cannot be so. `rule`: another rule of that name is in the way. */
export function ruleInvalid(field: RuleField, reason: string, rule?: string): AppError {
  const details = { field, reason, ...(rule !== undefined && { rule }) };
  return appError('rule-invalid', `${field}: ${reason}`, { details });
}
