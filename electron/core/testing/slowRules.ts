import type { LifecycleRule } from '../../../shared/settings/documents/lifecycle.ts';
import type { SeenVersion } from '../buckets/lifecycle/rules.ts';

/** A rule with its times in days of the calendar: `from` for a date, `after` for an age. */
export type Placed = {
  place: number;
  rule: LifecycleRule;
  conditions: Conditions[];
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
  const { Expiration, NoncurrentVersionExpiration: old } = rule;
  const conditions = conditionsOf(rule);
  const isOldDeleted = old?.NoncurrentDays !== undefined || old?.NewerNoncurrentVersions !== undefined;
  return {
    place,
    rule,
    conditions,
    bySize: conditions.some(({ above, below }) => above !== undefined || below !== undefined),
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

type Conditions = {
  prefix: string;
  tags: readonly { Key: string; Value: string }[];
  above: number | undefined;
  below: number | undefined;
};

/** Everything that must hold, read straight from how the rule is written: of the rule or its filter, and of its And. */
function conditionsOf({ Prefix, Filter }: LifecycleRule): Conditions[] {
  const own = { Prefix: Filter?.Prefix ?? Prefix, tags: Filter?.Tag ? [Filter.Tag] : [], sizes: Filter };
  const joined = { Prefix: Filter?.And?.Prefix, tags: Filter?.And?.Tags ?? [], sizes: Filter?.And };
  return [own, joined].map(({ Prefix: prefix = '', tags, sizes }) => ({
    prefix,
    tags,
    above: sizes?.ObjectSizeGreaterThan,
    below: sizes?.ObjectSizeLessThan,
  }));
}

/** Whether a rule is about a version. */
export function isMeant({ conditions }: Placed, thing: SeenVersion): boolean {
  return conditions.every(({ prefix, tags, above, below }) => {
    if (!thing.key.startsWith(prefix)) return false;
    if (thing.isMarker) return tags.length === 0 && above === undefined && below === undefined;
    if (above !== undefined && thing.size <= above) return false;
    if (below !== undefined && thing.size >= below) return false;
    return tags.every(({ Key, Value }) => (thing.tags ?? []).some((tag) => tag.Key === Key && tag.Value === Value));
  });
}
