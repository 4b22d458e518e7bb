import type { LifecycleRule } from '../../../shared/settings/documents/lifecycle.ts';
import type { SeenVersion } from '../buckets/lifecycle/rules.ts';

/** A rule with its times in days of the calendar: `from` for a date, `after` for an age. */
export type Placed = {
  place: number;
  rule: LifecycleRule;
  bySize: boolean;
  expiry: Time[];
  moves: (Time & { to: string })[];
  noncurrent: Time[];
  noncurrentMoves: (Time & { to: string })[];
};
export type Time = { from: number; after: number; keep: number };

export const DAY = 24 * 60 * 60 * 1000;

export const dayOf = (moment: number) => Math.floor(moment / DAY);

/** Over on a day later than `after` days past the one it counts from, and not before the day `from`. */
function timesOf(days: number | undefined, date: string | undefined, keep = 0): Time[] {
  const byDate = date === undefined ? [] : [{ from: dayOf(Date.parse(date)), after: Number.NEGATIVE_INFINITY, keep }];
  return days === undefined ? byDate : [...byDate, { from: 0, after: days, keep }];
}

export function placedRule(rule: LifecycleRule, place: number): Placed {
  const { Expiration, NoncurrentVersionExpiration: old, Filter } = rule;
  const condition = { ...Filter, ...Filter?.And };
  const isOldDeleted = old?.NoncurrentDays !== undefined || old?.NewerNoncurrentVersions !== undefined;
  return {
    place,
    rule,
    bySize: condition.ObjectSizeGreaterThan !== undefined || condition.ObjectSizeLessThan !== undefined,
    expiry: timesOf(Expiration?.Days, Expiration?.Date),
    moves: (rule.Transitions ?? []).flatMap((move) =>
      timesOf(move.Days, move.Date).map((time) => ({ ...time, to: move.StorageClass })),
    ),
    noncurrent: isOldDeleted ? timesOf(old?.NoncurrentDays ?? 0, undefined, old?.NewerNoncurrentVersions) : [],
    noncurrentMoves: (rule.NoncurrentVersionTransitions ?? []).flatMap((move) =>
      timesOf(move.NoncurrentDays ?? 0, undefined, move.NewerNoncurrentVersions).map((time) => ({
        ...time,
        to: move.StorageClass,
      })),
    ),
  };
}

/** Whether a time is over that counts from the day `since`; `newer` noncurrent ones stay. */
export const isOver = ({ from, after, keep }: Time, since: number, today: number, newer: number) =>
  today >= from && today - since > after && newer >= keep;

/** Whether a rule is about a version, read straight from how it is written. */
export function isMeant({ Prefix, Filter }: LifecycleRule, thing: SeenVersion): boolean {
  const conditions = [{ ...Filter, And: undefined, Prefix: Filter?.Prefix ?? Prefix }, Filter?.And ?? {}];
  return conditions.every((condition) => {
    const tags = [
      ...('Tag' in condition && condition.Tag ? [condition.Tag] : []),
      ...('Tags' in condition ? (condition.Tags ?? []) : []),
    ];
    const { ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = condition;
    if (!thing.key.startsWith(condition.Prefix ?? '')) return false;
    if (thing.isMarker) return tags.length === 0 && above === undefined && below === undefined;
    if (above !== undefined && thing.size <= above) return false;
    if (below !== undefined && thing.size >= below) return false;
    return tags.every(({ Key, Value }) => (thing.tags ?? []).some((tag) => tag.Key === Key && tag.Value === Value));
  });
}
