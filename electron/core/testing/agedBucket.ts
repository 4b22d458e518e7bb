import type { VersioningStatus } from '../../../shared/contract/objects.ts';
import { DAY_MS, type SeenVersion } from '../buckets/lifecycle/rules.ts';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PREFIXES = ['', 'tmp/', 'logs/', 'logs/app/', 'archive/', 'archive/2024/'];
const SIZES = [0, 1, 500, 1023, 1024, 1025, 100_000, 131_071, 131_072, 1_048_576, 50_000_000, 6_000_000_000];
const CLASSES = ['STANDARD', 'STANDARD', 'STANDARD', 'STANDARD_IA', 'GLACIER', 'COLD'];
const TAGS = [
  { Key: 'keep', Value: 'no' },
  { Key: 'keep', Value: 'yes' },
  { Key: 'team', Value: 'a' },
];
const OLDEST_DAYS = 800;

/**
 * A bucket whose objects have all ages up to two years, of many sizes, classes and tags; all versions of each key,
 * newest first, as a bucket of this versioning may hold them. The same for the same seed.
 */
export function agedBucket(keys: number, versioning: VersioningStatus, now: number, seed: number): SeenVersion[][] {
  const random = seeded(seed);
  const one = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;

  const version = (key: string, modified: number, isMarker: boolean): SeenVersion => ({
    key,
    isNull: versioning === 'never' || (versioning === 'suspended' && random() < 0.4),
    isMarker,
    size: isMarker ? 0 : one(SIZES, 0),
    modified,
    storageClass: isMarker ? 'STANDARD' : one(CLASSES, 'STANDARD'),
    tags: isMarker || random() < 0.05 ? null : TAGS.filter(() => random() < 0.3).slice(0, 2),
  });

  return Array.from({ length: keys }, (_, index) => {
    const key = `${one(PREFIXES, '')}${index}`;
    const count = versioning === 'never' || random() < 0.4 ? 1 : 1 + Math.floor(random() * 6);
    // Half of them are young: most of what changes within a month is there.
    const oldest = (random() < 0.5 ? 40 : OLDEST_DAYS) * DAY_MS;
    // Some at midnight sharp, where rounding shows.
    const times = Array.from({ length: count }, () => now - Math.floor(random() * oldest)).map((time) =>
      random() < 0.1 ? Math.floor(time / DAY_MS) * DAY_MS : time,
    );
    const versions = times
      .toSorted((a, b) => b - a)
      .map((time) => version(key, time, versioning !== 'never' && random() < 0.2));
    // A key has one version without an ID at most.
    const firstNull = versions.findIndex(({ isNull }) => isNull);
    return versions.map((each, place) => ({ ...each, isNull: each.isNull && place === firstNull }));
  });
}
