import type { RuleDraft, WatchRule } from '../../../../shared/watch/rule.ts';

/** A draft that leaves a rule as it is: its folders stay. */
export function draftOfRule({ id: _id, enabled: _enabled, ...rule }: WatchRule): RuleDraft {
  const { afterwards } = rule;
  return {
    ...rule,
    folder: null,
    afterwards: afterwards.kind === 'archive' ? { kind: 'archive', folder: null } : afterwards,
    logFolder: null,
  };
}
