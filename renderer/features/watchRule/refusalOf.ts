import { AppError } from '../../../shared/errors.ts';
import { fieldAt, type RuleField } from './ruleProblems.ts';

/** Why the main process will not take a field, as far as there is a sentence for it. */
const REASONS = [
  'folder-no-folder',
  'folder-not-found',
  'folder-profile',
  'folder-archive',
  'folder-log',
  'folder-holds-archive',
  'include-overlaps',
  'connection-not-found',
  'archiveFolder-holds-folder',
  'archiveFolder-watched',
  'logFolder-is-folder',
  'logFolder-watched',
] as const;

/** `rule`: the name of another rule that is in the way, or ''. */
export type RefusedField = { field: RuleField; reason: (typeof REASONS)[number] | 'other'; rule: string };

/** The field that the main process will not take, and why; null for any other failure. */
export function refusedField(thrown: unknown): RefusedField | null {
  if (!(thrown instanceof AppError) || thrown.data.code !== 'rule-invalid') return null;
  const { field: named, reason, rule = '' } = thrown.data.details ?? {};
  if (named === undefined) return null;
  const field = fieldAt(named.split(/[./]/));
  return { field, reason: REASONS.find((one) => one === `${field}-${reason}`) ?? 'other', rule };
}
