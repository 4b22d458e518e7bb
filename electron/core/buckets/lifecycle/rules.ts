import { matches, type RuleScope, scopeOf } from '../../../../shared/lifecycle/filter.ts';
import { readRule } from '../../../../shared/lifecycle/ruleForm.ts';
import { canMove, SMALLEST_MOVED, TAKES_SMALL } from '../../../../shared/lifecycle/storageClasses.ts';
import type { Tag } from '../../../../shared/settings/documents/common.ts';
import type { LifecycleDocument, LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';

export const DAY_MS = 86_400_000;

/**
 * What becomes of objects below 128 KiB that a rule without a size of its own would move: they are moved as all others,
 * or what Amazon's TransitionDefaultMinimumObjectSize says.
 */
export type SmallObjects = 'moved' | NonNullable<LifecycleDocument['TransitionDefaultMinimumObjectSize']>;

/** A version or delete marker of the bucket as the forecast needs it. `modified` in ms since the epoch. */
export type SeenVersion = {
  key: string;
  /** Written while versioning was off or suspended: the one that a new `null` version replaces. */
  isNull: boolean;
  isMarker: boolean;
  size: number;
  modified: number;
  storageClass: string;
  /** Null: not known, so that no rule with tags is thought to match. */
  tags: readonly Tag[] | null;
};

/** When an action is due: at a moment (ms since the epoch), or so many days after a moment of the version's own. */
type When = { at: number } | { days: number };

/** A rule that is enabled, in the form the forecast reckons with. `place` is its index in the document. */
export type ActiveRule = {
  place: number;
  scope: RuleScope;
  /** Delete markers have neither tags nor a size: only rules without such conditions are about them. */
  isForMarkers: boolean;
  hasSizes: boolean;
  expiration: When[];
  removesMarkers: boolean;
  transitions: { when: When; storageClass: string }[];
  noncurrentExpiration: { days: number; keep: number } | null;
  noncurrentTransitions: { days: number; keep: number; storageClass: string }[];
  abortAfterDays: number | null;
};

/** The first midnight UTC after a moment. */
export function nextMidnight(moment: number): number {
  return (Math.floor(moment / DAY_MS) + 1) * DAY_MS;
}

/**
 * When an action becomes due: S3 adds the days to the moment and rounds up to the next midnight UTC (S3 User Guide,
 * "Lifecycle rules: Based on an object's age"); a date is due at that date.
 */
export function dueAt(when: When, since: number): number {
  return 'at' in when ? when.at : nextMidnight(since + when.days * DAY_MS);
}

function whenOf(days: number | null, date: string | null): When[] {
  return [...(days === null ? [] : [{ days }]), ...(date === null ? [] : [{ at: Date.parse(date) }])];
}

/** The rules that are enabled, with what they want. */
export function activeRules(rules: readonly LifecycleRule[]): ActiveRule[] {
  return rules.flatMap((rule, place) => {
    const form = readRule(rule);
    if (!form.enabled) return [];
    const scope = scopeOf(rule);
    const hasSizes = scope.sizeAbove !== null || scope.sizeBelow !== null;
    const { noncurrentDays, keepNoncurrent } = form;
    const deletesNoncurrent = noncurrentDays !== null || keepNoncurrent !== null;
    return {
      place,
      scope,
      isForMarkers: scope.tags.length === 0 && !hasSizes,
      hasSizes,
      expiration: whenOf(form.expireAfterDays, form.expireOn),
      removesMarkers: form.removeExpiredMarkers,
      transitions: form.transitions.flatMap(({ days, date, storageClass }) =>
        whenOf(days, date).map((when) => ({ when, storageClass })),
      ),
      noncurrentExpiration: deletesNoncurrent ? { days: noncurrentDays ?? 0, keep: keepNoncurrent ?? 0 } : null,
      noncurrentTransitions: form.noncurrentTransitions.map(({ days, keep, storageClass }) => ({
        days: days ?? 0,
        keep: keep ?? 0,
        storageClass,
      })),
      abortAfterDays: form.abortAfterDays,
    };
  });
}

/** Whether a rule is about this version or marker. */
export function isAbout(rule: ActiveRule, version: SeenVersion): boolean {
  if (version.isMarker) return rule.isForMarkers && version.key.startsWith(rule.scope.prefix);
  return matches(rule.scope, version);
}

/**
 * Whether a rule may move a version of this size to a class. Amazon leaves objects below 128 KiB where they are unless
 * the rule has a size of its own (S3 User Guide, "Transitioning objects": minimum object size).
 */
export function mayMove(rule: ActiveRule, size: number, from: string, to: string, small: SmallObjects): boolean {
  if (!canMove(from, to)) return false;
  if (small === 'moved' || rule.hasSizes || size >= SMALLEST_MOVED) return true;
  return small === 'varies_by_storage_class' && TAKES_SMALL.has(to);
}
