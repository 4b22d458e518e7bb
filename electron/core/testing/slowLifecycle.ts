import { type Amount, type Effect, HORIZONS } from '../../../shared/contract/lifecycle.ts';
import type { VersioningStatus } from '../../../shared/contract/objects.ts';
import type { LifecycleRule } from '../../../shared/settings/documents/lifecycle.ts';
import type { SeenVersion } from '../buckets/lifecycle/rules.ts';
import { DAY, dayOf, isMeant, isOver, type Placed, placedRule } from './slowRules.ts';

// A lifecycle carried out the slow way, for comparing the forecast with: the whole bucket is kept, every rule is tried
// on every version day by day for a year, but for days like the one before, and ages are counted in days of the calendar.

type Thing = SeenVersion & {
  storedIn: string;
  born: number;
  replacedOn: number | null;
  /** Made by a rule: it has no place among the versions of today. */
  made: boolean;
  rules: Placed[];
};
type What = 'deleted' | 'expired' | 'moved' | 'unmarked';
type Note = { thing: Thing; what: What; day: number; places: number[]; to: string };
type Wanted = { to: string; place: number; since: number };

const NO_PLACES: number[] = [];
const NOT_WANTED: Wanted[] = [];

const WATERFALL = 'STANDARD STANDARD_IA INTELLIGENT_TIERING ONEZONE_IA GLACIER_IR GLACIER DEEP_ARCHIVE'.split(' ');
const LIKED = 'STANDARD STANDARD_IA ONEZONE_IA GLACIER_IR INTELLIGENT_TIERING GLACIER DEEP_ARCHIVE'.split(' ');
function ending(thing: Thing, times: 'expiry' | 'noncurrent', since: number, today: number, newer: number): number[] {
  let places: number[] | undefined;
  for (const rule of thing.rules) {
    for (const time of rule[times]) {
      if (!isOver(time, since, today, newer)) continue;
      places ??= [];
      places.push(rule.place);
    }
  }
  return places ?? NO_PLACES;
}

/** The next day on which a time of some rule is over for one of these things. */
function nextTurn(stack: readonly Thing[], today: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { born, replacedOn, rules } of stack) {
    for (const { expiry, moves, noncurrent, noncurrentMoves } of rules) {
      for (const times of replacedOn === null ? [expiry, moves] : [noncurrent, noncurrentMoves]) {
        for (const { from, after } of times) {
          const day = Math.max(from, (replacedOn ?? born) + after + 1);
          if (day > today && day < next) next = day;
        }
      }
    }
  }
  return next;
}

function isWarmer(from: string, to: string): boolean {
  const [a, b] = [WATERFALL.indexOf(from), WATERFALL.indexOf(to)];
  return a >= 0 && b >= 0 && b <= a;
}

/** Now, and each midnight of a year; with the horizon that a day is the last of. */
function daysOfAYear(now: number): { day: number; isLastOf: number | null }[] {
  const days: { day: number; isLastOf: number | null }[] = [];
  const ends = HORIZONS.map((horizon) => now + horizon * DAY);
  for (let day = now; day <= Math.max(...ends); day = new Date(day).setUTCHours(24, 0, 0, 0)) {
    const tomorrow = new Date(day).setUTCHours(24, 0, 0, 0);
    const isLastOf = ends.findIndex((end) => day <= end && tomorrow > end);
    days.push({ day, isLastOf: isLastOf < 0 ? null : isLastOf });
  }
  return days;
}

type Request = { versioning: VersioningStatus; now: number; smallStay: boolean };

