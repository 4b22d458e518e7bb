import { AFTER_30_DAYS, depthOf } from '../../lifecycle/storageClasses.ts';
import type { LifecycleRule } from '../documents/lifecycle.ts';
import type { Problem } from '../problems.ts';
import { doubtful, wrong } from './found.ts';

type Path = Problem['path'];
type Timed = { Days?: number | undefined; Date?: string | undefined };

const MOST_KEPT = 100;
const MONTH = 30;

/** "The time is always midnight UTC" (S3 API Reference, LifecycleExpiration, Transition). */
function dateProblems(date: string | undefined, path: Path): Problem[] {
  const isMidnight = date === undefined || Date.parse(date) % 86_400_000 === 0;
  return isMidnight ? [] : [wrong('not-midnight', [...path, 'Date'])];
}

const isTimed = ({ Days, Date: date }: Timed) => Days !== undefined || date !== undefined;
const isTimedTwice = ({ Days, Date: date }: Timed) => Days !== undefined && date !== undefined;

/** S3 API Reference, LifecycleExpiration: days are a "non-zero positive integer"; a marker rule has neither days nor date. */
export function expirationProblems({ Expiration }: LifecycleRule, path: Path): Problem[] {
  if (!Expiration) return [];
  const at = [...path, 'Expiration'];
  const problems = dateProblems(Expiration.Date, at);
  if (isTimedTwice(Expiration)) problems.push(wrong('days-and-date', [...at, 'Date']));
  if (Expiration.Days === 0) problems.push(wrong('zero-days', [...at, 'Days']));
  if (!isTimed(Expiration) && !Expiration.ExpiredObjectDeleteMarker) problems.push(wrong('days-or-date', at));
  if (isTimed(Expiration) && Expiration.ExpiredObjectDeleteMarker) {
    problems.push(wrong('markers-with-time', [...at, 'ExpiredObjectDeleteMarker']));
  }
  return problems;
}

/** Classes of one list may each be there once. */
function sameClassProblems(classes: readonly string[], path: Path): Problem[] {
  return classes.flatMap((name, index) =>
    classes.indexOf(name) < index ? [wrong('same-class', [...path, index, 'StorageClass'], { name })] : [],
  );
}

type Step = { days: number; storageClass: string; path: Path };

/**
 * What Amazon asks of a way down its classes (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle"): never
 * back up, and 30 days before and in the classes for infrequent access.
 */
function wayProblems(steps: readonly Step[], leastFirst: number): Problem[] {
  const inOrder = steps.toSorted((a, b) => a.days - b.days);
  return inOrder.flatMap(({ days, storageClass, path }, index) => {
    const before = inOrder[index - 1];
    if (AFTER_30_DAYS.has(storageClass) && days < leastFirst) return [doubtful('moved-too-soon', path)];
    if (!before) return [];
    const [from, to] = [depthOf(before.storageClass), depthOf(storageClass)];
    if (from !== null && to !== null && to < from) {
      return [doubtful('moved-back', path, { from: before.storageClass, to: storageClass })];
    }
    const isShort = AFTER_30_DAYS.has(before.storageClass) && days - before.days < MONTH;
    return isShort ? [doubtful('moved-too-close', path, { from: before.storageClass })] : [];
  });
}

/** S3 API Reference, Transition; Amazon refuses days and dates in one rule, and a transition that comes too late. MinIO takes both. */
export function transitionProblems({ Transitions = [], Expiration }: LifecycleRule, path: Path): Problem[] {
  const at = (index: number, ...names: string[]) => [...path, 'Transitions', index, ...names];
  const problems = Transitions.flatMap((transition, index): Problem[] => {
    const { Days, Date: date } = transition;
    const tooLate =
      (Days !== undefined && Expiration?.Days !== undefined && Days >= Expiration.Days) ||
      (date !== undefined && Expiration?.Date !== undefined && Date.parse(date) >= Date.parse(Expiration.Date));
    return [
      ...dateProblems(date, at(index)),
      ...(isTimedTwice(transition) ? [wrong('days-and-date', at(index, 'Date'))] : []),
      ...(isTimed(transition) ? [] : [wrong('days-or-date', at(index))]),
      ...(tooLate ? [doubtful('moved-after-deletion', at(index, Days === undefined ? 'Date' : 'Days'))] : []),
    ];
  });
  const timed = [...Transitions, ...(Expiration && isTimed(Expiration) ? [Expiration] : [])];
  const isMixed = timed.some(({ Days }) => Days !== undefined) && timed.some(({ Date: date }) => date !== undefined);
  const steps = Transitions.flatMap(({ Days, StorageClass }, index) =>
    Days === undefined ? [] : [{ days: Days, storageClass: StorageClass, path: at(index, 'Days') }],
  );
  return [
    ...problems,
    ...(isMixed && !timed.some(isTimedTwice) ? [doubtful('days-mixed-with-dates', path)] : []),
    ...sameClassProblems(
      Transitions.map(({ StorageClass }) => StorageClass),
      [...path, 'Transitions'],
    ),
    ...wayProblems(steps, MONTH),
  ];
}

/**
 * "You can specify up to 100 noncurrent versions to retain" (S3 API Reference, NoncurrentVersionExpiration); other servers
 * have no such limit.
 */
function keepProblems(keep: number | undefined, path: Path): Problem[] {
  if (keep === undefined || (keep >= 1 && keep <= MOST_KEPT)) return [];
  const found = keep < 1 ? wrong : doubtful;
  return [found('keep-range', [...path, 'NewerNoncurrentVersions'], { limit: MOST_KEPT })];
}

/** S3 API Reference, NoncurrentVersionExpiration and NoncurrentVersionTransition. */
export function noncurrentProblems(rule: LifecycleRule, path: Path): Problem[] {
  const { NoncurrentVersionExpiration: expiration, NoncurrentVersionTransitions: transitions = [] } = rule;
  const at = [...path, 'NoncurrentVersionExpiration'];
  const problems = keepProblems(expiration?.NewerNoncurrentVersions, at);
  if (expiration?.NoncurrentDays === 0) problems.push(wrong('zero-days', [...at, 'NoncurrentDays']));
  if (expiration && expiration.NoncurrentDays === undefined) {
    // MinIO takes a number of versions alone.
    const found = expiration.NewerNoncurrentVersions === undefined ? wrong : doubtful;
    problems.push(found('noncurrent-days', [...at, 'NoncurrentDays']));
  }
  const steps: Step[] = [];
  for (const [index, { NoncurrentDays: days, NewerNoncurrentVersions, StorageClass }] of transitions.entries()) {
    const place = [...path, 'NoncurrentVersionTransitions', index];
    problems.push(...keepProblems(NewerNoncurrentVersions, place));
    if (days === undefined) problems.push(wrong('noncurrent-days', [...place, 'NoncurrentDays']));
    else steps.push({ days, storageClass: StorageClass, path: [...place, 'NoncurrentDays'] });
    const isLate = days !== undefined && expiration?.NoncurrentDays !== undefined && days >= expiration.NoncurrentDays;
    if (isLate) problems.push(doubtful('moved-after-deletion', [...place, 'NoncurrentDays']));
  }
  return [
    ...problems,
    ...sameClassProblems(
      transitions.map(({ StorageClass }) => StorageClass),
      [...path, 'NoncurrentVersionTransitions'],
    ),
    ...wayProblems(steps, MONTH),
  ];
}
