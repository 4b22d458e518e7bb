import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import { type ActiveRule, isAbout, nextMidnight, type SeenVersion, type SmallObjects } from './rules.ts';
import { bestMove, lonelyMarkerRemovals, type Move, movesOf, removalsOf, type Standing, type Wish } from './wishes.ts';

/** A delete marker that an expiration puts on top: it is none of the versions that are there today. One a key at most. */
export const NEW_MARKER = -1;

/**
 * One thing that happens to a version or marker of a key at a moment (ms), caused by these rules (their places).
 * `index` is the version's place in the list of today, or NEW_MARKER. `gone`: a current version is deleted for ever;
 * `hidden`: it becomes noncurrent below a new marker; `deleted`: a noncurrent version is deleted for ever.
 */
export type KeyEvent = { at: number; index: number; by: readonly number[] } & (
  | { kind: 'gone' | 'hidden' | 'deleted' }
  | { kind: 'marker-made' | 'marker-removed' }
  | { kind: 'moved'; storageClass: string }
);

/** What the future of a key depends on besides its versions and the rules. Moments in ms. */
export type Circumstances = { versioning: VersioningStatus; now: number; end: number; small: SmallObjects };

type Placed = Standing & { index: number };
type Turn = { left: Placed[]; events: KeyEvent[] };

const rulesOf = (wishes: readonly Wish[]) => [...new Set(wishes.map(({ rule }) => rule))];

function wishesOf(one: Placed, isLonely: boolean, small: SmallObjects): Wish[] {
  if (!one.version.isMarker) return [...removalsOf(one), ...movesOf(one, small)];
  if (one.since !== null) return removalsOf(one);
  return isLonely ? lonelyMarkerRemovals(one) : [];
}

function remove(one: Placed, by: number[], at: number): Turn {
  return {
    left: [],
    events: [{ at, index: one.index, kind: one.version.isMarker ? 'marker-removed' : 'deleted', by }],
  };
}

function moveTo(one: Placed, { storageClass }: Move, moves: readonly Move[], at: number): Turn {
  const by = rulesOf(moves.filter((move) => move.storageClass === storageClass));
  return {
    left: [{ ...one, storageClass }],
    events: [{ at, index: one.index, kind: 'moved', storageClass, by }],
  };
}

/** Expires a current version; what that means depends on the versioning (S3 User Guide, "Expiring objects"). */
function expire(
  one: Placed,
  by: number[],
  at: number,
  rules: readonly ActiveRule[],
  { versioning }: Circumstances,
): Turn {
  if (versioning === 'never') return { left: [], events: [{ at, index: one.index, kind: 'gone', by }] };
  const isNull = versioning === 'suspended';
  const marker: SeenVersion = { ...one.version, isNull, isMarker: true, size: 0, modified: at, tags: [] };
  const onTop = {
    version: marker,
    since: null,
    storageClass: '',
    rules: rules.filter((rule) => isAbout(rule, marker)),
  };
  const isReplaced = isNull && one.version.isNull;
  return {
    left: [{ ...onTop, index: NEW_MARKER }, ...(isReplaced ? [] : [{ ...one, since: at }])],
    events: [
      { at, index: one.index, kind: isReplaced ? 'gone' : 'hidden', by },
      { at, index: NEW_MARKER, kind: 'marker-made', by },
    ],
  };
}

/**
 * What the rules do to one key from now to the end, in the order of time, if nothing else happens to it. `versions` are
 * all its versions and markers, newest first.
 *
 * The rules are carried out now and then at each midnight UTC, one action a version: permanent deletion before
 * transition, transition before a delete marker (S3 User Guide, "How Amazon S3 handles conflicts in lifecycle
 * configurations"); what lost is done at the next midnight if it is still due. NewerNoncurrentVersions counts those that
 * stay, delete markers too.
 */
export function futureOf(
  versions: readonly SeenVersion[],
  rules: readonly ActiveRule[],
  circumstances: Circumstances,
): KeyEvent[] {
  const { versioning, now, end, small } = circumstances;
  const events: KeyEvent[] = [];
  let standing: Placed[] = versions.map((version, index) => ({
    index,
    version,
    since: index === 0 ? null : (versions[index - 1]?.modified ?? 0),
    storageClass: version.storageClass,
    rules: rules.filter((rule) => isAbout(rule, version)),
  }));

  /** One version's turn; `newer` is how many newer noncurrent ones stay. */
  const turnOf = (one: Placed, newer: number, at: number): Turn => {
    const isDue = (wish: Wish) => wish.due <= at && wish.keep <= newer;
    if (one.version.isMarker) {
      const by = rulesOf(wishesOf(one, standing.length === 1, small).filter(isDue));
      return by.length > 0 ? remove(one, by, at) : { left: [one], events: [] };
    }
    const removals = removalsOf(one).filter(isDue);
    const moves = movesOf(one, small).filter(isDue);
    const best = bestMove(moves);
    const move = best && best.storageClass !== one.storageClass ? best : undefined;
    const leavesMarker = one.since === null && versioning !== 'never';
    if (move && (removals.length === 0 || leavesMarker)) return moveTo(one, move, moves, at);
    if (removals.length === 0) return { left: [one], events: [] };
    const by = rulesOf(removals);
    return one.since === null ? expire(one, by, at, rules, circumstances) : remove(one, by, at);
  };

  const runAt = (at: number): KeyEvent[] => {
    const happened: KeyEvent[] = [];
    const after: Placed[] = [];
    let newer = 0;
    for (const one of standing) {
      const turn = turnOf(one, newer, at);
      happened.push(...turn.events);
      after.push(...turn.left);
      if (one.since !== null) newer += turn.left.length;
    }
    const made = happened.find(({ kind }) => kind === 'marker-made');
    // A null marker takes the place of whatever else is `null`.
    const replaced =
      made && versioning === 'suspended' ? after.filter((one) => one.index !== NEW_MARKER && one.version.isNull) : [];
    for (const one of replaced) happened.push(...remove(one, [...(made?.by ?? [])], at).events);
    standing = after.filter((one) => !replaced.includes(one));
    return happened;
  };

  for (let moment = now; moment <= end; ) {
    const happened = runAt(moment);
    events.push(...happened);
    if (happened.length > 0) {
      moment = nextMidnight(moment);
      continue;
    }
    const isLonely = standing.length === 1;
    const dues = standing.flatMap((one) => wishesOf(one, isLonely, small).map(({ due }) => due));
    moment = dues.reduce((next, due) => (due > moment ? Math.min(next, due) : next), Number.POSITIVE_INFINITY);
  }
  return events;
}