/** Carries the rules out on a bucket for a year; answers with all that was done, and what the bucket held at each horizon. */
function liveAYear(bucket: readonly SeenVersion[][], rules: Placed[], { versioning, now, smallStay }: Request) {
  const notes: Note[] = [];
  const enabled = rules.filter(({ rule }) => rule.Status === 'Enabled');
  const rulesFor = (thing: SeenVersion) => enabled.filter((rule) => isMeant(rule, thing));

  // Spelt out, as a spread takes most of the test's time.
  const thingsOf = (versions: readonly SeenVersion[]): Thing[] =>
    versions.map((version, index) => {
      const newer = versions[index - 1];
      return {
        key: version.key,
        isNull: version.isNull,
        isMarker: version.isMarker,
        size: version.size,
        modified: version.modified,
        storageClass: version.storageClass,
        tags: version.tags,
        storedIn: version.storageClass,
        born: dayOf(version.modified),
        replacedOn: newer ? dayOf(newer.modified) : null,
        made: false,
        rules: rulesFor(version),
      };
    });

  /** Where a thing is wanted today, by which rule, and since which day. */
  function wanted(thing: Thing, today: number, newer: number): Wanted[] {
    let found: Wanted[] | undefined;
    const since = thing.replacedOn ?? thing.born;
    for (const { place, bySize, moves, noncurrentMoves } of thing.rules) {
      if (smallStay && !bySize && thing.size < 131_072) continue;
      for (const move of thing.replacedOn === null ? moves : noncurrentMoves) {
        if (!isOver(move, since, today, newer)) continue;
        if (move.to !== thing.storedIn && isWarmer(thing.storedIn, move.to)) continue;
        found ??= [];
        found.push({ to: move.to, place, since: move.from > 0 ? move.from : since + move.after + 1 });
      }
    }
    return found ?? NOT_WANTED;
  }

  function best(found: readonly Wanted[]): string | undefined {
    let chosen: Wanted | undefined;
    for (const one of found) {
      const [a, b] = [LIKED.indexOf(chosen?.to ?? ''), LIKED.indexOf(one.to)];
      const isBetter = a >= 0 && b >= 0 && a !== b ? b > a : one.since > (chosen?.since ?? Number.NEGATIVE_INFINITY);
      if (isBetter) chosen = one;
    }
    return chosen?.to;
  }

  function note(thing: Thing, what: What, day: number, places: number[], to = ''): void {
    notes.push({ thing, what, day, places, to });
  }

  /** A marker on top that stands alone: by which rules it goes. */
  function cleaners(thing: Thing, today: number): number[] {
    const asked = thing.rules.filter(({ rule }) => rule.Expiration?.ExpiredObjectDeleteMarker);
    return [...new Set([...asked.map(({ place }) => place), ...ending(thing, 'expiry', thing.born, today, 0)])];
  }

  function expired(thing: Thing, day: number, by: number[]): Thing[] {
    note(thing, 'expired', day, by);
    if (versioning === 'never') return [];
    const isNull = versioning === 'suspended';
    const marker = { ...thing, isMarker: true, isNull, size: 0, modified: day, born: dayOf(day), made: true };
    const top = { ...marker, rules: rulesFor(marker) };
    return isNull && thing.isNull ? [top] : [top, { ...thing, replacedOn: dayOf(day) }];
  }

  /** What is left of one thing after a day; the thing itself when nothing was done to it. */
  function oneDay(thing: Thing, day: number, newer: number, isAlone: boolean): Thing | Thing[] {
    const today = dayOf(day);
    const isCurrent = thing.replacedOn === null;
    if (thing.isMarker && isCurrent) {
      const by = isAlone ? cleaners(thing, today) : NO_PLACES;
      if (by.length === 0) return thing;
      note(thing, 'unmarked', day, by);
      return [];
    }
    const by = ending(thing, isCurrent ? 'expiry' : 'noncurrent', thing.replacedOn ?? thing.born, today, newer);
    const found = thing.isMarker ? NOT_WANTED : wanted(thing, today, newer);
    if (by.length === 0 && found.length === 0) return thing;
    const to = best(found);
    const isMove = to !== undefined && to !== thing.storedIn;
    const leavesMarker = isCurrent && versioning !== 'never';
    if (isMove && (by.length === 0 || leavesMarker)) {
      note(thing, 'moved', day, [...new Set(found.filter((one) => one.to === to).map(({ place }) => place))], to);
      return [{ ...thing, storedIn: to }];
    }
    if (by.length === 0) return thing;
    if (isCurrent) return expired(thing, day, by);
    note(thing, thing.isMarker ? 'unmarked' : 'deleted', day, by);
    return [];
  }

  function liveADay(stack: Thing[], day: number): Thing[] {
    const before = notes.length;
    let next: Thing[] | null = null;
    let newer = 0;
    for (let place = 0; place < stack.length; place += 1) {
      const thing = stack[place];
      if (!thing) continue;
      const left = oneDay(thing, day, newer, stack.length === 1);
      if (Array.isArray(left)) next ??= stack.slice(0, place);
      if (Array.isArray(left)) next?.push(...left);
      else next?.push(left);
      if (thing.replacedOn !== null) newer += Array.isArray(left) ? left.length : 1;
    }
    // Most days nothing happens.
    if (next === null) return stack;
    const made = next.find((thing) => thing.made && thing.replacedOn === null && thing.modified === day);
    if (!made?.isNull) return next;
    const by = notes.slice(before).find(({ what }) => what === 'expired')?.places ?? NO_PLACES;
    return next.filter((thing) => {
      const isReplaced = thing.isNull && thing !== made;
      if (isReplaced) note(thing, thing.isMarker ? 'unmarked' : 'deleted', day, by);
      return !isReplaced;
    });
  }

  const days = daysOfAYear(now);
  const held = HORIZONS.map(() => ({ noncurrent: { count: 0, bytes: 0 }, markers: 0 }));
  for (const versions of bucket) {
    let stack = thingsOf(versions);
    let wakesOn = Number.NEGATIVE_INFINITY;
    for (const { day, isLastOf } of days) {
      const today = dayOf(day);
      if (today >= wakesOn) {
        const next = liveADay(stack, day);
        // After a day on which nothing was done all days are like it until another time is over.
        wakesOn = next === stack ? nextTurn(stack, today) : today;
        stack = next;
      }
      const sum = isLastOf === null ? undefined : held[isLastOf];
      if (!sum) continue;
      const old = sumOf(stack.filter(({ isMarker, replacedOn }) => !isMarker && replacedOn !== null));
      sum.noncurrent = { count: sum.noncurrent.count + old.count, bytes: sum.noncurrent.bytes + old.bytes };
      sum.markers += stack.filter(({ isMarker }) => isMarker).length;
    }
  }
  return { notes, held };
}

