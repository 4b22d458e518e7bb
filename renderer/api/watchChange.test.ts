import { expect, test } from 'vitest';
import type { RuleSnapshot } from '../../shared/watch/state.ts';
import { withChange } from './watchChange.ts';

/** What of a snapshot matters here: whose it is, and what changes in it. */
function rule(id: string, bytesDone = 0): RuleSnapshot {
  return { rule: { id }, bytesDone } as RuleSnapshot; // The rest is not looked at.
}

const shown = (rules: readonly RuleSnapshot[]) => rules.map((one) => [one.rule.id, one.bytesDone]);

test('what changed stays in its place, what is new comes last, what is gone goes', () => {
  const before = [rule('a'), rule('b'), rule('c')];
  const after = withChange(before, { rules: [rule('d'), rule('b', 5)], removed: ['a'] });
  expect(shown(after)).toEqual([
    ['b', 5],
    ['c', 0],
    ['d', 0],
  ]);
  expect(shown(before)).toHaveLength(3);
});
