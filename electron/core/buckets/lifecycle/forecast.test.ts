import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect, Forecast } from '../../../../shared/contract/lifecycle.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { documentsOf } from '../../../../shared/settings/testing/arbitraries.ts';
import { agedBucket } from '../../testing/agedBucket.ts';
import { createForecast, type ForecastRequest } from './forecast.ts';
import { DAY_MS, type SeenVersion } from './rules.ts';

const NOW = Date.UTC(2026, 2, 15, 10, 30);

const rule = (does: Partial<LifecycleRule>): LifecycleRule => ({ Status: 'Enabled', Filter: { Prefix: '' }, ...does });

/** A version made so many days ago (and at the hour of now). */
const made = (daysAgo: number, changes: Partial<SeenVersion> = {}): SeenVersion => ({
  key: 'a',
  isNull: false,
  isMarker: false,
  size: 10,
  modified: NOW - daysAgo * DAY_MS,
  storageClass: 'STANDARD',
  tags: [],
  ...changes,
});
const marker = (daysAgo: number) => made(daysAgo, { isMarker: true, size: 0 });

function forecastOf(keys: SeenVersion[][], rules: LifecycleRule[], more: Partial<ForecastRequest> = {}): Forecast {
  const forecast = createForecast({ rules, versioning: 'enabled', now: NOW, small: 'moved', ...more });
  for (const versions of keys) forecast.addKey(versions);
  return forecast.result([]);
}

/** `expired/deleted/moved/markers` for each horizon. */
const told = (effects: readonly Effect[] | undefined) =>
  (effects ?? []).map(({ expired, noncurrentDeleted, moved, markersRemoved }) => {
    const places = moved.map(({ storageClass, count }) => `${count} ${storageClass}`).join('+');
    return `${expired.count}/${noncurrentDeleted.count}/${places}/${markersRemoved}`;
  });
const totalOf = (...args: Parameters<typeof forecastOf>) => told(forecastOf(...args).total);

describe('ages', () => {
  const deleted = (modified: string, now: string, days = 1) =>
    forecastOf([[made(0, { modified: Date.parse(modified) })]], [rule({ Expiration: { Days: days } })], {
      versioning: 'never',
      now: Date.parse(now),
    }).total[0]?.expired.count;

  test.each([
    // The example of the S3 User Guide: made on 15 January at 10:30, three days, gone on the 19th at 0:00.
    ['2014-01-15T10:30:00Z', '2014-01-18T23:59:59Z', 3, 0],
    ['2014-01-15T10:30:00Z', '2014-01-19T00:00:00Z', 3, 1],
    ['2014-01-15T00:00:00Z', '2014-01-16T00:00:00Z', 1, 0],
    ['2014-01-15T00:00:00Z', '2014-01-17T00:00:00Z', 1, 1],
    ['2014-01-15T23:59:59Z', '2014-01-17T00:00:00Z', 1, 1],
  ])('an object of %s at %s, after %i days: %i is deleted', (modified, now, days, count) => {
    expect(deleted(modified, now, days)).toBe(count);
  });

  test('a date holds from its midnight on, whatever the age', () => {
    const rules = [rule({ Expiration: { Date: '2026-04-01T00:00:00Z' } })];
    expect(totalOf([[made(0)]], rules, { versioning: 'never' })).toEqual(['0/0//0', '1/0//0', '1/0//0']);
    const now = Date.parse('2026-04-01T00:00:00Z');
    expect(totalOf([[made(0)]], rules, { versioning: 'never', now })[0]).toBe('1/0//0');
  });

  test('days of noncurrent versions count from when the next newer one was made', () => {
    const rules = [rule({ NoncurrentVersionExpiration: { NoncurrentDays: 20 } })];
    expect(totalOf([[made(10), made(100)]], rules)).toEqual(['0/0//0', '0/1//0', '0/1//0']);
    expect(totalOf([[made(30), made(31)]], rules)[0]).toBe('0/1//0');
    // A marker makes it noncurrent as a version does; the current one is left alone.
    expect(totalOf([[marker(30), made(100)]], rules)[0]).toBe('0/1//0');
    expect(totalOf([[made(100)]], rules)[2]).toBe('0/0//0');
  });
});

