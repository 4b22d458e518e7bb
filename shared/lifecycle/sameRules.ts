import type { LifecycleDocument, LifecycleRule } from '../settings/documents/lifecycle.ts';
import { sameDocument } from '../settings/sameDocument.ts';
import { readRule } from './ruleForm.ts';

/** What a rule means, whatever its ID and the way it is written; tags in one order, times as moments. */
function meaningOf(rule: LifecycleRule) {
  const { id: _, ...form } = readRule(rule);
  const time = (date: string | null) => (date === null ? null : Date.parse(date));
  return {
    ...form,
    tags: form.tags.toSorted((a, b) => (a.Key < b.Key ? -1 : 1)),
    expireOn: time(form.expireOn),
    transitions: form.transitions.map(({ date, ...more }) => ({ ...more, date: time(date) })),
  };
}

/**
 * Whether a server that was sent these rules keeps them as they were meant. It may put them in another order, name those
 * without an ID, and write their scope in another way (Ceph RGW 16 does all three). It may not lose a condition: RGW 16
 * takes a rule for objects above a size, and one that keeps some noncurrent versions, and forgets just that.
 */
export function sameRules(sent: LifecycleDocument, kept: LifecycleDocument): boolean {
  if (sent.Rules.length !== kept.Rules.length) return false;
  const left = [...kept.Rules];
  const byName = sent.Rules.toSorted((a, b) => Number(a.ID === undefined) - Number(b.ID === undefined));
  return byName.every((rule) => {
    const meaning = meaningOf(rule);
    const isIt = (other: LifecycleRule) =>
      (!rule.ID || other.ID === rule.ID) && sameDocument(meaningOf(other), meaning);
    const index = left.findIndex(isIt);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

/**
 * The document with those rules switched off that would delete more than was meant if a server lost a part of them: a
 * size, or a number of versions to keep. Null when there are none. Put and read back like this first, nothing is deleted
 * by a rule that the server did not keep as it was meant.
 */
export function cautiously(document: LifecycleDocument): LifecycleDocument | null {
  const isRisky = (rule: LifecycleRule) => {
    const { enabled, sizeAbove, sizeBelow, keepNoncurrent, noncurrentTransitions } = readRule(rule);
    const keeps = keepNoncurrent !== null || noncurrentTransitions.some(({ keep }) => keep !== null);
    return enabled && (sizeAbove !== null || sizeBelow !== null || keeps);
  };
  if (!document.Rules.some(isRisky)) return null;
  return {
    ...document,
    Rules: document.Rules.map((rule) => (isRisky(rule) ? { ...rule, Status: 'Disabled' as const } : rule)),
  };
}
