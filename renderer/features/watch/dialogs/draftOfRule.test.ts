import { expect, test } from 'vitest';
import { ruleDraft } from '../../../../shared/watch/rule.ts';
import { ruleOf } from '../testing/snapshots.ts';
import { draftOfRule } from './draftOfRule.ts';

test('a draft of a rule is a draft as the main process takes it, and keeps the rule’s folders', () => {
  const draft = draftOfRule(ruleOf());
  expect(ruleDraft.parse(draft)).toEqual(draft);
  expect(draft).toMatchObject({
    name: 'Orders',
    folder: null,
    afterwards: { kind: 'archive', folder: null },
    logFolder: null,
  });
  expect(draftOfRule(ruleOf({ afterwards: { kind: 'delete' } })).afterwards).toEqual({ kind: 'delete' });
});