describe('what deleting leaves', () => {
  const rules = [rule({ Expiration: { Days: 3 } })];

  test('nothing where no versions are kept', () => {
    const { total, hidden } = forecastOf([[made(10)]], rules, { versioning: 'never' });
    expect(told(total)).toEqual(['1/0//0', '1/0//0', '1/0//0']);
    expect(hidden).toEqual(Array(3).fill({ noncurrent: { count: 0, bytes: 0 }, markers: 0 }));
  });

  test.each(['enabled', 'unknown'] as const)('a marker and the data below it, versioning %s', (versioning) => {
    const { total, hidden } = forecastOf([[made(0), made(5)]], rules, { versioning });
    expect(told(total)).toEqual(['0/0//0', '1/0//0', '1/0//0']);
    expect(hidden).toEqual([
      { noncurrent: { count: 1, bytes: 10 }, markers: 0 },
      { noncurrent: { count: 2, bytes: 20 }, markers: 1 },
      { noncurrent: { count: 2, bytes: 20 }, markers: 1 },
    ]);
  });

  test('a marker that takes the place of the null version where versioning is suspended', () => {
    const suspended = { versioning: 'suspended' } as const;
    const gone = forecastOf([[made(10, { isNull: true })]], rules, suspended);
    expect(told(gone.total)[0]).toBe('1/0//0');
    expect(gone.hidden[0]).toEqual({ noncurrent: { count: 0, bytes: 0 }, markers: 1 });
    // The null version is deleted wherever it stands.
    const below = forecastOf([[made(10), made(20, { isNull: true })]], rules, suspended);
    expect(told(below.total)[0]).toBe('1/1//0');
    expect(below.hidden[0]).toEqual({ noncurrent: { count: 1, bytes: 10 }, markers: 1 });
  });

  test('rules for noncurrent versions come to what was hidden in their time, counted from then', () => {
    const both = [...rules, rule({ NoncurrentVersionExpiration: { NoncurrentDays: 27 } })];
    // Overdue, so hidden today; 27 days later it is noncurrent for 27 days, and the marker stands alone.
    expect(totalOf([[made(400)]], both)).toEqual(['1/0//0', '0/1//1', '0/1//1']);
    const later = [rule({ Expiration: { Days: 10 }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } })];
    expect(totalOf([[made(0)]], later)).toEqual(['0/0//0', '1/0//0', '0/1//1']);
  });
});

describe('delete markers', () => {
  const cleaner = rule({ Expiration: { ExpiredObjectDeleteMarker: true } });

  test('are not deleted again, and go only when nothing is below', () => {
    const expiring = [rule({ Expiration: { Days: 1 } })];
    expect(totalOf([[marker(10), made(20)]], expiring)[2]).toBe('0/0//0');
    expect(totalOf([[marker(10)]], [cleaner])[0]).toBe('0/0//1');
    expect(totalOf([[marker(10), made(20)]], [cleaner])[2]).toBe('0/0//0');
  });

  test('go by their age too', () => {
    expect(totalOf([[marker(10)]], [rule({ Expiration: { Days: 20 } })])).toEqual(['0/0//0', '0/0//1', '0/0//1']);
  });

  test('go when the last version below is deleted, at the next midnight', () => {
    const rules = [cleaner, rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })];
    expect(totalOf([[marker(10), made(20)]], rules)).toEqual(['0/1//0', '0/1//1', '0/1//1']);
    expect(forecastOf([[marker(10), made(20)]], rules).hidden[1]).toEqual({
      noncurrent: { count: 0, bytes: 0 },
      markers: 0,
    });
  });

  test('that are noncurrent go as noncurrent versions do', () => {
    const rules = [rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })];
    expect(totalOf([[made(10), marker(20), made(30)]], rules)[0]).toBe('0/1//1');
  });

  test('have no size and no tags to match', () => {
    const bySize = [rule({ Filter: { ObjectSizeLessThan: 5 }, Expiration: { Days: 1 } })];
    expect(totalOf([[marker(10)]], bySize)[2]).toBe('0/0//0');
  });

  test('of an expiration are removed again when all below is gone', () => {
    const rules = [rule({ Expiration: { Days: 3 }, NoncurrentVersionExpiration: { NoncurrentDays: 3 } }), cleaner];
    const { total, hidden } = forecastOf([[made(0)]], rules);
    expect(told(total)).toEqual(['0/0//0', '0/1//1', '0/1//1']);
    expect(hidden[1]?.markers).toBe(0);
  });
});

