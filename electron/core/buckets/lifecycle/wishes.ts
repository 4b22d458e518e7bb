import { preferredClass } from '../../../../shared/lifecycle/storageClasses.ts';
import { type ActiveRule, dueAt, mayMove, type SeenVersion, type SmallObjects } from './rules.ts';

/** A version as it stands at some moment, with the rules that are about it. */
export type Standing = {
  version: SeenVersion;
  /** When it became noncurrent (ms): when the next newer one was made. Null while it is current. */
  since: number | null;
  storageClass: string;
  rules: readonly ActiveRule[];
};

/** What a rule (its place) wants to do: not before `due` (ms), nor while fewer than `keep` newer noncurrent ones stay. */
export type Wish = { due: number; rule: number; keep: number };
export type Move = Wish & { storageClass: string };

/** To expire a current version, or to delete a noncurrent one. */
export function removalsOf({ version, since, rules }: Standing): Wish[] {
  return rules.flatMap(({ place, expiration, noncurrentExpiration }) => {
    if (since === null) return expiration.map((when) => ({ due: dueAt(when, version.modified), rule: place, keep: 0 }));
    if (!noncurrentExpiration) return [];
    const { days, keep } = noncurrentExpiration;
    return [{ due: dueAt({ days }, since), rule: place, keep }];
  });
}

/** To have it in a storage class: another that it can be moved to, or the one it is in already. */
export function movesOf({ version, since, storageClass: from, rules }: Standing, small: SmallObjects): Move[] {
  return rules.flatMap((rule) => {
    const wanted =
      since === null
        ? rule.transitions.map(({ when, storageClass }) => ({
            due: dueAt(when, version.modified),
            keep: 0,
            storageClass,
          }))
        : rule.noncurrentTransitions.map(({ days, keep, storageClass }) => ({
            due: dueAt({ days }, since),
            keep,
            storageClass,
          }));
    return wanted
      .filter(({ storageClass: to }) => to === from || mayMove(rule, version.size, from, to, small))
      .map((wish) => ({ ...wish, rule: rule.place }));
  });
}

/**
 * When and by which rules a marker with nothing below it goes: at once where a rule says so, else by its age (S3 User
 * Guide, "Lifecycle configuration elements": Days and Date clean up expired object delete markers as well).
 */
export function lonelyMarkerRemovals({ version, rules }: Standing): Wish[] {
  return rules.flatMap(({ place, removesMarkers, expiration }) => [
    ...(removesMarkers ? [{ due: 0, rule: place, keep: 0 }] : []),
    ...expiration.map((when) => ({ due: dueAt(when, version.modified), rule: place, keep: 0 })),
  ]);
}

/** The class that S3 chooses among those wanted: the preferred one, else the one wanted later, else the first. */
export function bestMove(moves: readonly Move[]): Move | undefined {
  let best: Move | undefined;
  for (const move of moves) {
    const better = best ? preferredClass(move.storageClass, best.storageClass) || move.due - best.due : 1;
    if (better > 0) best = move;
  }
  return best;
}
