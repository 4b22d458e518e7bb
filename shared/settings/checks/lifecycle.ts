import { conditionsIn, scopeOf } from '../../lifecycle/filter.ts';
import type { Check } from '../checks.ts';
import type { LifecycleRule } from '../documents/lifecycle.ts';
import type { Problem } from '../problems.ts';
import { doubtful, repeated, wrong } from './found.ts';
import { expirationProblems, noncurrentProblems, transitionProblems } from './lifecycleActions.ts';

type Path = Problem['path'];

/** S3 API Reference, LifecycleRule and LifecycleRuleFilter: "a Filter must have exactly one of Prefix, Tag, ... or And". */
function filterProblems(rule: LifecycleRule, path: Path): Problem[] {
  const { Prefix, Filter } = rule;
  if (!Filter) return Prefix === undefined ? [doubtful('no-scope', path)] : [];
  const at = [...path, 'Filter'];
  const problems: Problem[] = [];
  if (Prefix !== undefined) problems.push(wrong('filter-and-prefix', [...path, 'Prefix']));
  const said = Object.values(Filter).filter((condition) => condition !== undefined);
  if (said.length > 1) problems.push(wrong('one-filter', at));
  else if (Filter.And && conditionsIn(scopeOf({ Filter })) < 2) {
    // Amazon takes one condition beside an empty prefix, and writes it plainly; nothing at all is no And anywhere.
    const found = Object.keys(Filter.And).length === 0 ? wrong : doubtful;
    problems.push(found('and-of-one', [...at, 'And']));
  }
  const tagPath = Filter.And?.Tags ? [...at, 'And', 'Tags'] : [...at, 'Tag'];
  const names = scopeOf({ Filter }).tags.map(({ Key }) => Key);
  return [...problems, ...repeated(names, () => tagPath), ...sizeProblems(rule, at)];
}

/** Objects are above the one size and below the other; between two whole numbers that follow each other there is none. */
function sizeProblems(rule: LifecycleRule, path: Path): Problem[] {
  const { sizeAbove, sizeBelow } = scopeOf(rule);
  if (sizeAbove === null || sizeBelow === null || sizeBelow > sizeAbove + 1) return [];
  const place = rule.Filter?.And ? [...path, 'And'] : path;
  return [wrong('no-size-between', [...place, 'ObjectSizeLessThan'])];
}

/**
 * Uploads and delete markers have no tags and no size (S3 API Reference, LifecycleRule: "AbortIncompleteMultipartUpload
 * cannot be specified with Tags"; User Guide, "Lifecycle configuration elements"). Amazon refuses them with tags, Ceph
 * does not.
 */
function conditionProblems(rule: LifecycleRule, path: Path): Problem[] {
  const { tags, sizeAbove, sizeBelow } = scopeOf(rule);
  if (tags.length === 0 && sizeAbove === null && sizeBelow === null) return [];
  const problems: Problem[] = [];
  if (rule.AbortIncompleteMultipartUpload) {
    problems.push(doubtful('uploads-by-tag-or-size', [...path, 'AbortIncompleteMultipartUpload']));
  }
  if (rule.Expiration?.ExpiredObjectDeleteMarker) {
    problems.push(doubtful('markers-by-tag-or-size', [...path, 'Expiration', 'ExpiredObjectDeleteMarker']));
  }
  return problems;
}

function abortProblems({ AbortIncompleteMultipartUpload: abort }: LifecycleRule, path: Path): Problem[] {
  const at = [...path, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'];
  if (!abort) return [];
  if (abort.DaysAfterInitiation === undefined) return [wrong('missing', at)];
  return abort.DaysAfterInitiation === 0 ? [wrong('zero-days', at)] : [];
}

/** "You must specify at least one action" (S3 API Reference, PutBucketLifecycleConfiguration: Rules). */
function hasAction(rule: LifecycleRule): boolean {
  const { Expiration } = rule;
  const expires = [Expiration?.Days, Expiration?.Date].some((when) => when !== undefined);
  return (
    expires ||
    Expiration?.ExpiredObjectDeleteMarker === true ||
    rule.NoncurrentVersionExpiration !== undefined ||
    rule.AbortIncompleteMultipartUpload !== undefined ||
    (rule.Transitions ?? []).length > 0 ||
    (rule.NoncurrentVersionTransitions ?? []).length > 0
  );
}

function ruleProblems(rule: LifecycleRule, path: Path): Problem[] {
  return [
    ...filterProblems(rule, path),
    ...(hasAction(rule) ? [] : [wrong('no-action', path)]),
    ...expirationProblems(rule, path),
    ...transitionProblems(rule, path),
    ...noncurrentProblems(rule, path),
    ...abortProblems(rule, path),
    ...conditionProblems(rule, path),
  ];
}

/**
 * What S3 refuses in a lifecycle though the schema takes it. Amazon's rules about its own storage classes are warnings:
 * other servers have classes of the same names and rules of their own.
 */
export const checkLifecycle: Check<'lifecycle'> = ({ Rules }) => [
  ...Rules.flatMap((rule, index) => ruleProblems(rule, ['Rules', index])),
  ...repeated(
    Rules.map(({ ID }) => ID),
    (index) => ['Rules', index, 'ID'],
  ),
];