describe('keeping some noncurrent versions', () => {
  const versions = [made(50), made(60), made(70), made(80), made(90)];

  test('spares the newest of them', () => {
    const rules = [rule({ NoncurrentVersionExpiration: { NoncurrentDays: 10, NewerNoncurrentVersions: 3 } })];
    expect(totalOf([versions], rules)[0]).toBe('0/1//0');
  });

  test('goes on when a current version joins them', () => {
    const rules = [
      rule({ Expiration: { Days: 1 } }),
      rule({ NoncurrentVersionExpiration: { NoncurrentDays: 10, NewerNoncurrentVersions: 4 } }),
    ];
    expect(totalOf([versions], rules)).toEqual(['1/0//0', '1/1//0', '1/1//0']);
  });

  test('counts those that stay', () => {
    const rules = [
      rule({ NoncurrentVersionExpiration: { NoncurrentDays: 10, NewerNoncurrentVersions: 1 } }),
      rule({ Filter: { ObjectSizeLessThan: 5 }, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
    ];
    const small = made(60, { size: 1 });
    // The small one goes by the second rule, so the first one keeps the next.
    expect(totalOf([[made(50), small, made(70), made(80)]], rules)[0]).toBe('0/2//0');
  });
});

describe('moves', () => {
  const moveTo = (StorageClass: string, Days = 30, more: Partial<LifecycleRule> = {}) =>
    rule({ Transitions: [{ Days, StorageClass }], ...more });

  test('are counted in the class that is reached by then', () => {
    const rules = [
      rule({
        Transitions: [
          { Days: 10, StorageClass: 'STANDARD_IA' },
          { Days: 40, StorageClass: 'GLACIER' },
        ],
      }),
    ];
    expect(totalOf([[made(0)]], rules)).toEqual(['0/0//0', '0/0/1 STANDARD_IA/0', '0/0/1 GLACIER/0']);
  });

  test('at once mean the next midnight', () => {
    const rules = [moveTo('GLACIER', 0)];
    expect(totalOf([[made(0)]], rules)).toEqual(['0/0//0', '0/0/1 GLACIER/0', '0/0/1 GLACIER/0']);
    expect(totalOf([[made(1)]], rules)[0]).toBe('0/0/1 GLACIER/0');
  });

  test('never lead back up, nor to where a version is', () => {
    expect(totalOf([[made(100, { storageClass: 'GLACIER' })]], [moveTo('STANDARD_IA')])[2]).toBe('0/0//0');
    expect(totalOf([[made(100, { storageClass: 'COLD' })]], [moveTo('COLD')])[2]).toBe('0/0//0');
    expect(totalOf([[made(100, { storageClass: 'COLD' })]], [moveTo('FROZEN')])[0]).toBe('0/0/1 FROZEN/0');
  });

  test('of one day go to the cheaper class, and Intelligent-Tiering before all but the archives', () => {
    expect(totalOf([[made(100)]], [moveTo('STANDARD_IA'), moveTo('GLACIER')])[0]).toBe('0/0/1 GLACIER/0');
    const tiering = [moveTo('INTELLIGENT_TIERING'), moveTo('ONEZONE_IA')];
    expect(totalOf([[made(100)]], tiering)).toEqual(Array(3).fill('0/0/1 INTELLIGENT_TIERING/0'));
  });

  test('to two classes of a server of its own end in the later one', () => {
    const rules = [moveTo('COLD', 10), moveTo('FROZEN', 20)];
    expect(totalOf([[made(100)]], rules)).toEqual(Array(3).fill('0/0/1 FROZEN/0'));
    expect(totalOf([[made(0)]], rules)[2]).toBe('0/0/1 FROZEN/0');
  });

  test('leave small objects where they are on Amazon, unless the rule has a size', () => {
    const amazon = { small: 'all_storage_classes_128K' } as const;
    const varies = { small: 'varies_by_storage_class' } as const;
    const small = [[made(100, { size: 131_071 })]];
    expect(totalOf(small, [moveTo('GLACIER')], amazon)[2]).toBe('0/0//0');
    expect(totalOf([[made(100, { size: 131_072 })]], [moveTo('GLACIER')], amazon)[0]).toBe('0/0/1 GLACIER/0');
    expect(totalOf(small, [moveTo('GLACIER')], varies)[0]).toBe('0/0/1 GLACIER/0');
    expect(totalOf(small, [moveTo('STANDARD_IA')], varies)[2]).toBe('0/0//0');
    const bySize = moveTo('STANDARD_IA', 30, { Filter: { ObjectSizeGreaterThan: 1 } });
    expect(totalOf(small, [bySize], amazon)[0]).toBe('0/0/1 STANDARD_IA/0');
  });

  test('of noncurrent versions spare the newest', () => {
    const rules = [
      rule({
        NoncurrentVersionTransitions: [{ NoncurrentDays: 5, NewerNoncurrentVersions: 1, StorageClass: 'GLACIER' }],
      }),
    ];
    expect(totalOf([[made(10), made(20), made(30)]], rules)[0]).toBe('0/0/1 GLACIER/0');
  });
});

describe('two actions of one day', () => {
  const rules = [rule({ Expiration: { Days: 10 } }), rule({ Transitions: [{ Days: 10, StorageClass: 'GLACIER' }] })];

  test('permanent deletion comes before a move', () => {
    expect(totalOf([[made(100)]], rules, { versioning: 'never' })[0]).toBe('1/0//0');
  });

  test('a move comes before a delete marker, which comes the day after', () => {
    expect(totalOf([[made(100)]], rules)).toEqual(['0/0/1 GLACIER/0', '1/0//0', '1/0//0']);
  });

  test('the shorter expiration counts, and both rules tell what they would do', () => {
    const both = [rule({ Expiration: { Days: 100 } }), rule({ Filter: { Prefix: 'a' }, Expiration: { Days: 5 } })];
    const { total, rules: ofRules } = forecastOf([[made(20)]], both);
    expect(told(total)[0]).toBe('1/0//0');
    expect(ofRules.map(({ rule: place, effects }) => [place, ...told(effects)])).toEqual([
      [0, '0/0//0', '0/0//0', '1/0//0'],
      [1, '1/0//0', '1/0//0', '1/0//0'],
    ]);
  });
});

describe('rules', () => {
  test('that are disabled are told with nothing', () => {
    const { rules } = forecastOf([[made(100)]], [rule({ Status: 'Disabled', Expiration: { Days: 1 } })]);
    expect(rules.map(({ rule: place, effects }) => [place, ...told(effects)])).toEqual([
      [0, '0/0//0', '0/0//0', '0/0//0'],
    ]);
  });

  test('with tags leave alone what has tags that nobody may see', () => {
    const tagged = [rule({ Filter: { Tag: { Key: 'k', Value: 'v' } }, Expiration: { Days: 1 } })];
    const keys = [[made(10, { tags: null })], [made(10, { key: 'b', tags: [{ Key: 'k', Value: 'v' }] })]];
    expect(totalOf(keys, tagged)[0]).toBe('1/0//0');
  });

  test('abort uploads by their age, each once', () => {
    const abort = (prefix: string, DaysAfterInitiation: number) =>
      rule({ Filter: { Prefix: prefix }, AbortIncompleteMultipartUpload: { DaysAfterInitiation } });
    const forecast = createForecast({
      rules: [abort('', 40), abort('tmp/', 7), rule({ Expiration: { Days: 1 } })],
      versioning: 'never',
      now: NOW,
      small: 'moved',
    });
    for (const key of ['tmp/a', 'b']) forecast.addUpload({ key, initiated: NOW - 10 * DAY_MS });
    const { total, rules, scanned } = forecast.result([]);
    expect(scanned.uploads).toBe(2);
    expect(total.map(({ uploadsAborted }) => uploadsAborted)).toEqual([1, 1, 2]);
    expect(rules.map(({ effects }) => effects.map(({ uploadsAborted }) => uploadsAborted))).toEqual([
      [0, 0, 2],
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });
});

describe('over any rules', () => {
  const buckets = fc.record({
    rules: documentsOf('lifecycle').map(({ Rules }) => Rules),
    versioning: fc.constantFrom('never', 'enabled', 'suspended'),
    seed: fc.integer(),
    small: fc.constantFrom('moved', 'all_storage_classes_128K', 'varies_by_storage_class'),
  });
  const removed = ({ expired, noncurrentDeleted }: Effect) => expired.count + noncurrentDeleted.count;
  const touched = (effect: Effect) => removed(effect) + effect.moved.reduce((sum, { count }) => sum + count, 0);
  const sizes = ({ expired, noncurrentDeleted, moved }: Effect) =>
    [expired, noncurrentDeleted, ...moved].reduce((sum, { bytes }) => sum + bytes, 0);

  test('nothing is counted twice, nothing comes from nowhere, and more time never removes less', () => {
    fc.assert(
      fc.property(buckets, ({ rules, versioning, seed, small }) => {
        const keys = agedBucket(30, versioning, NOW, seed);
        const { total, scanned, rules: ofRules, hidden } = forecastOf(keys, rules, { versioning, small });
        for (const effects of [total, ...ofRules.map(({ effects }) => effects)]) {
          for (const [horizon, effect] of effects.entries()) {
            const earlier = effects[horizon - 1];
            expect(touched(effect)).toBeLessThanOrEqual(scanned.versions);
            expect(sizes(effect)).toBeLessThanOrEqual(scanned.bytes);
            expect(effect.markersRemoved).toBeLessThanOrEqual(scanned.markers + scanned.versions);
            expect(removed(effect)).toBeGreaterThanOrEqual(earlier ? removed(earlier) : 0);
            expect(touched(effect)).toBeGreaterThanOrEqual(earlier ? touched(earlier) : 0);
          }
        }
        for (const [horizon, effect] of total.entries()) {
          const ofAll = ofRules.map(({ effects }) => effects[horizon]);
          const sum = ofAll.reduce((all, one) => all + (one ? touched(one) : 0), 0);
          expect(touched(effect)).toBeLessThanOrEqual(sum);
          expect(hidden[horizon]?.noncurrent.count).toBeLessThanOrEqual(
            scanned.versions - effect.noncurrentDeleted.count,
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
