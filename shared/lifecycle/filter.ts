import type { Tag } from '../settings/documents/common.ts';
import type { LifecycleFilter, LifecycleRule } from '../settings/documents/lifecycle.ts';
import { element } from './element.ts';

/**
 * Which objects a rule is about, whichever way it is written (the old Prefix, Filter, Filter.And). All conditions must
 * hold; `''`, `[]` and null are no condition. Sizes in bytes, exclusive (S3 User Guide, "Lifecycle configuration
 * elements": "greater than", "less than").
 */
export type RuleScope = { prefix: string; tags: Tag[]; sizeAbove: number | null; sizeBelow: number | null };

/** What a scope looks at. `tags` is null when they are not known: then a scope with tags does not match. */
export type Scoped = { key: string; size: number; tags: readonly Tag[] | null };

/** Reads the scope of a rule. Where a broken rule says the same thing twice, the outermost counts. */
export function scopeOf({ Prefix, Filter }: Pick<LifecycleRule, 'Prefix' | 'Filter'>): RuleScope {
  const and = Filter?.And;
  return {
    prefix: Filter?.Prefix ?? and?.Prefix ?? Prefix ?? '',
    tags: [...(Filter?.Tag ? [Filter.Tag] : []), ...(and?.Tags ?? [])],
    sizeAbove: Filter?.ObjectSizeGreaterThan ?? and?.ObjectSizeGreaterThan ?? null,
    sizeBelow: Filter?.ObjectSizeLessThan ?? and?.ObjectSizeLessThan ?? null,
  };
}

/** How many conditions a scope has; S3 wants `And` from two on. */
export function conditionsIn({ prefix, tags, sizeAbove, sizeBelow }: RuleScope): number {
  return Number(prefix !== '') + tags.length + Number(sizeAbove !== null) + Number(sizeBelow !== null);
}

/** A scope as S3 wants it: a prefix alone or one condition as a plain Filter, several as an And. */
export function filterOf({ prefix, tags, sizeAbove, sizeBelow }: RuleScope): LifecycleFilter {
  const [tag, ...more] = tags;
  const sizes = { ObjectSizeGreaterThan: sizeAbove ?? undefined, ObjectSizeLessThan: sizeBelow ?? undefined };
  if (conditionsIn({ prefix, tags, sizeAbove, sizeBelow }) > 1) {
    const all = { Prefix: prefix || undefined, Tags: tag ? [tag, ...more] : undefined, ...sizes };
    return { And: element(all) };
  }
  return element({ Tag: tag, ...sizes }) ?? { Prefix: prefix };
}

/**
 * The rule with several conditions of its Filter in one And, as S3 wants them. Ceph RGW 16 answers with the prefix beside
 * the And, and forgets it when it is given that back: the rule would then be about the whole bucket.
 */
export function withOneAnd<R extends Pick<LifecycleRule, 'Prefix' | 'Filter'>>(rule: R): R {
  const conditions = Object.values(rule.Filter ?? {}).filter((condition) => condition !== undefined);
  return conditions.length > 1 ? { ...rule, Filter: filterOf(scopeOf(rule)) } : rule;
}

/** Whether the conditions other than tags hold. */
export function matchesButTags(scope: RuleScope, { key, size }: Pick<Scoped, 'key' | 'size'>): boolean {
  return (
    key.startsWith(scope.prefix) &&
    (scope.sizeAbove === null || size > scope.sizeAbove) &&
    (scope.sizeBelow === null || size < scope.sizeBelow)
  );
}

/** Whether all conditions hold: every tag of the scope with exactly its value, whatever other tags there are. */
export function matches(scope: RuleScope, { key, size, tags }: Scoped): boolean {
  const has = (wanted: Tag) => tags?.some(({ Key, Value }) => Key === wanted.Key && Value === wanted.Value) ?? false;
  return matchesButTags(scope, { key, size }) && scope.tags.every(has);
}