const sumOf = (things: readonly SeenVersion[]): Amount => ({
  count: things.length,
  bytes: things.reduce((sum, { size }) => sum + size, 0),
});

const GRAVEST: What[] = ['deleted', 'expired', 'moved'];

/** Counts each thing once, by the gravest that was done to it by a moment. Things are told apart by what they were made of. */
function count(notes: readonly (Note & { id: string })[], until: number): Omit<Effect, 'uploadsAborted'> {
  const byThing = new Map<string, (Note & { id: string })[]>();
  for (const note of notes) {
    if (note.day > until) continue;
    const known = byThing.get(note.id);
    if (known) known.push(note);
    else byThing.set(note.id, [note]);
  }
  const ends = [...byThing.values()].map((all) => {
    const what = GRAVEST.find((each) => all.some((note) => note.what === each)) ?? 'unmarked';
    const last = all.filter((note) => note.what === what).toSorted((a, b) => b.day - a.day)[0];
    return { what, to: last?.to ?? '', thing: last?.thing };
  });
  const of = (what: What, to = '') =>
    sumOf(ends.flatMap((end) => (end.what === what && end.to === to && end.thing ? [end.thing] : [])));
  const classes = [...new Set(ends.filter(({ what }) => what === 'moved').map(({ to }) => to))];
  return {
    expired: of('expired'),
    noncurrentDeleted: of('deleted'),
    moved: classes.toSorted().map((to) => ({ storageClass: to, ...of('moved', to) })),
    markersRemoved: of('unmarked').count,
  };
}

/** What the forecast should say of a bucket, found out the slow way. */
export function slowForecast(bucket: readonly SeenVersion[][], rules: readonly LifecycleRule[], request: Request) {
  const placed = rules.map(placedRule);
  const horizons = HORIZONS.map((days) => request.now + days * DAY);
  const named = (notes: Note[]) =>
    notes.map((note) => {
      const { made, key, modified, size, isNull } = note.thing;
      return { ...note, id: made ? `${key} made` : `${key} ${modified} ${size} ${isNull}` };
    });
  const together = liveAYear(bucket, placed, request);
  const all = named(together.notes);
  return {
    total: horizons.map((until) => count(all, until)),
    hidden: together.held,
    rules: placed.map((one) => {
      const itsOwn = bucket.filter((versions) => versions.some((version) => isMeant(one, version)));
      const alone = placed.length > 1 ? named(liveAYear(itsOwn, [one], request).notes) : all;
      const caused = all.filter(({ places }) => places.includes(one.place));
      return horizons.map((until) => count([...alone, ...caused], until));
    }),
  };
}
