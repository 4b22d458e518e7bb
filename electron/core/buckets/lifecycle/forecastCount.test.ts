import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../../shared/contract/lifecycle.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { agedBucket } from '../../testing/agedBucket.ts';
import { slowForecast } from '../../testing/slowLifecycle.ts';
import { createForecast } from './forecast.ts';

const NOW = Date.UTC(2026, 2, 15, 10, 30);
/** A year of days of thousands of versions takes seconds, and longer on a busy machine. */
const PATIENCE_MS = 120_000;

const on = (Filter: LifecycleRule['Filter'], does: Partial<LifecycleRule>): LifecycleRule => ({
  Status: 'Enabled',
  Filter,
  ...does,
});
const under = (Prefix: string, does: Partial<LifecycleRule>) => on({ Prefix }, does);
const tag = { Key: 'keep', Value: 'no' };

const RULE_SETS: Record<string, LifecycleRule[]> = {
  'delete one prefix': [under('tmp/', { Expiration: { Days: 3 } })],
  'deletions that overlap': [
    under('', { Expiration: { Days: 365 } }),
    under('logs/', { Expiration: { Days: 30 } }),
    under('logs/app/', { Expiration: { Days: 7 } }),
    { Status: 'Disabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } },
  ],
  'by size': [
    on({ ObjectSizeGreaterThan: 1_048_575 }, { Expiration: { Days: 60 } }),
    on({ ObjectSizeLessThan: 1024 }, { Expiration: { Days: 10 }, NoncurrentVersionExpiration: { NoncurrentDays: 5 } }),
    on(
      { And: { Prefix: 'archive/', ObjectSizeGreaterThan: 1024, ObjectSizeLessThan: 131_072 } },
      { Expiration: { Days: 1 } },
    ),
  ],
  'noncurrent versions': [
    under('', { NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 } }),
    under('archive/', { NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
  ],
  'the whole life of a version': [
    under('', { Expiration: { Days: 30 }, NoncurrentVersionExpiration: { NoncurrentDays: 7 } }),
    under('', { Expiration: { ExpiredObjectDeleteMarker: true } }),
    under('tmp/', { Expiration: { Days: 1 } }),
  ],
  'moves that overlap': [
    under('', {
      Transitions: [
        { Days: 30, StorageClass: 'STANDARD_IA' },
        { Days: 90, StorageClass: 'GLACIER' },
      ],
    }),
    under('logs/', { Transitions: [{ Days: 30, StorageClass: 'GLACIER' }], Expiration: { Days: 200 } }),
    under('archive/', { Transitions: [{ Days: 0, StorageClass: 'DEEP_ARCHIVE' }] }),
    under('archive/2024/', { Transitions: [{ Days: 60, StorageClass: 'INTELLIGENT_TIERING' }] }),
  ],
  'by tags': [
    on({ Tag: tag }, { Expiration: { Days: 20 } }),
    on({ And: { Prefix: 'logs/', Tags: [tag, { Key: 'team', Value: 'a' }] } }, { Expiration: { Days: 2 } }),
    { Status: 'Enabled', Prefix: 'archive/', Expiration: { Days: 100 } },
  ],
  'on dates, and to classes of a server of its own': [
    under('tmp/', { Expiration: { Date: '2026-04-01T00:00:00Z' } }),
    under('logs/', { Expiration: { Date: '2026-01-01T00:00:00Z' } }),
    under('', { Transitions: [{ Date: '2026-06-01T00:00:00Z', StorageClass: 'COLD' }] }),
    under('archive/', { Transitions: [{ Days: 100, StorageClass: 'FROZEN' }] }),
  ],
  'noncurrent versions that move': [
    under('', {
      NoncurrentVersionTransitions: [
        { NoncurrentDays: 5, NewerNoncurrentVersions: 1, StorageClass: 'GLACIER_IR' },
        { NoncurrentDays: 60, StorageClass: 'DEEP_ARCHIVE' },
      ],
      NoncurrentVersionExpiration: { NoncurrentDays: 300, NewerNoncurrentVersions: 3 },
    }),
    on({ ObjectSizeGreaterThan: 1024 }, { NoncurrentVersionExpiration: { NoncurrentDays: 100 } }),
    under('logs/', { Expiration: { Days: 14 }, Transitions: [{ Days: 7, StorageClass: 'ONEZONE_IA' }] }),
  ],
  'moves and deletions of one day': [
    under('', { Expiration: { Days: 10 } }),
    under('', { Transitions: [{ Days: 10, StorageClass: 'GLACIER' }] }),
    under('logs/', { NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 1 } }),
    under('logs/', { NoncurrentVersionTransitions: [{ NoncurrentDays: 3, StorageClass: 'COLD' }] }),
    under('logs/app/', { NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
  ],
};

/** Without the uploads, which the test counts elsewhere; classes in one order. */
const counted = ({ uploadsAborted: _, ...effect }: Effect) => ({
  ...effect,
  moved: effect.moved.toSorted((a, b) => (a.storageClass < b.storageClass ? -1 : 1)),
});

describe.each([
  ['enabled', 5000],
  ['never', 500],
  ['suspended', 500],
] as const)('versioning %s, %i objects', (versioning, objects) => {
  const bucket = agedBucket(objects, versioning, NOW, 4);

  const title = '%s: the forecast is what a year of days makes of the bucket';
  test.each(Object.entries(RULE_SETS))(title, { timeout: PATIENCE_MS }, (name, rules) => {
    const smallStay = name === 'moves that overlap';
    const small = smallStay ? 'all_storage_classes_128K' : 'moved';
    const forecast = createForecast({ rules, versioning, now: NOW, small });
    for (const versions of bucket) forecast.addKey(versions);
    const { total, hidden, rules: ofRules, scanned } = forecast.result([]);
    const slow = slowForecast(bucket, rules, { versioning, now: NOW, smallStay });
    expect(scanned.versions + scanned.markers).toBe(bucket.flat().length);
    expect(total.map(counted)).toEqual(slow.total);
    expect(ofRules.map(({ effects }) => effects.map(counted))).toEqual(slow.rules);
    expect(hidden).toEqual(slow.hidden);
  });
});
