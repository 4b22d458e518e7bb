import { parseS3Uri } from '../../../shared/key.ts';

/** Where a typed path leads: `key` is '' or a prefix ending with `/`, or may be an object's key as well as a folder's name. */
export type Address = { bucket: string; key: string };

/**
 * Reads what was typed into the path: `s3://bucket/key`, `bucket/prefix/` of a known bucket, or else a prefix or key of
 * the bucket shown. Null for nothing.
 */
export function readAddress(typed: string, shownBucket: string, knownBuckets: readonly string[]): Address | null {
  const text = typed.trim();
  if (text === '') return null;
  const uri = parseS3Uri(text);
  if (uri) return uri;
  const slash = text.indexOf('/');
  const first = slash === -1 ? text : text.slice(0, slash);
  const isBucket = first === shownBucket || knownBuckets.includes(first);
  if (isBucket) return { bucket: first, key: slash === -1 ? '' : text.slice(slash + 1) };
  return { bucket: shownBucket, key: text };
}

/** The prefix in whose listing a key stands. */
export function prefixOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
