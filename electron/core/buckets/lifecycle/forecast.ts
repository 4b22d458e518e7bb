import {
  type Effect,
  type Forecast,
  type ForecastGap,
  HORIZONS,
  type RuleForecast,
} from '../../../../shared/contract/lifecycle.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { createConflicts } from './conflicts.ts';
import { addTo, createEffectSum, none } from './effects.ts';
import { type Circumstances, futureOf, type KeyEvent, NEW_MARKER } from './keyFuture.ts';
import { type ActiveRule, activeRules, DAY_MS, dueAt, isAbout, type SeenVersion, type SmallObjects } from './rules.ts';

/** What a forecast is made for. `now` in ms since the epoch. */
export type ForecastRequest = {
  rules: readonly LifecycleRule[];
  versioning: Forecast['versioning'];
  now: number;
  small: SmallObjects;
};

/** What is still stored though it is no longer seen in the bucket, by one moment (ms). */
function createHiddenSum(until: number) {
  const noncurrent = none();
  let markers = 0;
  return {
    addKey(versions: readonly SeenVersion[], events: readonly KeyEvent[]): void {
      const past = events.filter(({ at }) => at <= until);
      const indexes = (...kinds: KeyEvent['kind'][]) =>
        new Set(past.filter(({ kind }) => kinds.includes(kind)).map(({ index }) => index));
      const removed = indexes('gone', 'deleted', 'marker-removed');
      const hidden = indexes('hidden');
      for (const [index, { isMarker, size }] of versions.entries()) {
        if (removed.has(index)) continue;
        if (isMarker) markers += 1;
        else if (index > 0 || hidden.has(index)) addTo(noncurrent, size);
      }
      if (indexes('marker-made').size > 0 && !removed.has(NEW_MARKER)) markers += 1;
    },
    hidden: (): Forecast['hidden'][number] => ({ noncurrent, markers }),
  };
}

/**
 * Reckons what rules do to a bucket that is fed key by key. Only sums are kept, and the versions of one key.
 *
 * A rule's own figures are what it would do alone, and what it does after others have begun (deleting what another rule
 * has hidden). So two rules may both count a version; in `total` each version is counted once, by the gravest that
 * happens to it. Rules that are disabled do nothing.
 */
export function createForecast({ rules, versioning, now, small }: ForecastRequest) {
  const active = activeRules(rules);
  const moments = HORIZONS.map((days) => now + days * DAY_MS);
  const circumstances: Circumstances = {
    // Nobody can promise that a delete is for ever where versioning may be on.
    versioning: versioning === 'unknown' ? 'enabled' : versioning,
    now,
    end: Math.max(...moments),
    small,
  };
  const totals = moments.map(createEffectSum);
  const hiddenSums = moments.map(createHiddenSum);
  const ofRules = new Map(active.map(({ place }) => [place, moments.map(createEffectSum)]));
  const conflicts = createConflicts(circumstances);
  const scanned = { versions: 0, markers: 0, uploads: 0, bytes: 0 };

  const addToRule = (rule: ActiveRule, versions: readonly SeenVersion[], events: readonly KeyEvent[]) => {
    for (const sum of ofRules.get(rule.place) ?? []) sum.addKey(versions, events);
  };

  return {
    /** The rules that are carried out. */
    active,

    /** Adds all versions and markers of one key, newest first. */
    addKey(versions: readonly SeenVersion[]): void {
      const [newest] = versions;
      if (!newest) return;
      for (const { isMarker, size } of versions) {
        scanned.versions += isMarker ? 0 : 1;
        scanned.markers += isMarker ? 1 : 0;
        scanned.bytes += size;
      }
      const concerned = active.filter(
        (rule) => newest.key.startsWith(rule.scope.prefix) && versions.some((version) => isAbout(rule, version)),
      );
      const together = futureOf(versions, concerned, circumstances);
      for (const sum of [...totals, ...hiddenSums]) sum.addKey(versions, together);
      for (const rule of concerned) {
        const alone = concerned.length > 1 ? futureOf(versions, [rule], circumstances) : [];
        addToRule(rule, versions, [...alone, ...together.filter(({ by }) => by.includes(rule.place))]);
      }
      conflicts.add(versions, concerned);
    },

    /** Adds an unfinished upload; `initiated` in ms. Rules with tags or sizes are not about it: it has neither yet. */
    addUpload({ key, initiated }: { key: string; initiated: number }): void {
      scanned.uploads += 1;
      const dues = active.flatMap((rule) => {
        if (rule.abortAfterDays === null || !rule.isForMarkers || !key.startsWith(rule.scope.prefix)) return [];
        return [{ place: rule.place, due: dueAt({ days: rule.abortAfterDays }, initiated) }];
      });
      for (const { place, due } of dues) for (const sum of ofRules.get(place) ?? []) sum.addUpload(due);
      if (dues.length === 0) return;
      const first = Math.min(...dues.map(({ due }) => due));
      for (const sum of totals) sum.addUpload(first);
    },

    /** The forecast of what was added; `gaps` says what could not be seen. */
    result(gaps: readonly ForecastGap[]): Forecast {
      const effectsOf = (place: number): Effect[] =>
        (ofRules.get(place) ?? moments.map(createEffectSum)).map((sum) => sum.effect());
      return {
        at: new Date(now).toISOString(),
        versioning,
        scanned,
        rules: rules.map((_, place): RuleForecast => ({ rule: place, effects: effectsOf(place) })),
        total: totals.map((sum) => sum.effect()),
        hidden: hiddenSums.map((sum) => sum.hidden()),
        conflicts: conflicts.list(),
        gaps: [...gaps],
      };
    },
  };
}
